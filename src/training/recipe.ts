import { z } from 'zod';
import { augmentationSchema, crystalOptions } from '../augmentation/index.ts';
import { fromEarlierRecipe } from './earlierRecipe.ts';

/** What a semi-supervised generative adversarial network needs beside the classifier's choices. */
const sgan = z.strictObject({
  /** Learning rate of the generator's Adam after the warm-up; it follows the classifier's schedule. */
  generatorLearningRate: z.number().positive().default(2e-4),
  /**
   * Learning rate of a second Adam, for the adversarial part of the discriminator's loss, as in the
   * authors' program. Absent: one Adam for the sum of both parts, as in the paper.
   */
  adversarialLearningRate: z.number().positive().exactOptional(),
  /** What tells real from generated: Z = Σ exp(logit) over the classes (the paper's Eq. 1), or a logit of its own. */
  adversarialHead: z.enum(['classes', 'separate']).default('classes'),
  /** Targets are drawn uniformly from 0 … s for generated patterns, 1 − s … 1 for real ones. */
  targetSmoothing: z.number().min(0).max(0.5).default(0),
  /** Weight of the adversarial part of the discriminator's loss. */
  adversarialWeight: z.number().positive().default(1),
  /** Random numbers that a pattern is generated from. Absent: what suits its length, 100 for 3041 points. */
  latent: z.int().min(1).max(100_000).exactOptional(),
});

const currentRecipe = z.strictObject({
  epochs: z.int().min(1).default(12),
  batchSize: z.int().min(1).max(4096).default(64),
  /** Learning rate of Adam after the warm-up. */
  learningRate: z.number().positive().default(2e-3),
  /** Learning rate at the end of the cosine. */
  finalLearningRate: z.number().min(0).default(1e-5),
  /** Steps over which the learning rate rises linearly from 0. */
  warmUpSteps: z.int().min(0).default(200),
  /** Decoupled weight decay (AdamW). */
  weightDecay: z.number().min(0).default(0),
  /** Adam's decay of the first moment. */
  beta1: z.number().min(0).lt(1).default(0.9),
  /** Adam's decay of the second moment. */
  beta2: z.number().min(0).lt(1).default(0.999),
  /** Added to the root of Adam's second moment. */
  epsilon: z.number().positive().default(1e-8),
  /** Largest Euclidean norm of a gradient; longer ones are shortened to it. Absent: any. */
  gradientClip: z.number().positive().exactOptional(),
  /** Decay of an exponential average of the weights, which is then what is validated and kept. */
  averageDecay: z.number().min(0).lt(1).exactOptional(),
  dropout: z.number().min(0).max(0.9).default(0.05),
  /** Probability spread evenly over all classes in the target. */
  labelSmoothing: z.number().min(0).max(0.5).default(0),
  /** 0: classes come as often as in the data; 1: all equally often. */
  classBalance: z.number().min(0).max(1).default(0),
  /** Max pool after the stem: drawn in the paper's Fig. 3, not called in the authors' code. */
  stemMaxPool: z.boolean().default(false),
  /** Share of the training part held back to choose the best epoch. */
  validationShare: z.number().min(0).max(0.5).default(0.03),
  /** How training patterns are changed each time they are seen. */
  augmentation: augmentationSchema.exactOptional(),
  /** Whether training patterns are simulated anew each time they are seen. */
  onTheFly: z.boolean().default(false),
  /** Present: a semi-supervised GAN is trained. */
  sgan: sgan.exactOptional(),
  /** Steps between two checkpoints: what an interrupted run can lose. */
  checkpointSteps: z.int().min(1).default(100),
});

/** Every choice of a training run; saved with the run and in the model's card. */
export const recipeSchema = z.preprocess(fromEarlierRecipe, currentRecipe);

export type Recipe = z.infer<typeof recipeSchema>;
export type SganRecipe = z.infer<typeof sgan>;

/** How a run learns: from labelled patterns alone, or from unlabelled ones too. */
export type Method = 'supervised' | 'sgan';

export const methodOf = ({ sgan }: Recipe): Method => (sgan === undefined ? 'supervised' : 'sgan');

/**
 * Completes a recipe with the defaults.
 *
 * @throws RangeError that names every wrong, unknown or contradictory field.
 */
export function parseRecipe(value: unknown): Recipe {
  const result = recipeSchema.safeParse(value);
  if (!result.success) throw new RangeError(`bad recipe:\n${z.prettifyError(result.error)}`);
  const contradiction = contradictionOf(result.data);
  if (contradiction !== undefined) throw new RangeError(`bad recipe: ${contradiction}`);
  return result.data;
}

function contradictionOf(recipe: Recipe): string | undefined {
  const { augmentation = {}, onTheFly, learningRate, finalLearningRate } = recipe;
  if (finalLearningRate > learningRate) {
    return 'finalLearningRate is greater than learningRate';
  }
  const ofCrystal = crystalOptions(augmentation);
  if (!onTheFly && ofCrystal.length > 0) {
    return `the augmentation ${ofCrystal.join(', ')} needs patterns simulated on the fly: add --on-the-fly, or take it out`;
  }
  return undefined;
}
