import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Matrix3, type Triple, transform3, transpose3 } from '../math/index.ts';
import { reciprocalMetric } from './cell.ts';
import type { Cell } from './crystal.ts';
import {
  type AnisotropicU,
  equivalentU,
  isPhysical,
  mapTensor,
  rotateU,
  uFromB,
  uFromBeta,
} from './displacement.ts';
import { parseOperation } from './operation.ts';

const hexagonal: Cell = { a: 4.9, b: 4.9, c: 17, alpha: 90, beta: 90, gamma: 120 };
const triclinic: Cell = { a: 5, b: 6, c: 7, alpha: 80, beta: 95, gamma: 105 };

/** Σ Uⁱʲ aᵢ* aⱼ* hᵢ hⱼ, what the temperature factor exp(−2π² …) holds. */
function exponent(u: AnisotropicU, h: Triple, cell: Cell): number {
  const inverse = reciprocalMetric(cell);
  const [a, b, c] = [0, 1, 2].map((i) => h[i]! * Math.sqrt(inverse[i]![i]!)) as [
    number,
    number,
    number,
  ];
  const [u11, u22, u33, u12, u13, u23] = u;
  const diagonal = u11 * a * a + u22 * b * b + u33 * c * c;
  return diagonal + 2 * (u12 * a * b + u13 * a * c + u23 * b * c);
}

/** The tensor of equal displacement in all directions, Uⁱʲ = u cos(aᵢ*, aⱼ*). */
function sphere(u: number, cell: Cell): AnisotropicU {
  const g = reciprocalMetric(cell);
  const cosine = (i: number, j: number) => g[i]![j]! / Math.sqrt(g[i]![i]! * g[j]![j]!);
  return mapTensor([1, 1, 1, cosine(0, 1), cosine(0, 2), cosine(1, 2)], (x) => u * x);
}

const component = fc.double({ min: -0.05, max: 0.05, noNaN: true });
const tensor = fc.tuple(component, component, component, component, component, component);
const index = fc.integer({ min: -5, max: 5 });
const rotation: fc.Arbitrary<Matrix3> = fc
  .constantFrom('-y,x-y,z', 'y,x,-z', '-x+y,y,z', 'x-y,x,-z', '-x,-y,-z')
  .map((text) => parseOperation(text)!.rotation);

test('a tensor is physical where no direction has a negative mean square', () => {
  const direction = fc.tuple(component, component, component);
  fc.assert(
    fc.property(direction, direction, direction, ([a, b, c], [d, e, f], [g, h, i]) => {
      // A sum of squares of lengths along three directions.
      const u: AnisotropicU = [
        a * a + d * d + g * g,
        b * b + e * e + h * h,
        c * c + f * f + i * i,
        a * b + d * e + g * h,
        a * c + d * f + g * i,
        b * c + e * f + h * i,
      ];
      expect(isPhysical(u)).toBe(true);
    }),
  );
  expect(isPhysical([0.01, 0.01, 0.01, 0.02, 0, 0])).toBe(false);
  expect(isPhysical([0.01, 0.01, -0.001, 0, 0, 0])).toBe(false);
  // All pairs are physical, the whole is not.
  expect(isPhysical([0.01, 0.01, 0.01, -0.008, -0.008, -0.008])).toBe(false);
  expect(isPhysical([0.01, 0.01, 0, 0, 0, 0])).toBe(true);
});

test('U = B / 8π²', () => {
  // 8π² = 78.9568…
  expect(uFromB(0.789568352)).toBeCloseTo(0.01, 9);
});

test('the rotated tensor damps h as the old one damps hᵀR', () => {
  fc.assert(
    fc.property(tensor, rotation, fc.tuple(index, index, index), (u, r, h) => {
      const turned = exponent(rotateU(u, r, hexagonal), h, hexagonal);
      const original = exponent(u, transform3(transpose3(r), h), hexagonal);
      expect(turned).toBeCloseTo(original, 12);
    }),
  );
});

test('symmetry leaves a sphere a sphere and the equivalent U as it is', () => {
  fc.assert(
    fc.property(tensor, rotation, (u, r) => {
      const ball = sphere(0.02, hexagonal);
      rotateU(ball, r, hexagonal).forEach((value, i) => {
        expect(value).toBeCloseTo(ball[i]!, 12);
      });
      expect(equivalentU(rotateU(u, r, hexagonal), hexagonal)).toBeCloseTo(
        equivalentU(u, hexagonal),
        12,
      );
    }),
  );
});

describe('equivalentU', () => {
  test('of a sphere is its U, in any cell', () => {
    expect(equivalentU(sphere(0.013, triclinic), triclinic)).toBeCloseTo(0.013, 12);
  });

  test('is the known sum in the hexagonal system', () => {
    // Fischer & Tillmanns, Acta Cryst. C44, 775 (1988): [4/3 (U11 + U22 − U12) + U33] / 3
    const u: AnisotropicU = [0.01, 0.014, 0.02, 0.004, 0.001, 0];
    expect(equivalentU(u, hexagonal)).toBeCloseTo(((4 / 3) * 0.02 + 0.02) / 3, 12);
  });
});

test('β = 2π² a*² U in an orthogonal cell', () => {
  const cell: Cell = { a: 4, b: 5, c: 10, alpha: 90, beta: 90, gamma: 90 };
  const beta = 2 * Math.PI ** 2 * 0.01;
  const u = uFromBeta([beta / 16, beta / 25, beta / 100, beta / 20, 0, 0], cell);
  u.forEach((value, i) => {
    expect(value).toBeCloseTo(i < 4 ? 0.01 : 0, 12);
  });
});
