import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSpecies, xrayScatterer } from '../crystal/index.ts';
import {
  AmplitudeTables,
  forwardSize,
  interpolate,
  isRealConstant,
  realPart,
} from './amplitude.ts';

// Among them the steepest terms of the table: H1- has b = 233 Å², Li 201, Ra 150.
const AMPLITUDES = ['H-', 'Li', 'C', 'O2-', 'Fe3+', 'Ra', 'U'].map((text) => {
  const { gaussians, c, fPrime, fDoublePrime } = xrayScatterer(parseSpecies(text)!, 1.5406)!;
  return { gaussians, re: c + fPrime, im: fDoublePrime };
});

test('tables agree with the sums of exponentials', () => {
  const tables = new AmplitudeTables();
  const rows = AMPLITUDES.map((amplitude) => tables.tableOf(amplitude, 1.5));
  const out = new Float64Array(rows.length);
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1.5, noNaN: true }), (s) => {
      interpolate(rows, s, out);
      AMPLITUDES.forEach((amplitude, i) => {
        expect(Math.abs(out[i]! - realPart(amplitude, s * s))).toBeLessThan(1e-10);
      });
    }),
    { numRuns: 500 },
  );
});

test('a table is computed once, and again where it does not reach far enough', () => {
  const tables = new AmplitudeTables();
  const [amplitude] = AMPLITUDES;
  const first = tables.tableOf(amplitude!, 0.6);
  expect(tables.tableOf(amplitude!, 0.5)).toBe(first);
  expect(tables.tableOf(amplitude!, 0.7).length).toBeGreaterThan(first.length);
});

test('a scattering length is the same for all angles', () => {
  const boron = { gaussians: [], re: 5.3, im: -0.213 };
  expect(realPart(boron, 0.3)).toBe(5.3);
  expect(forwardSize(boron)).toBeCloseTo(Math.hypot(5.3, 0.213), 12);
  expect(isRealConstant(boron)).toBe(false);
  expect(isRealConstant({ ...boron, im: 0 })).toBe(true);
  expect(isRealConstant(AMPLITUDES[1]!)).toBe(false);
});
