import { z } from 'zod';

/** Share of the patterns that get it, drawn anew each time one is seen. */
const share = z.number().min(0).max(1).default(1).describe('share of the patterns that get it');

const strain = z
  .strictObject({
    share,
    max: z.number().min(0).max(0.2).describe('largest compression −Δd/d, uniform from 0'),
  })
  .describe('isotropic compression of the cell');

const overallB = z
  .strictObject({
    share,
    max: z.number().min(0).max(20).describe('largest B, Å², uniform from 0'),
  })
  .describe('displacement of all atoms beyond what the crystal has: |F|² exp(−2B sin²θ/λ²)');

const impurityPhase = z
  .strictObject({
    share,
    max: z.number().min(0).max(1).describe('largest height, maximum 1, uniform from 0'),
  })
  .describe('part of the pattern of another training row');

const impurityPeaks = z
  .strictObject({
    share,
    maxCount: z.int().min(1).max(100).default(3).describe('most peaks, uniform from 1'),
    maxHeight: z.number().min(0).max(1).describe('largest height, maximum 1, uniform from 0'),
  })
  .describe('stray peaks anywhere, as wide as the instrument makes them');

const zeroShift = z
  .strictObject({
    share,
    max: z.number().min(0).max(5).describe('largest shift to either side, degrees, uniform'),
  })
  .describe('all angles off by the same');

const width = z
  .strictObject({
    share,
    max: z.number().min(0).max(5).describe('largest FWHM added, degrees, uniform from 0'),
  })
  .describe('further Gaussian broadening, the same at all angles');

const background = z
  .strictObject({
    share,
    max: z.number().min(0).max(10).describe('largest height, maximum 1, uniform from 0'),
    terms: z.int().min(1).max(20).default(6).describe('Chebyshev polynomials that it is made of'),
  })
  .describe('smooth curve under the peaks');

const noise = z
  .strictObject({
    share: share.default(0.5),
    minCounts: z.number().positive().default(1e3).describe('fewest at the strongest point'),
    maxCounts: z.number().positive().default(1e6).describe('most; between them log-uniform'),
    maxBackground: z
      .number()
      .min(0)
      .default(0.2)
      .describe('largest height of a subtracted background whose noise stays, uniform from 0'),
  })
  .refine(({ minCounts, maxCounts }) => minCounts <= maxCounts, {
    message: 'minCounts is greater than maxCounts',
  })
  .describe('counting noise');

const missingRange = z
  .strictObject({
    share,
    maxLow: z.number().min(0).default(0).describe('most that is cut off at low angles, degrees'),
    maxHigh: z.number().min(0).default(0).describe('most that is cut off at high angles, degrees'),
  })
  .describe('angles that were not measured: 0, as measured patterns are filled up');

const cellStrain = z
  .strictObject({
    share,
    max: z
      .number()
      .min(0)
      .max(0.2)
      .describe('largest component of a random strain to either side, uniform'),
  })
  .describe('strain of the cell, as far as the Laue class allows it');

const texture = z
  .strictObject({
    share,
    max: z
      .number()
      .min(1)
      .max(10)
      .describe('largest March–Dollase coefficient r, log-uniform from 1/max to max'),
  })
  .describe('preferred orientation along a random low-index direction');

const intensityNoise = z
  .strictObject({
    share,
    max: z.number().min(0).max(2).describe('largest σ of ln intensity, uniform from 0'),
  })
  .describe('every line stronger or weaker by a random factor, one for all of its equivalents');

const halfWavelength = z
  .strictObject({
    share,
    max: z.number().min(0).max(1).describe('largest intensity relative to λ, uniform from 0'),
  })
  .describe('contamination of the beam by λ/2');

const wavelength = z
  .strictObject({
    share,
    max: z.number().min(0).max(0.2).describe('largest Δλ/λ to either side, uniform'),
  })
  .describe('another wavelength, the instrument else the same');

const resolution = z
  .strictObject({
    share,
    min: z.number().min(0.1).max(1).default(1).describe('smallest factor of all widths'),
    max: z.number().min(1).max(10).describe('largest; between them five log-even steps'),
  })
  .describe('peaks of the instrument narrower or wider');

/**
 * How training patterns are changed each time they are seen; what is absent is off. The order is
 * that in which it happens. Labels stay what they are.
 */
export const augmentationSchema = z.strictObject({
  cellStrain: cellStrain.exactOptional(),
  wavelength: wavelength.exactOptional(),
  resolution: resolution.exactOptional(),
  texture: texture.exactOptional(),
  intensityNoise: intensityNoise.exactOptional(),
  halfWavelength: halfWavelength.exactOptional(),
  strain: strain.exactOptional(),
  overallB: overallB.exactOptional(),
  impurityPhase: impurityPhase.exactOptional(),
  impurityPeaks: impurityPeaks.exactOptional(),
  zeroShift: zeroShift.exactOptional(),
  width: width.exactOptional(),
  background: background.exactOptional(),
  noise: noise.exactOptional(),
  missingRange: missingRange.exactOptional(),
});

export type Augmentation = Readonly<z.infer<typeof augmentationSchema>>;

/** Options that change the crystal or how it is measured: they need patterns made anew. */
const OF_THE_CRYSTAL = [
  'cellStrain',
  'wavelength',
  'resolution',
  'texture',
  'intensityNoise',
  'halfWavelength',
] as const satisfies readonly (keyof Augmentation)[];

/** Options given that a stored pattern is not enough for. */
export const crystalOptions = (augmentation: Augmentation): readonly string[] =>
  OF_THE_CRYSTAL.filter((option) => augmentation[option] !== undefined);

/**
 * Completes an augmentation with the defaults.
 *
 * @throws RangeError that names every wrong or unknown field.
 */
export function parseAugmentation(value: unknown): Augmentation {
  const result = augmentationSchema.safeParse(value);
  if (result.success) return result.data;
  throw new RangeError(`bad augmentation:\n${z.prettifyError(result.error)}`);
}

/** The same as JSON Schema, for editors and other programs. */
export const augmentationJsonSchema = (): object => ({
  title: 'Augmentation of training patterns, for mauguin train --augment',
  ...z.toJSONSchema(augmentationSchema, { io: 'input' }),
});
