import type { ResNetOptions } from './resnetOptions.ts';

/**
 * Where the adversarial logit a of a pattern comes from; D = σ(a) is the probability that the
 * pattern is real.
 *
 * `classes`: a = log Z with Z = Σ_k exp l_k over the class logits, so that D = Z/(Z + 1) (Eq. 1 of
 * the paper). `separate`: a linear layer of its own, `adv`, as in the authors' program.
 */
export type AdversarialHead = 'classes' | 'separate';

/** The residual network as a discriminator. */
export interface DiscriminatorOptions extends ResNetOptions {
  readonly adversarialHead: AdversarialHead;
}
