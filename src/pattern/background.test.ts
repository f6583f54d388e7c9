import { expect, test } from 'vitest';
import { addBackground } from './background.ts';
import type { Pattern } from './pattern.ts';

const twoTheta = Float64Array.from({ length: 101 }, (_, i) => 10 + i);
const flat: Pattern = {
  radiation: 'neutron',
  wavelength: 2,
  twoTheta,
  intensity: new Float64Array(101),
};

test('a straight background runs from the first point to the last', () => {
  const { intensity } = addBackground(flat, { chebyshev: [3, -1] });
  expect(intensity[0]).toBeCloseTo(4, 12);
  expect(intensity[50]).toBeCloseTo(3, 12);
  expect(intensity[100]).toBeCloseTo(2, 12);
});

test('a hump has its height and width', () => {
  const { intensity } = addBackground(flat, { humps: [{ twoTheta: 30, fwhm: 12, height: 0.4 }] });
  expect(intensity[20]).toBeCloseTo(0.4, 12);
  expect(intensity[26]).toBeCloseTo(0.2, 12);
  expect(intensity[14]).toBeCloseTo(0.2, 12);
});

test('it comes on top of the pattern, which stays as it is', () => {
  const pattern = { ...flat, intensity: twoTheta.map(() => 7) };
  const { intensity, twoTheta: same } = addBackground(pattern, { chebyshev: [1] });
  expect(intensity.every((y) => y === 8)).toBe(true);
  expect(pattern.intensity[0]).toBe(7);
  expect(same).toBe(twoTheta);
});

test('a negative background is refused, with the place', () => {
  expect(() => addBackground(flat, { chebyshev: [1, 2] })).toThrow(/-1.00 at 10.00 degrees/);
  expect(() => addBackground(flat, { humps: [{ twoTheta: 30, fwhm: 0, height: 1 }] })).toThrow(
    RangeError,
  );
});
