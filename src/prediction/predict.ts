import {
  BRAVAIS_LATTICES,
  type BravaisLattice,
  bravaisOfSpaceGroup,
  spaceGroupType,
} from '../crystal/index.ts';
import type { Preprocessed } from '../measurement/index.ts';
import type { Radiation } from '../pattern/index.ts';
import { type Ranked, rank } from './rank.ts';

/** A trained network and the classes of its outputs, in their order. */
export interface Classifier<C> {
  readonly classes: readonly C[];
  /** One logit per class, from a pattern on the model's grid with maximum 1. */
  logitsOf(pattern: Float32Array): Promise<Float32Array>;
}

/** Classifiers for both questions, trained on patterns of one instrument. */
export interface PredictionModel {
  readonly radiation: Radiation;
  readonly bravais: Classifier<BravaisLattice>;
  readonly spaceGroup: Classifier<number>;
}

export interface RankedLattice {
  readonly lattice: BravaisLattice;
  /** `orthorhombic (F)` */
  readonly name: string;
  readonly probability: number;
}

export interface RankedSpaceGroup {
  readonly number: number;
  /** Short Hermann–Mauguin symbol, `P2_1/c`. */
  readonly symbol: string;
  readonly probability: number;
}

/** What the models make of a pattern; every class, by falling probability. */
export interface Prediction {
  readonly bravais: readonly RankedLattice[];
  readonly spaceGroup: readonly RankedSpaceGroup[];
  /** Share of the model's range that the measurement reaches. */
  readonly coverage: number;
  readonly warnings: readonly string[];
}

/** Asks both classifiers. Warnings tell of a foreign radiation and of answers that contradict. */
export async function predict(input: Preprocessed, model: PredictionModel): Promise<Prediction> {
  const [lattices, groups] = await Promise.all([
    classify(input.intensity, model.bravais),
    classify(input.intensity, model.spaceGroup),
  ]);
  const bravais = lattices.map(({ class: lattice, probability }) => ({
    lattice,
    name: nameOf(lattice),
    probability,
  }));
  const spaceGroup = groups.map(({ class: number, probability }) => ({
    number,
    symbol: spaceGroupType(number).short,
    probability,
  }));
  const warnings = [
    ...input.warnings,
    ...radiationWarnings(input.radiation, model.radiation),
    ...contradictions(bravais[0]!, spaceGroup[0]!),
  ];
  return { bravais, spaceGroup, coverage: input.coverage, warnings };
}

async function classify<C>(
  pattern: Float32Array,
  classifier: Classifier<C>,
): Promise<readonly Ranked<C>[]> {
  return rank(await classifier.logitsOf(pattern), classifier.classes);
}

const nameOf = (lattice: BravaisLattice): string =>
  BRAVAIS_LATTICES.find(({ symbol }) => symbol === lattice)!.name;

function radiationWarnings(measured: Radiation, trained: Radiation): string[] {
  if (measured === trained) return [];
  return [
    `this is a pattern of ${measured} diffraction, but the models learnt from ${trained} patterns: ` +
      'lines lie at the same d, their intensities differ, and the answer is not to be relied on',
  ];
}

function contradictions(lattice: RankedLattice, group: RankedSpaceGroup): string[] {
  const implied = bravaisOfSpaceGroup(group.number);
  if (implied === lattice.lattice) return [];
  return [
    `the two models disagree: ${group.symbol} has the lattice ${implied}, ` +
      `but ${lattice.lattice} is the most probable lattice`,
  ];
}
