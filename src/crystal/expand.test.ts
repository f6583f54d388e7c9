import { describe, expect, test } from 'vitest';
import type { Cell, Displacement, Site } from './crystal.ts';
import { expandSites } from './expand.ts';
import { parseOperation } from './operation.ts';
import { parseSpecies } from './species.ts';

const hexagonal: Cell = { a: 5, b: 5, c: 7, alpha: 90, beta: 90, gamma: 120 };
const orthorhombic: Cell = { a: 5, b: 6, c: 7, alpha: 90, beta: 90, gamma: 90 };
const operations = (...texts: string[]) => texts.map((text) => parseOperation(text)!);
const threefold = operations('x,y,z', '-y,x-y,z', '-x+y,-x,z');

const site = (
  position: readonly [number, number, number],
  displacement: Displacement = { kind: 'none' },
): Site => ({ species: parseSpecies('Si')!, position, occupancy: 0.4, displacement });

describe('positions', () => {
  test('a general position has an image for each operation, within the cell', () => {
    const sites = expandSites([site([0.1, 0.3, -0.2])], hexagonal, threefold);
    expect(sites.map((s) => s.position.map((x) => Number(x.toFixed(9))))).toEqual([
      [0.1, 0.3, 0.8],
      [0.7, 0.8, 0.8],
      [0.2, 0.9, 0.8],
    ]);
  });

  test.each([0.3333, 0.333, 0.334])('x = %f on the threefold axis is one atom at 1/3', (x) => {
    const sites = expandSites([site([x, 2 * x, 0.25])], hexagonal, threefold);
    expect(sites).toHaveLength(1);
    expect(sites[0]!.position).toEqual([expect.closeTo(1 / 3, 9), expect.closeTo(2 / 3, 9), 0.25]);
    expect(sites[0]!.occupancy).toBe(0.4);
  });

  test('an atom 0.1 Å off the axis has three copies', () => {
    const sites = expandSites([site([1 / 3 + 0.02, 2 / 3, 0.25])], hexagonal, threefold);
    expect(sites).toHaveLength(3);
  });

  test('rounding across the face of the cell leaves the atom at 0', () => {
    const mirror = operations('x,y,z', '-x,y,z');
    const [one, ...others] = expandSites([site([0.9999, 0.5, 0.5])], orthorhombic, mirror);
    expect(others).toEqual([]);
    expect(one!.position).toEqual([0, 0.5, 0.5]);
  });
});

describe('anisotropic displacements', () => {
  const anisotropic = (...u: [number, number, number, number, number, number]) =>
    ({ kind: 'anisotropic', u }) as const;

  test('turn with the operation', () => {
    // 4 along c takes x to y and y to −x: U11 ↔ U22, U12 → −U12, U13 → U23, U23 → −U13
    const tetragonal: Cell = { ...orthorhombic, b: 5 };
    const displacement = anisotropic(0.01, 0.02, 0.03, 0.001, 0.002, 0.003);
    const [, image] = expandSites(
      [site([0.1, 0.2, 0.3], displacement)],
      tetragonal,
      operations('x,y,z', '-y,x,z'),
    );
    expect(image!.displacement).toEqual({
      kind: 'anisotropic',
      u: [0.02, 0.01, 0.03, -0.001, -0.003, 0.002].map((value) => expect.closeTo(value, 12)),
    });
  });

  test('on a special position obey its symmetry', () => {
    // On a threefold axis along c: U22 = U11, U12 = U11/2, U13 = U23 = 0.
    // [Peterse & Palm, Acta Cryst. 20, 147 (1966)]
    const displacement = anisotropic(0.01, 0.0101, 0.03, 0.00504, 0.0001, 0);
    const [only] = expandSites([site([0, 0, 0.1], displacement)], hexagonal, threefold);
    const { u } = only!.displacement as typeof displacement;
    expect(u[1]).toBeCloseTo(u[0], 12);
    expect(u[3]).toBeCloseTo(u[0] / 2, 12);
    expect(u[2]).toBeCloseTo(0.03, 12);
    expect([u[4], u[5]]).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
    expect(u[0]).toBeCloseTo(0.01005, 4);
  });
});
