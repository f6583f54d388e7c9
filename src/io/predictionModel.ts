import type { BravaisLattice } from '../crystal/index.ts';
import { type Checkpoint, forwardGraph, type ModelCard } from '../model/index.ts';
import { openClassifier } from '../nn/index.ts';
import {
  type Grid,
  instrumentDifferences,
  type PeakWidths,
  type Radiation,
} from '../pattern/index.ts';
import type { Classifier, PredictionModel } from '../prediction/index.ts';
import { InputError } from './inputError.ts';
import { openModel, releasedModels } from './modelStore.ts';

/** Networks ready to name both symmetries, and the patterns they expect. */
export interface OpenPredictionModel extends PredictionModel {
  readonly grid: Grid;
  /** Å */
  readonly wavelength: number;
  /** Peak widths of the instrument whose patterns they were trained on. */
  readonly resolution: PeakWidths;
  /** What the cards say the models must not be relied on for. */
  readonly limits: readonly string[];
  close(): Promise<void>;
}

type Task = ModelCard['task'];
const TASKS: readonly Task[] = ['bravais-lattice', 'space-group'];

/**
 * Opens a model for each task: the named ones, and released ones for what they leave open.
 *
 * @param names of models or folders; none, one or two
 * @param threads of each network
 * @throws InputError when a task has no model, two, or the two expect different patterns.
 */
export async function openPredictionModel(
  radiation: Radiation,
  names: readonly string[] = [],
  threads = 2,
): Promise<OpenPredictionModel> {
  const named = await Promise.all(names.map(openModel));
  const released = await releasedModels();
  const [bravais, spaceGroup] = await Promise.all(
    TASKS.map((task) => chooseModel(task, named, released, radiation)),
  );
  const { instrument } = bravais!.card.input;
  const differences = instrumentDifferences(instrument, spaceGroup!.card.input.instrument);
  if (differences.length > 0) {
    throw new InputError(
      `models ${bravais!.card.name} and ${spaceGroup!.card.name} expect patterns of different ` +
        `instruments: ${differences.join('; ')}`,
    );
  }
  const lattices = await openNetwork(bravais!, threads, (name) => name as BravaisLattice);
  const groups = await openNetwork(spaceGroup!, threads, Number);
  return {
    radiation: instrument.radiation,
    grid: instrument.grid,
    wavelength: instrument.wavelength,
    resolution: instrument.widths,
    limits: limitsOf([bravais!.card, spaceGroup!.card]),
    bravais: lattices,
    spaceGroup: groups,
    async close() {
      await Promise.all([lattices.close(), groups.close()]);
    },
  };
}

/** The named model of a task, else the released one of the radiation, else any released one. */
async function chooseModel(
  task: Task,
  named: readonly Checkpoint[],
  released: readonly ModelCard[],
  radiation: Radiation,
): Promise<Checkpoint> {
  const [first, second] = named.filter(({ card }) => card.task === task);
  if (second !== undefined) throw new InputError(`two models for the task ${task} were named`);
  if (first !== undefined) return first;
  const ofTask = released.filter((card) => card.task === task);
  const card = ofTask.find(({ input }) => input.instrument.radiation === radiation) ?? ofTask[0];
  if (card === undefined) {
    throw new InputError(`no released model names the ${task}: give one with --model`);
  }
  return openModel(card.name);
}

/** Each limit once, though both cards may state it. */
const limitsOf = (cards: readonly ModelCard[]): readonly string[] => [
  ...new Set(cards.flatMap(({ limits }) => (limits === undefined ? [] : [limits]))),
];

async function openNetwork<C>(
  { card, parameters }: Checkpoint,
  threads: number,
  classOf: (name: string) => C,
): Promise<Classifier<C> & { close(): Promise<void> }> {
  const bytes = forwardGraph(card.architecture, parameters);
  const network = await openClassifier(bytes, card.architecture.inputLength, { threads });
  return {
    classes: card.classes.map(classOf),
    logitsOf: (pattern) => network.logits(pattern),
    close: () => network.close(),
  };
}
