import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ANATASE, atom, cellOf, crystalOf, HALITE, RUTILE } from '../../test/fixtures/crystals.ts';
import type { Crystal, Site } from '../crystal/index.ts';
import { lorentzFactor } from './angles.ts';
import { twoThetaGrid } from './grid.ts';
import { BT1_GE311 } from './instruments.ts';
import { peakProfile } from './peakProfile.ts';
import { listReflections } from './reflections.ts';
import { createSimulator } from './simulator.ts';

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

const withSites = (crystal: Crystal, change: (site: Site) => Site): Crystal => ({
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

test('agrees with peaks drawn one by one from the list of reflections', () => {
  const angles = twoThetaGrid(BT1_GE311.grid);
  for (const crystal of [HALITE, ANATASE, RUTILE]) {
    const exact = new Float64Array(angles.length);
    for (const { twoTheta, multiplicity, F2 } of listReflections(crystal)) {
      const { heightAt } = peakProfile(BT1_GE311, twoTheta);
      const area = multiplicity * F2 * lorentzFactor(twoTheta);
      for (let i = 0; i < exact.length; i++) exact[i]! += area * heightAt(angles[i]!);
    }
    const max = exact.reduce((most, y) => Math.max(most, y), 0);
    expect(
      largestDifference(
        patternOf(crystal),
        exact.map((y) => y / max),
      ),
    ).toBeLessThan(1e-4);
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
  expect(faultOf(one('Fe', 1.03))).toMatch(/^no-reflections/);
  expect(faultOf(one('Fe', 200))).toMatch(/^too-many-reflections: about 1\d{7} reflections/);
  const absent = crystalOf(229, cellOf(1.4, 1.4, 1.4), [
    atom('Fe', [0, 0, 0]),
    atom('Fe', [0.5, 0.5, 0.5]),
  ]);
  expect(faultOf(absent)).toMatch(/^zero-intensity/);
});

test('a warning tells of lengths that depend on energy', () => {
  const result = simulator.simulate(crystalOf(194, cellOf(3.6, 3.6, 5.8), [atom('Gd', [0, 0, 0])]));
  expect(result.ok && result.warnings).toEqual([expect.stringContaining('Gd')]);
});

test('misuse is refused', () => {
  expect(() => simulator.simulate(HALITE, new Float32Array(3042))).toThrow(RangeError);
  expect(() => createSimulator(BT1_GE311, { braggRange: [10, 180] })).toThrow(RangeError);
});
