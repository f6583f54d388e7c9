import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANATASE, atom, cellOf, crystalOf, HALITE, RUTILE } from '../../test/fixtures/crystals.ts';
import type { Crystal, Site } from '../crystal/index.ts';
import { lorentzFactor, twoThetaFromD } from './angles.ts';
import { gridEnd, twoThetaGrid } from './grid.ts';
import type { Instrument } from './instrument.ts';
import { BT1_GE311 } from './instruments.ts';
import { lineProfile, peakProfile } from './peakProfile.ts';
import { peakShape } from './peakShape.ts';
import { listReflections } from './reflections.ts';
import type { Sample } from './sample.ts';
import { createSimulator } from './simulator.ts';
import { spectralLines } from './spectralLines.ts';

const simulator = createSimulator(BT1_GE311);

function patternOf(crystal: Crystal, by = simulator): Float64Array {
  const result = by.simulate(crystal);
  if (!result.ok) throw new Error(result.fault.message);
  return result.intensity;
}

function faultOf(crystal: Crystal): string {
  const result = simulator.simulate(crystal);
  if (result.ok) throw new Error('a fault was expected');
  return `${result.fault.kind}: ${result.fault.message}`;
}

const largestDifference = (p: Float64Array, r: Float64Array): number =>
  p.reduce((largest, y, i) => Math.max(largest, Math.abs(y - r[i]!)), 0);

const withSites = (crystal: Crystal, change: (site: Site, i: number) => Site): Crystal => ({
  ...crystal,
  sites: crystal.sites.map(change),
});

const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
const position = fc.tuple(coordinate, coordinate, coordinate);
const angle = fc.double({ min: 75, max: 105, noNaN: true });
const edge = fc.double({ min: 3, max: 9, noNaN: true });
const site = fc
  .tuple(fc.constantFrom('Ti', 'O', 'H', 'Si'), position, fc.constantFrom(undefined, 0.01, 0.03))
  .map(([element, xyz, u]) => atom(element, xyz, u));
const crystals = fc
  .tuple(
    edge,
    edge,
    edge,
    fc.tuple(angle, angle, angle),
    fc.array(site, { minLength: 1, maxLength: 5 }),
  )
  .map(([a, b, c, angles, sites]) => crystalOf(1, cellOf(a, b, c, angles), sites));

const forAllCrystals = (law: (crystal: Crystal) => void) =>
  fc.assert(fc.property(crystals, law), { numRuns: 40 });

/** Lines one by one, from the list of reflections. */
function drawnByHand(crystal: Crystal, instrument: Instrument, sample: Sample = {}) {
  const { grid, satellites } = instrument;
  const angles = twoThetaGrid(grid);
  const exact = new Float64Array(angles.length);
  const wavelength = Math.min(instrument.wavelength, ...satellites.map((s) => s.wavelength));
  // A little beyond the end, so that rounding loses no line.
  const listed = listReflections(crystal, {
    instrument,
    wavelength,
    twoThetaMax: gridEnd(grid) + 0.1,
  });
  for (const line of spectralLines(instrument, sample)) {
    for (const { d, multiplicity, F2 } of listed) {
      const twoTheta = twoThetaFromD(d, line.wavelength);
      if (!(twoTheta >= grid.start && twoTheta < gridEnd(grid))) continue;
      const { heightAt } = lineProfile(line, twoTheta, peakShape(line.widths, twoTheta));
      const area = multiplicity * F2 * line.factorAt(twoTheta);
      for (let i = 0; i < exact.length; i++) exact[i]! += area * heightAt(angles[i]!);
    }
  }
  const maximum = exact.reduce((most, y) => Math.max(most, y), 0);
  return { maximum, intensity: exact.map((y) => y / maximum) };
}

test('agrees with peaks drawn one by one from the list of reflections', () => {
  for (const crystal of [HALITE, ANATASE, RUTILE]) {
    const { intensity, maximum } = drawnByHand(crystal, BT1_GE311);
    const result = simulator.simulate(crystal);
    if (!result.ok) throw new Error(result.fault.message);
    expect(largestDifference(result.intensity, intensity)).toBeLessThan(1e-4);
    expect(result.maximum / maximum).toBeCloseTo(1, 3);
  }
});

const LABORATORY: Instrument = {
  ...BT1_GE311,
  name: 'laboratory',
  radiation: 'x-ray',
  wavelength: 1.540593,
  satellites: [{ wavelength: 1.544427, weight: 0.5 }],
  grid: { start: 20, step: 0.02, count: 3001 },
  widths: { U: 0.006, V: -0.004, W: 0.004, X: 0.03, Y: 0.02, Z: 0.01 },
  axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.03, hOverL: 0.02 },
  polarisation: { kind: 'laboratory', monochromatorTwoTheta: 26.6 },
};

