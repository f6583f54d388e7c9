import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellOf, HALITE, HCP } from '../../test/fixtures/crystals.ts';
import { BT1_GE311 } from './instruments.ts';
import { listReflections } from './reflections.ts';
import { createSimulator } from './simulator.ts';
import { textureFactor } from './texture.ts';

const coefficient = fc.double({ min: 0.3, max: 2.5, noNaN: true });

// (r² cos²α + sin²α / r)^(−3/2) at α = 0 and 90°. [Dollase (1986), eq. 5]
test('along the axis it is r⁻³, across it r^(3/2)', () => {
  const factor = textureFactor({ axis: [0, 0, 1], marchDollase: 0.6 }, cellOf(4, 5, 6));
  expect(factor(0, 0, 3)).toBeCloseTo(0.6 ** -3, 12);
  expect(factor(2, 1, 0)).toBeCloseTo(0.6 ** 1.5, 12);
});

test('the angle is that between the planes, in any cell', () => {
  const factor = textureFactor(
    { axis: [1, 0, 0], marchDollase: 0.7 },
    cellOf(3, 3, 5, [90, 90, 120]),
  );
  // 100 and 010 of a hexagonal crystal enclose 60°.
  expect(factor(0, 1, 0)).toBeCloseTo((0.49 * 0.25 + 0.75 / 0.7) ** -1.5, 12);
});

test('its mean over all directions is 1', () => {
  fc.assert(
    fc.property(coefficient, (marchDollase) => {
      const factor = textureFactor({ axis: [0, 0, 1], marchDollase }, cellOf(1, 1, 1));
      const n = 2000;
      let sum = 0;
      // cos α is even over the sphere.
      for (let i = 0; i < n; i++) {
        const cos = (i + 0.5) / n;
        sum += factor(Math.sqrt(1 - cos * cos), 0, cos) / n;
      }
      expect(sum).toBeCloseTo(1, 4);
    }),
  );
});

const patternOf = (marchDollase: number, crystal = HCP, axis = [0, 0, 1] as const) => {
  const sample = { texture: { axis, marchDollase } };
  const result = createSimulator(BT1_GE311, { sample }).simulate(crystal);
  if (!result.ok) throw new Error(result.fault.message);
  return result;
};

test('r = 1 is no texture', () => {
  const plain = createSimulator(BT1_GE311).simulate(HCP);
  const same = patternOf(1);
  if (!plain.ok) throw new Error(plain.fault.message);
  same.intensity.forEach((y, i) => {
    expect(y).toBeCloseTo(plain.intensity[i]!, 9);
  });
});

test('lines of a cubic powder get the mean of their equivalents', () => {
  // 200 of halite with the axis 001: of six equivalents two lie along it.
  const texture = { axis: [0, 0, 1], marchDollase: 0.6 } as const;
  const plain = listReflections(HALITE);
  const textured = listReflections(HALITE, { sample: { texture } });
  const share = (list: typeof plain, h: number, k: number, l: number) =>
    list.find((r) => r.h === h && r.k === k && r.l === l)!.intensity;
  const diagonal = (0.36 / 3 + 2 / 3 / 0.6) ** -1.5;
  const mean200 = (2 * 0.6 ** -3 + 4 * 0.6 ** 1.5) / 6;
  const ratio = (list: typeof plain) => share(list, 2, 0, 0) / share(list, 1, 1, 1);
  expect(ratio(textured) / ratio(plain)).toBeCloseTo(mean200 / diagonal, 9);
});

test('the pattern agrees with the list', () => {
  const sample = { texture: { axis: [0, 0, 1], marchDollase: 0.6 } } as const;
  const areas = listReflections(HCP, { sample });
  const { intensity } = patternOf(0.6);
  const areaNear = (twoTheta: number) => {
    let sum = 0;
    intensity.forEach((y, i) => {
      if (Math.abs(3 + 0.05 * i - twoTheta) < 1.4) sum += y;
    });
    return sum;
  };
  const lone = areas.filter(({ twoTheta }) =>
    areas.every((other) => other.twoTheta === twoTheta || Math.abs(other.twoTheta - twoTheta) > 5),
  );
  const [first, ...rest] = lone.filter(({ twoTheta }) => twoTheta < 100);
  expect(rest.length).toBeGreaterThan(0);
  for (const r of rest) {
    const expected = r.intensity / first!.intensity;
    expect(areaNear(r.twoTheta) / areaNear(first!.twoTheta) / expected).toBeCloseTo(1, 2);
  }
});
