import type { Rng } from '../random/index.ts';

/** An index with probability proportional to its weight; −1 when all weights are 0. */
export function chooseIndex(rng: Rng, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]!;
  if (!(sum > 0)) return -1;
  let rest = rng.uniform() * sum;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    last = i;
    rest -= weights[i]!;
    if (rest < 0) return i;
  }
  return last;
}
