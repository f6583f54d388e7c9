import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dFromTwoTheta, lorentzFactor } from './angles.ts';
import { twoThetaGrid } from './grid.ts';
import { BT1_GE311 } from './instruments.ts';
import { peakProfile } from './peakProfile.ts';
import { profileNodes } from './profileNodes.ts';
import { ProfileTable } from './profileTable.ts';
import { spectralLines } from './spectralLines.ts';

const [line] = spectralLines(BT1_GE311);
const table = new ProfileTable(line, [3, 155]);
const angles = twoThetaGrid(BT1_GE311.grid);
const q2 = (twoTheta: number) => dFromTwoTheta(twoTheta, BT1_GE311.wavelength) ** -2;

function drawn(peaks: readonly (readonly [number, number])[]): Float64Array {
  for (const [twoTheta, intensity] of peaks) table.add(q2(twoTheta), intensity);
  return table.draw().slice();
}

const braggAngle = fc.double({ min: 3, max: 154.999, noNaN: true });

function largestError(twoTheta: number): number {
  const profile = peakProfile(BT1_GE311, twoTheta);
  const exact = angles.map((x) => lorentzFactor(twoTheta) * profile.heightAt(x));
  const error = drawn([[twoTheta, 1]]).map((y, i) => Math.abs(y - exact[i]!));
  return Math.max(...error) / Math.max(...exact);
}

test('a peak is drawn to 1e-4 of its maximum', () => {
  fc.assert(
    fc.property(braggAngle, (twoTheta) => {
      expect(largestError(twoTheta)).toBeLessThan(1e-4);
    }),
    { numRuns: 300 },
  );
});

test('so it is about 90°, where the cut-off edges are sharp', () => {
  for (let i = 0; i < 400; i++) expect(largestError(88 + i * 0.01003)).toBeLessThan(1e-4);
});

test('peaks add up, in any order', () => {
  fc.assert(
    fc.property(braggAngle, braggAngle, (a, b) => {
      const [one, other] = [drawn([[a, 1]]), drawn([[b, 2]])];
      const both = drawn([
        [b, 2],
        [a, 1],
      ]);
      both.forEach((y, i) => {
        expect(y).toBeCloseTo(one[i]! + other[i]!, 6);
      });
    }),
    { numRuns: 20 },
  );
});

test('a drawing leaves nothing behind', () => {
  drawn([[60, 1]]);
  expect(drawn([]).every((y) => y === 0)).toBe(true);
});

test('nodes ascend and enclose the range', () => {
  const nodes = profileNodes(line, 3, 155);
  expect(nodes[0]).toBeLessThanOrEqual(3);
  expect(nodes.at(-1)).toBeGreaterThanOrEqual(155);
  expect(nodes.every((node, i) => i === 0 || node >= nodes[i - 1]!)).toBe(true);
});
