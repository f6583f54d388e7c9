import {
  type Architecture,
  classifierPart,
  discriminatorParameters,
  generatorFor,
  generatorParameters,
  initialParameters,
  parametersOf,
  transferWeights,
} from '../model/index.ts';
import type { Rng } from '../random/index.ts';
import type { Recipe } from './recipe.ts';
import type { InitialParameters } from './state.ts';

/**
 * Random parameters of all networks that a recipe asks for.
 *
 * @param weights encoded weights of a model; the classifier's trunk comes from there
 */
export function firstParameters(
  architecture: Architecture,
  { sgan, dropout }: Recipe,
  rng: Rng,
  weights?: Uint8Array,
): InitialParameters {
  const transferred = (classifier: Float32Array): Float32Array => {
    if (weights === undefined) return classifier;
    const part = classifierPart(architecture, classifier);
    part.set(transferWeights(architecture, weights, part));
    return classifier;
  };
  if (sgan === undefined) {
    return { classifier: transferred(initialParameters(parametersOf(architecture), rng)) };
  }
  const discriminator = { ...architecture, dropout, adversarialHead: sgan.adversarialHead };
  const generator = generatorParameters(generatorFor(architecture.inputLength, sgan.latent));
  return {
    classifier: transferred(initialParameters(discriminatorParameters(discriminator), rng)),
    generator: {
      parameters: initialParameters(generator.parameters, rng.fork('generator')),
      statistics: initialParameters(generator.statistics, rng),
    },
  };
}
