import { expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import { instrumentFault } from './instrumentFault.ts';
import { BT1_GE311 } from './instruments.ts';

const faultOf = (changes: Partial<Instrument>) => instrumentFault({ ...BT1_GE311, ...changes });
const widths = (changes: Partial<Instrument['widths']>) => ({
  widths: { U: 0, V: 0, W: 0.04, X: 0, Y: 0, Z: 0, ...changes },
});

// 0.3 t² − 0.4 t + 0.1 is negative for t = tanθ between 1/3 and 1: 2θ from 36.87° to 90°.
test('U V W that make a squared width negative: says from where to where', () => {
  const fault = faultOf(widths({ U: 0.3, V: -0.4, W: 0.1 }));
  expect(fault).toMatch(/Gaussian FWHM negative from 2θ = 36\.88 to 90\.\d\d degrees/);
});

// 0.1 (t − 1.001)² − 1e-11 is negative within 1e-5 of t = 1.001, or 0.0006° of 2θ = 90.057°.
test('a dip that is narrower than the step between trials', () => {
  const fault = faultOf(widths({ U: 0.1, V: -0.2002, W: 0.1002001 - 1e-11 }));
  expect(fault).toMatch(/negative from 2θ = 90\.06 to 90\.\d\d degrees/);
  expect(faultOf(widths({ U: 0.1, V: -0.2002, W: 0.1002001 + 1e-3 }))).toBeUndefined();
});

// X tanθ + Y/cosθ + Z is √(Y² − X²) + Z = −1e-9 at sinθ = −X/Y = 0.6, 2θ = 73.74°.
test('nor is one of the Lorentzian width overlooked', () => {
  expect(faultOf(widths({ X: -0.06, Y: 0.1, Z: -0.08 - 1e-9 }))).toMatch(
    /Lorentzian FWHM negative from 2θ = 73\.7\d to 73\.7\d degrees/,
  );
  expect(faultOf(widths({ X: -0.06, Y: 0.1, Z: -0.08 + 1e-9 }))).toBeUndefined();
});

// −0.3 t² + 0.4 t − 0.1 is positive for t from 1/3 to 1 only.
test('a curve that is negative at both ends: says both', () => {
  expect(faultOf(widths({ U: -0.3, V: 0.4, W: -0.1 }))).toMatch(
    /negative from 2θ = 3\.00 to 36\.88 and from 2θ = 90\.\d\d to 155\.00 degrees/,
  );
});

test('a curve that is negative outside of the range does no harm', () => {
  const grid = { start: 95, step: 0.05, count: 1000 };
  expect(faultOf({ ...widths({ U: 0.3, V: -0.4, W: 0.1 }), grid })).toBeUndefined();
});

// X tanθ + Y/cosθ = 0 at sinθ = 0.5.
test('a negative Lorentzian width: says from where on', () => {
  const fault = faultOf(widths({ X: -0.2, Y: 0.1 }));
  expect(fault).toMatch(/X = -0.2.*negative from 2θ = 60.\d\d to 155.00/);
});

test('peaks that fall between the points of the grid', () => {
  expect(faultOf(widths({ W: 1e-6 }))).toMatch(/narrower than a tenth.* 0.05 from 2θ = 3.00/);
  expect(faultOf(widths({ W: 0 }))).toMatch(/narrower/);
});

test('size of the crystallites can save a peak from falling between points', () => {
  const sharp = { ...BT1_GE311, ...widths({ W: 1e-6 }) };
  expect(instrumentFault(sharp, { sample: { crystalliteSize: 500 } })).toBeUndefined();
});
