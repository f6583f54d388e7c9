import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  binarySearch,
  determinant3,
  gaussLegendre,
  invert3,
  logSumExp,
  type Matrix3,
  multiply3,
  quantile,
  softmax,
  wilsonInterval,
} from './index.ts';

describe('gaussLegendre', () => {
  // Abramowitz & Stegun, table 25.4, n = 3: x = ±0.774596669241483, w = 5/9, 8/9 on [−1, 1].
  test('has the tabulated nodes and weights', () => {
    const { nodes, weights } = gaussLegendre(3);
    expect(nodes[0]).toBeCloseTo((1 - 0.774596669241483) / 2, 14);
    expect(nodes[1]).toBeCloseTo(0.5, 14);
    expect(weights[0]).toBeCloseTo(5 / 18, 14);
    expect(weights[1]).toBeCloseTo(8 / 18, 14);
  });

  test('integrates every power up to 2n − 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (n) => {
        const { nodes, weights } = gaussLegendre(n);
        for (let power = 0; power < 2 * n; power++) {
          const sum = nodes.reduce((total, x, i) => total + weights[i]! * x ** power, 0);
          expect(sum).toBeCloseTo(1 / (power + 1), 12);
        }
      }),
    );
  });

  test('refuses a rule without nodes', () => {
    expect(() => gaussLegendre(0)).toThrow('positive integer');
  });
});

describe('softmax', () => {
  test('does not overflow and adds up to 1', () => {
    const p = softmax([1000, 1001, -1000]);
    expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(p[1]! / p[0]!).toBeCloseTo(Math.E, 12);
    expect(logSumExp([])).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('statistics', () => {
  // Newcombe, Stat. Med. 17, 857 (1998), table I: 81 of 263, Wilson score: 0.2553 to 0.3662.
  test('wilsonInterval gives the published limits', () => {
    const { low, high } = wilsonInterval(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  test('quantile interpolates', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 1)).toBe(4);
  });

  test('binarySearch finds the last element not above the value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (values, value) => {
        const sorted = values.toSorted((a, b) => a - b);
        expect(binarySearch(sorted, value)).toBe(sorted.findLastIndex((x) => x <= value));
      }),
    );
  });
});

describe('invert3', () => {
  const entry = fc.integer({ min: -9, max: 9 });
  const row = fc.tuple(entry, entry, entry);

  test('gives the identity with its matrix', () => {
    fc.assert(
      fc.property(fc.tuple(row, row, row), (m: Matrix3) => {
        fc.pre(determinant3(m) !== 0);
        const product = multiply3(m, invert3(m));
        product.flat().forEach((value, i) => {
          expect(value).toBeCloseTo(i % 4 === 0 ? 1 : 0, 8);
        });
      }),
    );
  });

  test('refuses a singular matrix', () => {
    expect(() =>
      invert3([
        [1, 2, 3],
        [2, 4, 6],
        [0, 0, 1],
      ]),
    ).toThrow('singular');
  });
});