const HALF: Instrument = { ...BT1_GE311, satellites: [{ wavelength: 1.03875, weight: 0.01 }] };

test('so it does with λ/2', () => {
  const pattern = patternOf(RUTILE, createSimulator(HALF));
  const { intensity } = drawnByHand(RUTILE, HALF);
  expect(largestDifference(pattern, intensity)).toBeLessThan(1e-4);
});

test('so it does for X-rays with Kα2, axial divergence and a sample', () => {
  const sample = {
    crystalliteSize: 400,
    strain: 0.001,
    displacement: 0.0008,
    transparency: -0.03,
  };
  for (const crystal of [HALITE, RUTILE]) {
    const { intensity } = drawnByHand(crystal, LABORATORY, sample);
    const pattern = patternOf(crystal, createSimulator(LABORATORY, { sample }));
    expect(largestDifference(pattern, intensity)).toBeLessThan(1e-4);
  }
});

test('Kα2 stands beside Kα1, half as high', () => {
  const sharp: Instrument = {
    ...LABORATORY,
    widths: { U: 0, V: 0, W: 0.0004, X: 0, Y: 0, Z: 0 },
    axialDivergence: { kind: 'none' },
    grid: { start: 75, step: 0.005, count: 400 },
    zeroShift: 0,
  };
  const y = patternOf(HALITE, createSimulator(sharp));
  // 420 of halite, the only reflection in range, at both wavelengths by Bragg's law.
  const at = (wavelength: number) => {
    const angle = twoThetaFromD(5.6402 / Math.sqrt(20), wavelength);
    return y[Math.round((angle - 75) / 0.005)]!;
  };
  expect(at(1.540593)).toBeGreaterThan(0.99);
  expect(at(1.544427)).toBeCloseTo(0.5, 1);
});

test('λ/2 shows 200 of a crystal where 100 would be', () => {
  const pattern = patternOf(HALITE, createSimulator(HALF));
  const plain = patternOf(HALITE);
  const seen = (wavelength: number) => {
    const braggAngle = twoThetaFromD(5.6402 / 2, wavelength);
    const place = Math.round((braggAngle - 3) / 0.05);
    const { heightAt } = peakProfile(BT1_GE311, braggAngle);
    return { place, height: lorentzFactor(braggAngle) * heightAt(3 + 0.05 * place) };
  };
  const [half, full] = [seen(1.03875), seen(2.0775)];
  expect(plain[half.place]).toBe(0);
  const ratio = pattern[half.place]! / pattern[full.place]!;
  // Under 200 lies 400 of λ/2, whose |F|² is the same.
  expect(ratio / ((0.01 * half.height) / (1.01 * full.height))).toBeCloseTo(1, 3);
});

test('on a grid of its own', () => {
  const grid = { start: 0, step: 0.1, count: 1800 };
  const coarse = patternOf(RUTILE, createSimulator({ ...BT1_GE311, grid }));
  const fine = patternOf(RUTILE, createSimulator(BT1_GE311, { braggRange: [3, 179] }));
  const ratio = coarse[533]! / fine[2 * 533 - 60]!;
  for (let i = 40; i < 1540; i++) {
    expect(Math.abs(coarse[i]! - ratio * fine[2 * i - 60]!)).toBeLessThan(2e-4);
  }
});

test('the maximum is 1, and nothing is negative', () => {
  forAllCrystals((crystal) => {
    const pattern = patternOf(crystal);
    expect(Math.max(...pattern)).toBe(1);
    expect(Math.min(...pattern)).toBeGreaterThanOrEqual(0);
  });
});

test('the origin is free', () => {
  fc.assert(
    fc.property(crystals, position, (crystal, [x, y, z]) => {
      const shifted = withSites(crystal, (s) => ({
        ...s,
        position: [s.position[0] + x, s.position[1] + y, s.position[2] + z],
      }));
      expect(largestDifference(patternOf(crystal), patternOf(shifted))).toBeLessThan(1e-6);
    }),
    { numRuns: 40 },
  );
});

test('a doubled cell has the same pattern', () => {
  forAllCrystals((crystal) => {
    const half = (shift: number) => (s: Site) => ({
      ...s,
      position: [(s.position[0] + shift) / 2, s.position[1], s.position[2]] as const,
    });
    const doubled = {
      ...crystal,
      cell: { ...crystal.cell, a: 2 * crystal.cell.a },
      sites: [...crystal.sites.map(half(0)), ...crystal.sites.map(half(1))],
    };
    expect(largestDifference(patternOf(crystal), patternOf(doubled))).toBeLessThan(1e-6);
  });
});

