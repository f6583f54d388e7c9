import { expect, test } from 'vitest';
import { gridEnd, gridPosition, twoThetaGrid } from './grid.ts';
import { BT1_GE311, INSTRUMENTS, instrumentNamed } from './instruments.ts';

test('every instrument is found by its name', () => {
  for (const instrument of INSTRUMENTS) expect(instrumentNamed(instrument.name)).toBe(instrument);
});

test('an unknown name is answered with the known ones', () => {
  expect(() => instrumentNamed('d2b')).toThrow(RangeError);
  expect(() => instrumentNamed('d2b')).toThrow(/bt1-ge311/);
});

test('the grid of the paper runs from 3 to 155 degrees', () => {
  const angles = twoThetaGrid(BT1_GE311.grid);
  expect(angles).toHaveLength(3041);
  expect(angles[0]).toBe(3);
  expect(angles[3040]).toBeCloseTo(155, 10);
  expect(gridEnd(BT1_GE311.grid)).toBe(angles[3040]);
  expect(gridPosition(BT1_GE311.grid, angles[1234]!)).toBeCloseTo(1234, 9);
});
