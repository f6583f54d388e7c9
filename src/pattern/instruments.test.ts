import { describe, expect, test } from 'vitest';
import { dFromTwoTheta } from './angles.ts';
import { gridEnd, gridPosition, twoThetaGrid } from './grid.ts';
import { instrumentFault } from './instrumentFault.ts';
import { readInstrumentFile } from './instrumentFiles/readInstrumentFile.ts';
import { BT1_GE311, INSTRUMENTS, instrumentNamed } from './instruments.ts';
import { peakShape } from './peakShape.ts';

test('every instrument is found by its name', () => {
  for (const instrument of INSTRUMENTS) expect(instrumentNamed(instrument.name)).toBe(instrument);
  expect(new Set(INSTRUMENTS.map(({ name }) => name)).size).toBe(INSTRUMENTS.length);
});

test('an unknown name is answered with the known ones', () => {
  expect(() => instrumentNamed('d2x')).toThrow(RangeError);
  expect(() => instrumentNamed('d2x')).toThrow(/bt1-ge311/);
});

test('the grid of the paper runs from 3 to 155 degrees', () => {
  const angles = twoThetaGrid(BT1_GE311.grid);
  expect(angles).toHaveLength(3041);
  expect(angles[0]).toBe(3);
  expect(angles[3040]).toBeCloseTo(155, 10);
  expect(gridEnd(BT1_GE311.grid)).toBe(angles[3040]);
  expect(gridPosition(BT1_GE311.grid, angles[1234]!)).toBeCloseTo(1234, 9);
});

describe.each(INSTRUMENTS)('$name', (instrument) => {
  const { name, radiation, wavelength, grid, widths, polarisation } = instrument;
  const end = gridEnd(grid);

  test('has a name for the command line and says where it comes from', () => {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(instrument.title.length).toBeGreaterThan(20);
    expect(instrument.source.length).toBeGreaterThan(40);
    expect(instrument.approximations.length).toBeGreaterThan(40);
    expect(polarisation.kind === 'none').toBe(radiation === 'neutron');
  });

  test('can be simulated over its range', () => {
    expect(instrumentFault(instrument)).toBeUndefined();
    const shapes = Array.from(twoThetaGrid(grid), (angle) => peakShape(widths, angle));
    const narrowest = Math.min(...shapes.map(({ fwhm }) => fwhm));
    expect(narrowest).toBeGreaterThan((name === 'bt1-ge311' ? 1 : 3) * grid.step);
    expect(shapes.every(({ fwhm }) => fwhm < 6)).toBe(true);
    expect(shapes.every(({ eta }) => eta >= 0 && eta < 1)).toBe(true);
  });

  test('covers the spacings of crystals', () => {
    expect(dFromTwoTheta(grid.start, wavelength)).toBeGreaterThan(8);
    expect(dFromTwoTheta(end, wavelength)).toBeLessThan(1.5);
    expect(dFromTwoTheta(end, wavelength)).toBeGreaterThan(0.45);
  });

  test('comes back from JSON as it went', () => {
    const result = readInstrumentFile(JSON.stringify(instrument), 'mine.json');
    expect(result).toEqual({ ok: true, instrument, warnings: [] });
  });
});

// λ = 2 d sinθ_M with d = a/√(h² + k² + l²): a = 5.6575 Å of germanium, 3.6149 Å of copper.
test.each([
  ['bt1-ge311', 5.6575, [3, 1, 1], 75],
  ['bt1-cu311', 3.6149, [3, 1, 1], 90],
  ['bt1-ge733', 5.6575, [7, 3, 3], 120],
  ['hb2a-ge115', 5.6575, [1, 1, 5], 90],
  ['hb2a-ge113', 5.6575, [1, 1, 3], 90],
  ['d2b', 5.6575, [3, 3, 5], 135],
  ['d1a', 5.6575, [1, 1, 5], 122],
  ['hrpt', 5.6575, [5, 3, 3], 120],
  ['spodi', 5.6575, [5, 5, 1], 155],
  ['echidna', 5.6575, [3, 3, 5], 140],
  ['wombat', 5.6575, [1, 1, 3], 90],
] as const)('the wavelength of %s is what its monochromator reflects', (name, a, hkl, takeOff) => {
  const d = a / Math.hypot(...hkl);
  const reflected = 2 * d * Math.sin(((takeOff / 2) * Math.PI) / 180);
  expect(Math.abs(instrumentNamed(name).wavelength / reflected - 1)).toBeLessThan(0.004);
});

// Peak widths of measured and published patterns, at half height.
test.each([
  // Cr2WO6 at 150 K (GSAS-II tutorial “Magnetic-II”)
  ['hb2a-ge113', 67.23, 0.276, 0.15],
  ['hb2a-ge113', 116.19, 0.594, 0.15],
  // La2NiO4 (CrysFML08, Testing/test_diffpatt/la.dat)
  ['d1b', 39.4, 0.487, 0.15],
  ['d1b', 52.4, 0.514, 0.15],
  // La11B6, another refinement of Echidna data (ikibalin/cryspy, tests/functional/sycos_sysin)
  ['echidna', 71.43, 0.537, 0.02],
  ['echidna', 126.83, 0.355, 0.02],
  // LaB6 SRM 660c (GSAS-II tutorial “CWInstDemo”)
  ['cu-ka', 43.43, 0.083, 0.15],
  ['cu-ka', 83.78, 0.083, 0.15],
])('%s at %d°: a peak of %d° within a share of %d', (name, twoTheta, measured, share) => {
  const { fwhm } = peakShape(instrumentNamed(name).widths, twoTheta);
  expect(Math.abs(fwhm / measured - 1)).toBeLessThan(share);
});
