import { type AdamState, newAdamState } from '../nn/index.ts';
import type { Recipe } from './recipe.ts';

/** How well the validation part was answered. */
export interface ValidationScore {
  readonly loss: number;
  readonly top1: number;
  readonly top5: number;
}

/** Where the two networks of a GAN stand, means over an epoch; the last three at its end. */
export interface AdversarialRecord {
  /** Mean of the discriminator's loss on unlabelled patterns. */
  readonly unlabelledLoss: number;
  /** … and on generated ones. */
  readonly generatedLoss: number;
  /** Mean of the generator's loss. */
  readonly generatorLoss: number;
  /** Mean D(x) of unlabelled patterns: 1 is taken for real. */
  readonly dReal: number;
  /** Mean D(G(z)) of generated ones. */
  readonly dGenerated: number;
  /** Mean Euclidean distance of two generated patterns: near 0 when the generator has collapsed. */
  readonly diversity: number;
  /** The same of two real ones, to compare. */
  readonly realDiversity: number;
  /** Mean Euclidean distance of a generated pattern to the nearest of some real ones. */
  readonly nearestDistance: number;
}

/** One finished epoch. */
export interface EpochRecord {
  /** From 1. */
  readonly epoch: number;
  /** Mean cross entropy of the labelled patterns. */
  readonly trainingLoss: number;
  readonly trainingTop1: number;
  readonly learningRate: number;
  /** Absent when the recipe holds nothing back. */
  readonly validation?: ValidationScore;
  /** Of a GAN only. */
  readonly adversarial?: AdversarialRecord;
}

/** A generator in training. */
export interface GeneratorState {
  readonly parameters: Float32Array;
  readonly adam: AdamState;
  /** Running statistics of its batch norms. */
  readonly statistics: Float32Array;
}

/** Sums over the steps of the epoch under way, of a GAN. */
export interface AdversarialSums {
  unlabelledLoss: number;
  generatedLoss: number;
  generatorLoss: number;
  dReal: number;
  dGenerated: number;
}

/** What only a GAN has. */
export interface SganState {
  readonly generator: GeneratorState;
  /** Of the adversarial part of the discriminator's loss, where the recipe gives it an Adam of its own. */
  readonly adversarialAdam?: AdamState;
  readonly sums: AdversarialSums;
}

/** Everything a run needs to go on exactly where it stopped. */
export interface TrainingState {
  /** Of the classifier, which is the discriminator of a GAN. */
  readonly parameters: Float32Array;
  readonly adam: AdamState;
  /** Exponential average of the parameters, where the recipe asks for one. */
  readonly average?: Float32Array;
  readonly sgan?: SganState;
  /** Parameters, or their average, of the epoch with the best validation top-1. */
  readonly best: Float32Array;
  bestEpoch: number;
  /** Epochs finished. */
  epoch: number;
  /** Batches finished in the epoch under way. */
  batch: number;
  /** Sums over the labelled rows of the epoch under way. */
  lossSum: number;
  hits: number;
  rows: number;
  history: readonly EpochRecord[];
}

/** First parameters of the networks of a run. */
export interface InitialParameters {
  readonly classifier: Float32Array;
  /** Of a GAN: parameters, and running statistics before the first pattern. */
  readonly generator?: { readonly parameters: Float32Array; readonly statistics: Float32Array };
}

/** The state before the first step. */
export function newTrainingState(
  { classifier, generator }: InitialParameters,
  recipe: Recipe,
): TrainingState {
  return {
    parameters: classifier.slice(),
    adam: newAdamState(classifier.length),
    ...(recipe.averageDecay !== undefined && { average: classifier.slice() }),
    ...(generator && { sgan: newSganState(generator, classifier.length, recipe) }),
    best: classifier.slice(),
    bestEpoch: 0,
    epoch: 0,
    batch: 0,
    lossSum: 0,
    hits: 0,
    rows: 0,
    history: [],
  };
}

function newSganState(
  { parameters, statistics }: NonNullable<InitialParameters['generator']>,
  classifierSize: number,
  { sgan }: Recipe,
): SganState {
  const separate = sgan?.adversarialLearningRate !== undefined;
  return {
    generator: {
      parameters: parameters.slice(),
      adam: newAdamState(parameters.length),
      statistics: statistics.slice(),
    },
    ...(separate && { adversarialAdam: newAdamState(classifierSize) }),
    sums: zeroSums(),
  };
}

export const zeroSums = (): AdversarialSums => ({
  unlabelledLoss: 0,
  generatedLoss: 0,
  generatorLoss: 0,
  dReal: 0,
  dGenerated: 0,
});

/** The weights that count: the average, where there is one. */
export const currentWeights = ({ average, parameters }: TrainingState): Float32Array =>
  average ?? parameters;
