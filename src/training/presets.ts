import type { Method } from './recipe.ts';

/** A named starting point of a recipe; what a recipe file states goes over it. */
export type PresetName = 'default' | 'paper' | 'authors-code';

/** The learning rate stays as it is from the first step to the last. */
const constantRate = (learningRate: number) => ({
  learningRate,
  finalLearningRate: learningRate,
  warmUpSteps: 0,
});

/**
 * Recipes by name and method.
 *
 * `default` of `sgan`: real patterns are strained, damped and noisy, labelled and unlabelled alike.
 * Without that the network knows few labelled patterns by heart long before the unlabelled ones have
 * taught it anything (docs/results.md).
 *
 * `paper`: Table 2 of Lolla et al., J. Appl. Cryst. 55, 882 (2022): batches of 32, dropout 0.1, Adam
 * with 5e-6 for the classifier and 1e-6 for the generator, D from the class logits (Eq. 1), and the
 * stem's pool that Fig. 3 draws.
 *
 * `authors-code`: what the authors' programs SGAN_Trainer.py and SupervisedTrainer.py do
 * (github.com/usnistgov/semi-supervised-neutron, commit 11b40c9): 100 epochs, batches of 32, Adam
 * with ε = 1e-4 and 1e-3 for the supervised loss, another with 1e-4 for the adversarial one, a head
 * of its own for it, targets smoothed by 0.2, the generator at 1e-4, no pool. Not taken over: half
 * precision, and the choice of an epoch by test patterns.
 */
export const PRESETS: Readonly<Record<PresetName, Readonly<Record<Method, object>>>> = {
  default: {
    supervised: {},
    sgan: {
      epochs: 40,
      batchSize: 32,
      learningRate: 1e-3,
      beta1: 0.5,
      dropout: 0.1,
      stemMaxPool: true,
      averageDecay: 0.998,
      gradientClip: 10,
      augmentation: { strain: { max: 0.05 }, overallB: { max: 2 }, noise: { share: 0.3 } },
      sgan: { generatorLearningRate: 1e-3, adversarialWeight: 0.5 },
    },
  },
  paper: {
    supervised: {
      epochs: 100,
      batchSize: 32,
      dropout: 0.1,
      stemMaxPool: true,
      ...constantRate(5e-6),
    },
    sgan: {
      epochs: 100,
      batchSize: 32,
      dropout: 0.1,
      stemMaxPool: true,
      ...constantRate(5e-6),
      sgan: { generatorLearningRate: 1e-6 },
    },
  },
  'authors-code': {
    supervised: { epochs: 100, batchSize: 32, epsilon: 1e-4, ...constantRate(1e-3) },
    sgan: {
      epochs: 100,
      batchSize: 32,
      epsilon: 1e-4,
      ...constantRate(1e-3),
      sgan: {
        generatorLearningRate: 1e-4,
        adversarialLearningRate: 1e-4,
        adversarialHead: 'separate',
        targetSmoothing: 0.2,
      },
    },
  },
};
