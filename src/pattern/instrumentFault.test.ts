import { expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import { instrumentFault } from './instrumentFault.ts';
import { BT1_GE311 } from './instruments.ts';

const faultOf = (changes: Partial<Instrument>) => instrumentFault({ ...BT1_GE311, ...changes });
const widths = (changes: Partial<Instrument['widths']>) => ({
  widths: { U: 0, V: 0, W: 0.04, X: 0, Y: 0, Z: 0, ...changes },
});

test('the released instrument has no fault', () => {
  expect(instrumentFault(BT1_GE311)).toBeUndefined();
});

// 0.3 t² − 0.4 t + 0.1 is negative for t = tanθ between 1/3 and 1: 2θ from 36.87° to 90°.
test('U V W that make a squared width negative: says from where to where', () => {
  const fault = faultOf(widths({ U: 0.3, V: -0.4, W: 0.1 }));
  expect(fault).toMatch(/Gaussian FWHM negative from 2θ = 36\.88 to 90\.\d\d degrees/);
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

test.each<[string, Partial<Instrument>]>([
  ['wavelengths must be positive', { wavelength: 0 }],
  ['wavelengths must be positive', { satellites: [{ wavelength: -1, weight: 1 }] }],
  ['weights', { satellites: [{ wavelength: 1, weight: 0 }] }],
  ['cut-off', { cutoff: 1 }],
  ['zero shift', { zeroShift: Number.NaN }],
  ['must ascend', { grid: { start: 3, step: -0.05, count: 10 } }],
  ['points', { grid: { start: 3, step: 0.05, count: 1.5 } }],
  ['between 0 and 180', { grid: { start: 3, step: 0.05, count: 4000 } }],
  ['between 0 and 180', { grid: { start: -3, step: 0.05, count: 400 } }],
  ['k of the axial', { axialDivergence: { kind: 'simple', k: -1 } }],
  ['S/L', { axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.1, hOverL: -0.1 } }],
  ['neutrons', { polarisation: { kind: 'laboratory', monochromatorTwoTheta: 26.6 } }],
  ['horizontal', { radiation: 'x-ray', polarisation: { kind: 'synchrotron', horizontal: 95 } }],
])('%s', (words, changes) => {
  expect(faultOf(changes)).toContain(words);
});

test('a range of Bragg angles that does not ascend, and a faulty sample', () => {
  expect(instrumentFault(BT1_GE311, { braggRange: [10, 180] })).toContain('Bragg angles');
  expect(instrumentFault(BT1_GE311, { sample: { crystalliteSize: -1 } })).toContain('size');
});