test('the order of the atoms does not matter', () => {
  forAllCrystals((crystal) => {
    const reversed = { ...crystal, sites: crystal.sites.toReversed() };
    expect(largestDifference(patternOf(crystal), patternOf(reversed))).toBeLessThan(1e-6);
  });
});

test("an inverted crystal has the same pattern (Friedel's law)", () => {
  forAllCrystals((crystal) => {
    const inverted = withSites(crystal, (s) => ({
      ...s,
      position: [-s.position[0], -s.position[1], -s.position[2]],
    }));
    expect(largestDifference(patternOf(crystal), patternOf(inverted))).toBeLessThan(1e-6);
  });
});

test('what was simulated before leaves no trace', () => {
  const fresh = patternOf(RUTILE, createSimulator(BT1_GE311));
  forAllCrystals((crystal) => {
    patternOf(crystal);
    expect(patternOf(RUTILE)).toEqual(fresh);
  });
});

test('single precision is rounded double precision', () => {
  const out = new Float32Array(3041);
  const result = simulator.simulate(ANATASE, out);
  expect(result.ok && result.intensity).toBe(out);
  expect(out).toEqual(Float32Array.from(patternOf(ANATASE)));
});

test('B_iso of the options counts for atoms without a displacement value', () => {
  const warm = createSimulator(BT1_GE311, { bIso: 0.8 });
  const displaced = withSites(HALITE, (s) => ({
    ...s,
    displacement: { kind: 'isotropic', uIso: 0.8 / (8 * Math.PI ** 2) },
  }));
  expect(largestDifference(patternOf(HALITE, warm), patternOf(displaced))).toBeLessThan(1e-9);
  expect(patternOf(displaced, warm)).toEqual(patternOf(displaced));
  expect(largestDifference(patternOf(HALITE, warm), patternOf(HALITE))).toBeGreaterThan(0.01);
});

test('tails from beyond the grid appear only when asked for', () => {
  // 2θ = 157.2° is a reflection of anatase; the published pattern ends in zeros.
  const beyond = createSimulator(BT1_GE311, { braggRange: [3, 165] });
  expect(patternOf(ANATASE).at(-1)).toBe(0);
  expect(patternOf(ANATASE, beyond).at(-1)).toBeGreaterThan(0.01);
});

test('a cut-off of 0 keeps the tails', () => {
  const grid = { start: 20, step: 0.25, count: 400 };
  const endless = createSimulator({ ...BT1_GE311, grid, cutoff: 0 });
  expect(Math.min(...patternOf(HALITE, endless))).toBeGreaterThan(0);
});

test('faults', () => {
  const one = (element: string, a: number) =>
    crystalOf(221, cellOf(a, a, a), [atom(element, [0, 0, 0])]);
  expect(faultOf(one('Po', 3.35))).toMatch(/^unknown-scatterer: .* Po$/);
  expect(faultOf(one('Fe', 1.03))).toMatch(
    /^no-reflections: .* bt1-ge311 \(1.064 Å < d < 39.7 Å at 2.0775 Å\): widen it, or take another wavelength/,
  );
  expect(faultOf(one('Fe', 200))).toMatch(
    /^too-many-reflections: about 1\d{7} reflections .* lower the largest 2θ, or take a longer/,
  );
  const absent = crystalOf(229, cellOf(1.4, 1.4, 1.4), [
    atom('Fe', [0, 0, 0]),
    atom('Fe', [0.5, 0.5, 0.5]),
  ]);
  expect(faultOf(absent)).toMatch(/^zero-intensity/);
});

test('reflections that leave nothing on the grid are no pattern', () => {
  const grid = { start: 10, step: 0.05, count: 100 };
  const far = createSimulator({ ...BT1_GE311, grid }, { braggRange: [3, 155] }).simulate(HALITE);
  expect(far).toMatchObject({ ok: false, fault: { kind: 'zero-intensity' } });
});

test('atoms without a displacement value are counted', () => {
  const counted = simulator.simulate(
    withSites(HALITE, (s, i) =>
      i === 0 ? { ...s, displacement: { kind: 'isotropic', uIso: 0.01 } } : s,
    ),
  );
  expect(counted).toMatchObject({ ok: true, withoutDisplacement: 7 });
});

test('a warning tells of lengths that depend on energy', () => {
  const result = simulator.simulate(crystalOf(194, cellOf(3.6, 3.6, 5.8), [atom('Gd', [0, 0, 0])]));
  expect(result.ok && result.warnings).toEqual([expect.stringContaining('Gd')]);
});

test('misuse is refused', () => {
  expect(() => simulator.simulate(HALITE, new Float32Array(3042))).toThrow(RangeError);
  expect(() => createSimulator(BT1_GE311, { braggRange: [10, 180] })).toThrow(RangeError);
});
