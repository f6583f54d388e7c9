import type { Recipe } from './recipe.ts';
import type { TrainingState } from './state.ts';

/**
 * Shortens a gradient in place to the largest Euclidean norm allowed.
 *
 * @param largest no limit unless given
 * @returns its norm before; not finite when one of its elements is not
 */
export function clipGradient(gradient: Float32Array, largest = Number.POSITIVE_INFINITY): number {
  const norm = euclideanNorm(gradient);
  if (norm > largest) {
    const factor = largest / norm;
    for (let i = 0; i < gradient.length; i++) gradient[i]! *= factor;
  }
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

/** Books the parameters that a step has brought, and moves their average on. */
export function keepParameters(
  state: TrainingState,
  parameters: Float32Array,
  { averageDecay = 0 }: Recipe,
): void {
  state.parameters.set(parameters);
  if (state.average) updateAverage(state.average, parameters, averageDecay, state.adam.steps);
}

function euclideanNorm(x: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! ** 2;
  return Math.sqrt(sum);
}
