import { z } from 'zod';
import type { Instrument } from './instrument.ts';

const positive = z.number().positive();
const notNegative = z.number().nonnegative();
const squaredWidth = z.number().default(0).describe('square degrees');
const width = z.number().default(0).describe('degrees');

const axialDivergence = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('simple'), k: notNegative }),
    z.strictObject({
      kind: z.literal('finger-cox-jephcoat'),
      sOverL: notNegative.describe('half height of the sample over the radius'),
      hOverL: notNegative.describe('half height of the detector slit over the radius'),
    }),
  ])
  .describe('how beam paths out of the plane of diffraction skew a peak');

const polarisation = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }).describe('neutrons'),
    z.strictObject({
      kind: z.literal('laboratory'),
      monochromatorTwoTheta: z.number().describe('degrees; 0: no monochromator'),
    }),
    z.strictObject({
      kind: z.literal('synchrotron'),
      horizontal: z
        .number()
        .min(0)
        .max(1)
        .describe('share of the beam polarised across the plane of scattering'),
    }),
  ])
  .describe('X-rays need one of the last two');

const satellite = z.strictObject({
  wavelength: positive.describe('Å'),
  weight: positive.describe('intensity relative to the main wavelength'),
});

const grid = z
  .strictObject({
    start: notNegative.describe('degrees'),
    step: positive.describe('degrees'),
    count: z.int().positive(),
  })
  .describe('angles start + step·i, i = 0 … count − 1');

const widths = z
  .strictObject({
    U: squaredWidth,
    V: squaredWidth,
    W: squaredWidth,
    X: width,
    Y: width,
    Z: width,
  })
  .describe('FWHM: Gaussian² = U tan²θ + V tanθ + W, Lorentzian = X tanθ + Y/cosθ + Z');

/**
 * An instrument as JSON: what `JSON.stringify` writes of one. Name, radiation, wavelength, grid,
 * widths and polarisation must be there; what else is left out takes the plainest value. Keys that
 * an instrument does not have are refused.
 */
export const instrumentSchema: z.ZodType<Instrument> = z.strictObject({
  name: z.string().min(1),
  title: z.string().default(''),
  radiation: z.enum(['neutron', 'x-ray']),
  wavelength: positive.describe('Å'),
  satellites: z.array(satellite).default([]).describe('further wavelengths: Kα2, λ/2, λ/3'),
  grid,
  widths,
  cutoff: z
    .number()
    .min(0)
    .lt(1)
    .default(0.001)
    .describe('share of its own maximum below which a peak is set to zero; 0: never'),
  axialDivergence: axialDivergence.default({ kind: 'none' }),
  zeroShift: z.number().default(0).describe('degrees added to every Bragg angle'),
  polarisation,
  scatteringLengths: z
    .enum(['sears1992', 'rauch2003'])
    .default('rauch2003')
    .describe('of no account for X-rays'),
  realLengths: z
    .boolean()
    .exactOptional()
    .describe('leave out the imaginary parts of absorbing nuclei'),
  source: z.string().default('').describe('where the values come from'),
  approximations: z.string().default('').describe('what is approximate'),
});

/** The same as JSON Schema, for editors and other programs. */
export const instrumentJsonSchema = (): object => ({
  title: 'Powder diffractometer at constant wavelength, for mauguin --instrument',
  ...z.toJSONSchema(instrumentSchema, { io: 'input' }),
});
