/**
 * Room: a pattern or a crystal in, another pattern of the same label out, as a measurement or
 * another sample might give it. Patterns have a maximum of 1, strengths are drawn from streams named
 * after the options, and an option that is absent is off.
 */
export {
  type Augmentation,
  augmentationJsonSchema,
  augmentationSchema,
  crystalOptions,
  parseAugmentation,
} from './augmentation.ts';
export {
  type Augmented,
  createAugmentedSimulator,
  type OtherCrystal,
} from './augmentedSimulator.ts';
export { createPatternAugmenter, type OtherPattern } from './augmentPattern.ts';
