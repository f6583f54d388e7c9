import { z } from 'zod';
import type { Instrument } from './instrument.ts';

const positive = z.number().positive();
const notNegative = z.number().nonnegative();
const width = z.number().default(0);

const axialDivergence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('simple'), k: notNegative }),
  z.strictObject({
    kind: z.literal('finger-cox-jephcoat'),
    sOverL: notNegative,
    hOverL: notNegative,
  }),
]);

const polarisation = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('laboratory'), monochromatorTwoTheta: z.number() }),
  z.strictObject({ kind: z.literal('synchrotron'), horizontal: z.number().min(0).max(1) }),
]);

/**
 * An instrument as JSON: what `JSON.stringify` writes of one. Name, radiation, wavelength, grid,
 * widths and polarisation must be there; what else is left out takes the plainest value. Keys that
 * an instrument does not have are refused.
 */
export const instrumentSchema = z.strictObject({
  name: z.string().min(1),
  title: z.string().default(''),
  radiation: z.enum(['neutron', 'x-ray']),
  wavelength: positive,
  satellites: z.array(z.strictObject({ wavelength: positive, weight: positive })).default([]),
  grid: z.strictObject({ start: notNegative, step: positive, count: z.int().positive() }),
  widths: z.strictObject({ U: width, V: width, W: width, X: width, Y: width, Z: width }),
  cutoff: z.number().min(0).lt(1).default(0.001),
  axialDivergence: axialDivergence.default({ kind: 'none' }),
  zeroShift: z.number().default(0),
  polarisation,
  scatteringLengths: z.enum(['sears1992', 'rauch2003']).default('rauch2003'),
  realLengths: z.boolean().exactOptional(),
  source: z.string().default(''),
  approximations: z.string().default(''),
}) satisfies z.ZodType<Instrument>;
