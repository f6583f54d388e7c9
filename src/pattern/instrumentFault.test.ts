import { expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import { instrumentFault } from './instrumentFault.ts';
import { BT1_GE311 } from './instruments.ts';

const faultOf = (changes: Partial<Instrument>) => instrumentFault({ ...BT1_GE311, ...changes });

test('the released instrument has no fault', () => {
  expect(instrumentFault(BT1_GE311)).toBeUndefined();
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
