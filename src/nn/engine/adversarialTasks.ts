import type { GradientGraph, NetworkGraph } from '../gradientGraph.ts';
import type { GraphTask, Part } from './graphPool.ts';

/**
 * @file What each run of a graph in an adversarial step reads and writes. Rows of all parts lie in
 * the same arrays, those of a part from `firstRow` on; every block of rows has a place of its own for
 * its gradient, so that they can be summed in one order whoever computed them.
 */

// B batch, L points, K classes, N parameters of the discriminator

/** The four graphs of a generative adversarial network whose discriminator also names classes. */
export interface AdversarialGraphs {
  /** Classes, adversarial logit and the gradient of all parameters. */
  readonly discriminator: GradientGraph;
  /** The adversarial loss with its gradient for the patterns. */
  readonly critic: GradientGraph;
  /** Latent numbers → patterns and batch statistics. */
  readonly sample: GeneratorNetwork;
  /** Gradient for patterns → gradient for the generator's parameters. */
  readonly generator: GeneratorNetwork;
}

export interface GeneratorNetwork extends NetworkGraph {
  readonly latent: number;
  readonly statisticCount: number;
}

/** What fixes the places in the arrays. */
export interface StepSizes {
  readonly graphs: AdversarialGraphs;
  /** Most rows of each part of a step. */
  readonly batchSize: number;
  /** Most rows of a block. */
  readonly microBatch: number;
  /** Rows whose dropout masks are drawn together. */
  readonly maskRows: number;
}

const PARTS = ['labelled', 'unlabelled', 'generated'] as const;

/** Rows of one kind. */
export type RowPart = (typeof PARTS)[number];

export const firstRow = ({ batchSize }: StepSizes, part: RowPart): number =>
  PARTS.indexOf(part) * batchSize;

/** Numbers of the blocks of so many rows. */
export const blocksOf = ({ microBatch }: StepSizes, rows: number): readonly number[] =>
  Array.from({ length: Math.ceil(rows / microBatch) }, (_, block) => block);

const blocksAPart = ({ batchSize, microBatch }: StepSizes): number =>
  Math.ceil(batchSize / microBatch);

/** Place of a block among those of all parts. */
export const blockPlace = (sizes: StepSizes, part: RowPart, block: number): number =>
  PARTS.indexOf(part) * blocksAPart(sizes) + block;

/** Number of a block's first dropout mask, after those of so many parts. */
const firstMask = (
  { batchSize, microBatch, maskRows }: StepSizes,
  block: number,
  parts: number,
): number => parts * Math.ceil(batchSize / maskRows) + (block * microBatch) / maskRows;

/** Number of elements of each shared array. */
export function arraySizes(sizes: StepSizes): Readonly<Record<string, number>> {
  const { graphs, batchSize } = sizes;
  const { inputLength, classes, parameterCount } = graphs.discriminator;
  const { sample } = graphs;
  const rows = PARTS.length * batchSize;
  return {
    discriminator: parameterCount,
    x: rows * inputLength,
    target: rows * classes,
    adversarialTarget: rows,
    rowWeights: 2 * rows,
    gradients: PARTS.length * blocksAPart(sizes) * parameterCount,
    partSums: PARTS.length * parameterCount,
    gradientSum: parameterCount,
    logits: rows * classes,
    adversarialLogits: rows,
    losses: 2 * rows,
    goal: batchSize,
    goalWeights: 2 * batchSize,
    inputGradient: batchSize * inputLength,
    criticLogits: batchSize,
    criticLosses: batchSize,
    generator: sample.parameterCount,
    z: batchSize * sample.latent,
    statistics: sample.statisticCount,
    generatorGradient: sample.parameterCount,
  };
}

/** Rows of a block of a part that has so many rows; `first` is where the part begins. */
function rowsOf({ microBatch }: StepSizes, block: number, rows: number, first: number) {
  const samples = Math.min(microBatch, rows - block * microBatch);
  const start = first + block * microBatch;
  const part = (array: string, width: number): Part => ({
    array,
    offset: start * width,
    shape: [samples, width],
  });
  return { samples, part };
}

/** Some parts of the rows with the same parameters of the discriminator. */
export interface Pass {
  /** Counts them: each may have other parameters. */
  readonly number: number;
  /** Fixes the dropout masks. */
  readonly seed: number;
}

/** Gradient of the discriminator's loss on a block of `name`, which has so many rows. */
export function discriminatorTask(
  sizes: StepSizes,
  name: RowPart,
  block: number,
  rows: number,
  { number, seed }: Pass,
): GraphTask {
  const { inputLength, classes, parameterCount } = sizes.graphs.discriminator;
  const { samples, part } = rowsOf(sizes, block, rows, firstRow(sizes, name));
  const place = blockPlace(sizes, name, block);
  return {
    graph: 'discriminator',
    inputs: {
      params: { array: 'discriminator', shape: [parameterCount], version: number },
      x: part('x', inputLength),
      target: part('target', classes),
      adversarialTarget: part('adversarialTarget', 1),
      rowWeights: part('rowWeights', 2),
    },
    outputs: {
      grad: { array: 'gradients', offset: place * parameterCount, shape: [parameterCount] },
      logits: part('logits', classes),
      adversarialLogit: part('adversarialLogits', 1),
      losses: part('losses', 2),
    },
    dropout: { seed, block: firstMask(sizes, block, PARTS.indexOf(name)), samples },
  };
}

/** Gradient of the generator's loss for a block of generated patterns. */
export function criticTask(
  sizes: StepSizes,
  block: number,
  rows: number,
  { number, seed }: Pass,
): GraphTask {
  const { inputLength, parameterCount } = sizes.graphs.critic;
  const { samples, part } = rowsOf(sizes, block, rows, 0);
  const { part: generated } = rowsOf(sizes, block, rows, firstRow(sizes, 'generated'));
  return {
    graph: 'critic',
    inputs: {
      params: { array: 'discriminator', shape: [parameterCount], version: number },
      x: generated('x', inputLength),
      adversarialTarget: part('goal', 1),
      rowWeights: part('goalWeights', 2),
    },
    outputs: {
      inputGradient: part('inputGradient', inputLength),
      adversarialLogit: part('criticLogits', 1),
      losses: part('criticLosses', 1),
    },
    dropout: { seed, block: firstMask(sizes, block, 0), samples },
  };
}

/** Patterns from so many rows of `z`. */
export function sampleTask(sizes: StepSizes, rows: number): GraphTask {
  const { sample, discriminator } = sizes.graphs;
  const { inputLength } = discriminator;
  const offset = firstRow(sizes, 'generated') * inputLength;
  return {
    graph: 'sample',
    inputs: {
      params: { array: 'generator', shape: [sample.parameterCount] },
      z: { array: 'z', shape: [rows, sample.latent] },
    },
    outputs: {
      patterns: { array: 'x', offset, shape: [rows, inputLength] },
      statistics: { array: 'statistics', shape: [sample.statisticCount] },
    },
  };
}

/** The critic's gradient, carried on to the generator's parameters. */
export function generatorTask({ graphs }: StepSizes, rows: number): GraphTask {
  const { generator, discriminator } = graphs;
  const shape = [rows, discriminator.inputLength];
  return {
    graph: 'generator',
    inputs: {
      params: { array: 'generator', shape: [generator.parameterCount] },
      z: { array: 'z', shape: [rows, generator.latent] },
      patternGradient: { array: 'inputGradient', shape },
    },
    outputs: { grad: { array: 'generatorGradient', shape: [generator.parameterCount] } },
  };
}
