import { softmax } from '../math/index.ts';

/** A class and the probability that a model gives it. */
export interface Ranked<C> {
  readonly class: C;
  readonly probability: number;
}

/**
 * The classes by falling probability, softmax of the logits; equal ones keep their order.
 *
 * @throws RangeError when the lists differ in length or a logit is not finite.
 */
export function rank<C>(logits: ArrayLike<number>, classes: readonly C[]): readonly Ranked<C>[] {
  if (logits.length !== classes.length) {
    throw new RangeError(`${logits.length} logits do not belong to ${classes.length} classes`);
  }
  const probabilities = softmax(logits);
  if (!probabilities.every(Number.isFinite)) throw new RangeError('a logit is not finite');
  return classes
    .map((name, k) => ({ class: name, probability: probabilities[k]! }))
    .sort((a, b) => b.probability - a.probability);
}
