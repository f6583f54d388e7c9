import { z } from 'zod';

/** Counting noise for a share of the training patterns, drawn anew each time a pattern is seen. */
const noise = z.strictObject({
  /** Share of patterns that get noise; the others stay as simulated. */
  share: z.number().min(0).max(1).default(0.5),
  /** Counts at the strongest point: log-uniform between these. */
  minCounts: z.number().positive().default(1e3),
  maxCounts: z.number().positive().default(1e6),
  /** Height of the (subtracted) background whose noise stays, as a share of the strongest point: uniform from 0. */
  maxBackground: z.number().min(0).default(0.2),
});

/** Every choice of a supervised training run; saved with the run and in the model's card. */
export const recipeSchema = z.strictObject({
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
  dropout: z.number().min(0).max(0.9).default(0.05),
  /** Probability spread evenly over all classes in the target. */
  labelSmoothing: z.number().min(0).max(0.5).default(0),
  /** Max pool after the stem: drawn in the paper's Fig. 3, not called in the authors' code. */
  stemMaxPool: z.boolean().default(false),
  /** Share of the training part held back to choose the best epoch. */
  validationShare: z.number().min(0).max(0.5).default(0.03),
  /** Largest isotropic compression, Δd/d, of a training pattern, drawn anew each time it is seen. */
  maxStrain: z.number().min(0).max(0.2).default(0),
  noise: noise.exactOptional(),
  /** Steps between two checkpoints: what an interrupted run can lose. */
  checkpointSteps: z.int().min(1).default(100),
});

export type Recipe = z.infer<typeof recipeSchema>;
export type NoiseRecipe = z.infer<typeof noise>;

/**
 * Completes a recipe with the defaults.
 *
 * @throws RangeError that names every wrong or unknown field.
 */
export function parseRecipe(value: unknown): Recipe {
  const result = recipeSchema.safeParse(value);
  if (!result.success) throw new RangeError(`bad recipe:\n${z.prettifyError(result.error)}`);
  const { noise } = result.data;
  if (noise !== undefined && noise.minCounts > noise.maxCounts) {
    throw new RangeError('bad recipe: noise.minCounts is greater than noise.maxCounts');
  }
  return result.data;
}
