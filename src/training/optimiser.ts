import { type AdamState, adamStep } from '../nn/index.ts';
import type { Recipe } from './recipe.ts';

export type OptimiserOptions = Pick<
  Recipe,
  'beta1' | 'beta2' | 'epsilon' | 'weightDecay' | 'gradientClip'
>;

/**
 * One step of Adam in place, its gradient clipped before to the norm that the recipe allows.
 *
 * @returns Euclidean norm of the gradient before it was clipped
 */
export function updateParameters(
  parameters: Float32Array,
  gradient: Float32Array,
  adam: AdamState,
  learningRate: number,
  options: OptimiserOptions,
): number {
  const norm = euclideanNorm(gradient);
  const { gradientClip = Number.POSITIVE_INFINITY } = options;
  if (norm > gradientClip) {
    const factor = gradientClip / norm;
    for (let i = 0; i < gradient.length; i++) gradient[i]! *= factor;
  }
  adamStep(adam, parameters, gradient, learningRate, options);
  return norm;
}

/**
 * Moves an exponential average of the parameters on by one step, in place: a ← a + (1 − δ)(p − a).
 * The decay δ grows with the steps taken, min(decay, (1 + n)/(10 + n)), so that the random start is
 * forgotten soon. [Polyak & Juditsky, SIAM J. Control Optim. 30, 838 (1992); ramp as in TensorFlow]
 */
export function updateAverage(
  average: Float32Array,
  parameters: Float32Array,
  decay: number,
  steps: number,
): void {
  const share = 1 - Math.min(decay, (1 + steps) / (10 + steps));
  for (let i = 0; i < average.length; i++) average[i]! += share * (parameters[i]! - average[i]!);
}

function euclideanNorm(x: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! ** 2;
  return Math.sqrt(sum);
}
