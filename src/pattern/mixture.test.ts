import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  ANATASE,
  atom,
  cellOf,
  crystalOf,
  HALITE,
  HCP,
  RUTILE,
} from '../../test/fixtures/crystals.ts';
import { type Crystal, neutronCrossSectionsOf, readCif } from '../crystal/index.ts';
import type { Instrument } from './instrument.ts';
import { BT1_GE311 } from './instruments.ts';
import { mixPhases } from './mixture.ts';
import { createSimulator } from './simulator.ts';

const simulator = createSimulator(BT1_GE311);

function phaseOf(crystal: Crystal, weight: number, by = simulator) {
  const result = by.simulate(crystal);
  if (!result.ok) throw new Error(result.fault.message);
  return { crystal, weight, intensity: result.intensity, maximum: result.maximum };
}

const largestDifference = (p: Float64Array, r: Float64Array): number =>
  p.reduce((largest, y, i) => Math.max(largest, Math.abs(y - r[i]!)), 0);

/** Two cells in one. */
const doubled = (crystal: Crystal): Crystal => ({
  ...crystal,
  cell: { ...crystal.cell, c: 2 * crystal.cell.c },
  sites: [0, 0.5].flatMap((shift) =>
    crystal.sites.map((site) => ({
      ...site,
      position: [site.position[0], site.position[1], site.position[2] / 2 + shift] as const,
    })),
  ),
});

test('one phase alone is its own pattern', () => {
  const phase = phaseOf(RUTILE, 0.3);
  expect(largestDifference(mixPhases([phase]).intensity, phase.intensity)).toBeLessThan(1e-12);
});

test('a phase in two portions is one phase', () => {
  const { intensity } = mixPhases([phaseOf(RUTILE, 1), phaseOf(HCP, 2), phaseOf(RUTILE, 3)]);
  const expected = mixPhases([phaseOf(RUTILE, 4), phaseOf(HCP, 2)]).intensity;
  expect(largestDifference(intensity, expected)).toBeLessThan(1e-12);
});

test('the size of the cell that describes a phase does not matter', () => {
  const small = mixPhases([phaseOf(RUTILE, 1), phaseOf(HALITE, 1)]).intensity;
  const large = mixPhases([phaseOf(doubled(RUTILE), 1), phaseOf(HALITE, 1)]).intensity;
  expect(largestDifference(small, large)).toBeLessThan(1e-6);
});

const LABORATORY: Instrument = {
  ...BT1_GE311,
  radiation: 'x-ray',
  wavelength: 1.540562,
  grid: { start: 20, step: 0.01, count: 4000 },
  widths: { U: 0, V: 0, W: 0.01, X: 0, Y: 0, Z: 0 },
  axialDivergence: { kind: 'none' },
  polarisation: { kind: 'laboratory', monochromatorTwoTheta: 0 },
};

const example = (name: string): Crystal => {
  const text = readFileSync(
    new URL(`../../examples/crystals/${name}.cif`, import.meta.url),
    'utf8',
  );
  const [result] = readCif(text, name);
  if (!result?.ok) throw new Error(`${name} cannot be read`);
  return result.crystal;
};

/** Cell of the standard, oxygen and displacements as usual for zincite. */
const ZINCITE = crystalOf(186, cellOf(3.24981, 3.24981, 5.20653, [90, 90, 120]), [
  atom('Zn', [1 / 3, 2 / 3, 0], 0.0075),
  atom('Zn', [2 / 3, 1 / 3, 0.5], 0.0075),
  atom('O', [1 / 3, 2 / 3, 0.3821], 0.0075),
  atom('O', [2 / 3, 1 / 3, 0.8821], 0.0075),
]);

// NIST SRM 674, International Tables C (2006), table 5.2.11.1: the strongest line over that of
// corundum in a mixture of equal weights, Cu Kα, with its standard uncertainty.
test.each([
  ['zincite', ZINCITE, 5.17, 0.13],
  ['rutile', example('rutile'), 3.39, 0.12],
] as const)('certified ratio of intensities of %s and corundum', (_, crystal, ratio, sigma) => {
  const laboratory = createSimulator(LABORATORY);
  const { contributions } = mixPhases([
    phaseOf(crystal, 1, laboratory),
    phaseOf(example('corundum'), 1, laboratory),
  ]);
  const [p, q] = contributions.map((y) => y.reduce((most, v) => Math.max(most, v), 0));
  expect(Math.abs(p! / q! - ratio)).toBeLessThan(2 * sigma);
});

test('contributions add up to the mixture, whose maximum is 1', () => {
  const { intensity, contributions } = mixPhases([phaseOf(ANATASE, 97), phaseOf(RUTILE, 3)]);
  expect(Math.max(...intensity)).toBe(1);
  const sum = intensity.map((_, i) => contributions.reduce((total, y) => total + y[i]!, 0));
  expect(largestDifference(sum, intensity)).toBeLessThan(1e-12);
});

test('absorption weakens both phases alike, point by point', () => {
  const phases = [phaseOf(RUTILE, 1), phaseOf(HALITE, 2)];
  const plain = mixPhases(phases);
  const transmission = plain.intensity.map((_, i) => 0.2 + i / 5000);
  const { intensity, contributions } = mixPhases(phases, { transmission });
  expect(Math.max(...intensity)).toBe(1);
  const at = plain.intensity.indexOf(1);
  intensity.forEach((y, i) => {
    const ratio = (y / intensity[at]!) * (transmission[at]! / transmission[i]!);
    expect(ratio).toBeCloseTo(plain.intensity[i]!, 9);
  });
  const sum = intensity.map((_, i) => contributions[0]![i]! + contributions[1]![i]!);
  expect(largestDifference(sum, intensity)).toBeLessThan(1e-12);
  const short = new Float64Array(3);
  expect(() => mixPhases(phases, { transmission: short })).toThrow(/another grid/);
});

test('incoherent scattering is that of all phases by weight, whatever their cells', () => {
  const of = (crystal: Crystal, weight: number) => ({
    ...phaseOf(crystal, weight),
    incoherentLevel: neutronCrossSectionsOf(crystal, BT1_GE311.wavelength).incoherentLevel,
  });
  const { incoherent } = mixPhases([of(RUTILE, 1), of(HALITE, 1)]);
  const doubledOne = mixPhases([of(doubled(RUTILE), 1), of(HALITE, 1)]).incoherent;
  expect(largestDifference(incoherent, doubledOne)).toBeLessThan(1e-6);
  const alone = mixPhases([of(HALITE, 3)]).incoherent;
  const { incoherentLevel, maximum } = { ...of(HALITE, 1) };
  expect(alone[0]).toBeCloseTo(incoherentLevel / maximum, 9);
  expect(mixPhases([phaseOf(HALITE, 1)]).incoherent.every((y) => y === 0)).toBe(true);
});

test('misuse is refused', () => {
  const phase = phaseOf(RUTILE, 1);
  expect(() => mixPhases([])).toThrow(RangeError);
  expect(() => mixPhases([{ ...phase, weight: 0 }])).toThrow(/weight of test/);
  const short = { ...phase, intensity: new Float64Array(3) };
  expect(() => mixPhases([phase, short])).toThrow(/another grid/);
});
