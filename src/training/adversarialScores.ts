import type { AdversarialEngine } from '../nn/index.ts';
import { checkFinite } from './learner.ts';
import type { AdversarialSums } from './state.ts';

/**
 * What the step just computed says of the adversarial side.
 *
 * @throws DivergenceError when a loss is not finite.
 */
export function adversarialScores(
  engine: Pick<AdversarialEngine, 'adversarialScore' | 'generatorScore'>,
  epoch: number,
  batch: number,
): Readonly<AdversarialSums> {
  const unlabelled = engine.adversarialScore('unlabelled');
  const generated = engine.adversarialScore('generated');
  const generator = engine.generatorScore();
  checkFinite(unlabelled.loss, epoch, batch, 'the loss of unlabelled patterns');
  checkFinite(generated.loss, epoch, batch, 'the loss of generated patterns');
  checkFinite(generator.loss, epoch, batch, 'the loss of the generator');
  return {
    unlabelledLoss: unlabelled.loss,
    generatedLoss: generated.loss,
    generatorLoss: generator.loss,
    dReal: unlabelled.d,
    dGenerated: generated.d,
  };
}

/** Adds the scores of a step to the sums of its epoch, in place. */
export function addScores(sums: AdversarialSums, scores: Readonly<AdversarialSums>): void {
  sums.unlabelledLoss += scores.unlabelledLoss;
  sums.generatedLoss += scores.generatedLoss;
  sums.generatorLoss += scores.generatorLoss;
  sums.dReal += scores.dReal;
  sums.dGenerated += scores.dGenerated;
}

export const meanScores = (sums: AdversarialSums, steps: number): Readonly<AdversarialSums> => ({
  unlabelledLoss: sums.unlabelledLoss / steps,
  generatedLoss: sums.generatedLoss / steps,
  generatorLoss: sums.generatorLoss / steps,
  dReal: sums.dReal / steps,
  dGenerated: sums.dGenerated / steps,
});
