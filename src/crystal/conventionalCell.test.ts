import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { HALITE, RUTILE } from '../../test/fixtures/crystals.ts';
import { generatedCrystal, inCell } from '../../test/fixtures/generatedCrystals.ts';
import { type Matrix3, type Triple, transform3, transpose3 } from '../math/index.ts';
import { createRng } from '../random/index.ts';
import { cellVolume, metricTensor, reciprocalMetric } from './cell.ts';
import { conventionalCell } from './conventionalCell.ts';
import { operationsFromHermannMauguin } from './settings.ts';
import { initSymmetry } from './symmetry.ts';

beforeAll(() => {
  const wasm = new URL('../../node_modules/@spglib/moyo-wasm/moyo_wasm_bg.wasm', import.meta.url);
  initSymmetry(readFileSync(wasm));
});

/** Rows: edges of a primitive cell in units of those of the conventional one. */
const PRIMITIVE: Readonly<Record<string, Matrix3>> = {
  F: [
    [0, 0.5, 0.5],
    [0.5, 0, 0.5],
    [0.5, 0.5, 0],
  ],
  I: [
    [-0.5, 0.5, 0.5],
    [0.5, -0.5, 0.5],
    [0.5, 0.5, -0.5],
  ],
  C: [
    [0.5, 0.5, 0],
    [-0.5, 0.5, 0],
    [0, 0, 1],
  ],
  R: [
    [2 / 3, 1 / 3, 1 / 3],
    [-1 / 3, 1 / 3, 1 / 3],
    [-1 / 3, -2 / 3, 1 / 3],
  ],
};

describe('conventionalCell', () => {
  test('of rock salt on primitive axes is the cube', () => {
    const primitive = inCell(HALITE, PRIMITIVE.F!);
    expect(primitive.sites).toHaveLength(2);
    const { crystal, edges } = conventionalCell(primitive);
    for (const edge of ['a', 'b', 'c'] as const) expect(crystal.cell[edge]).toBeCloseTo(5.6402, 6);
    for (const angle of ['alpha', 'beta', 'gamma'] as const) {
      expect(crystal.cell[angle]).toBeCloseTo(90, 6);
    }
    expect(crystal.sites).toHaveLength(8);
    // The cell of the crystal it came from, by the columns of `edges`.
    const back = metricTensor(inCell(primitive, transpose3(edges)).cell).flat();
    for (const [i, g] of metricTensor(crystal.cell).flat().entries()) {
      expect(g).toBeCloseTo(back[i]!, 6);
    }
  });

  test.each([
    [5, 'C 1 2 1', 'C', 2],
    [20, 'C 2 2 21', 'C', 2],
    [46, 'I m a 2', 'I', 2],
    [43, 'F d d 2', 'F', 4],
    [82, 'I -4', 'I', 2],
    [161, 'R 3 c', 'R', 3],
    [167, 'R -3 c', 'R', 3],
    [228, 'F d -3 c', 'F', 4],
  ])('of group %i, %s, holds %s-centred lattice points', (number, name, centring, points) => {
    const found = operationsFromHermannMauguin(name);
    if (!found.ok) throw new Error(name);
    const crystal = generatedCrystal(number, found.operations, createRng(number));
    const primitive = inCell(crystal, PRIMITIVE[centring]!);
    expect(crystal.sites.length / primitive.sites.length).toBeCloseTo(points, 12);
    const { crystal: conventional } = conventionalCell(primitive);
    expect(cellVolume(conventional.cell)).toBeCloseTo(cellVolume(crystal.cell), 6);
    expect(conventional.sites).toHaveLength(crystal.sites.length);
    const again = conventionalCell(conventional);
    expect(again.crystal).toBe(conventional);
  });

  test('is kept where it is one, whatever its setting', () => {
    expect(conventionalCell(RUTILE).crystal).toBe(RUTILE);
    expect(conventionalCell(HALITE).crystal).toBe(HALITE);
    const c = RUTILE.cell;
    const turned = { ...RUTILE, cell: { ...c, a: c.c, c: c.a } };
    expect(conventionalCell(turned).crystal).toBe(turned);
  });

  test('on rhombohedral axes is kept only on demand', () => {
    const found = operationsFromHermannMauguin('R -3 c');
    if (!found.ok) throw new Error(found.message);
    const crystal = generatedCrystal(167, found.operations, createRng(1));
    const rhombohedral = inCell(crystal, PRIMITIVE.R!);
    expect(rhombohedral.cell.b).toBeCloseTo(rhombohedral.cell.a, 9);
    const keep = { rhombohedralAxes: true };
    expect(conventionalCell(rhombohedral, keep).crystal).toBe(rhombohedral);
    expect(conventionalCell(rhombohedral).crystal.cell.gamma).toBeCloseTo(120, 6);
  });

  test('turns anisotropic displacements with the axes', () => {
    const u = [0.011, 0.012, 0.033, 0.002, -0.004, 0.001] as const;
    const halite = inCell(HALITE, PRIMITIVE.F!);
    const displacement = { kind: 'anisotropic', u } as const;
    const primitive = { ...halite, sites: halite.sites.map((s) => ({ ...s, displacement })) };
    const { crystal, edges } = conventionalCell(primitive);
    const turned = crystal.sites[0]!.displacement;
    if (turned.kind !== 'anisotropic') throw new Error(turned.kind);
    for (const hkl of [
      [1, 0, 0],
      [0, 1, 2],
      [3, -1, 1],
      [-2, 1, 5],
    ] as const) {
      const indices = transform3(transpose3(edges), hkl);
      const expected = damping(u, reciprocalMetric(primitive.cell), hkl);
      expect(damping(turned.u, reciprocalMetric(crystal.cell), indices)).toBeCloseTo(expected, 12);
    }
  });
});

/** Σ Uⁱʲ aᵢ* aⱼ* hᵢ hⱼ */
function damping(u: readonly number[], metric: Matrix3, hkl: Triple): number {
  const [x, y, z] = hkl.map((h, i) => h * Math.sqrt(metric[i]![i]!)) as [number, number, number];
  const [u11, u22, u33, u12, u13, u23] = u as [number, number, number, number, number, number];
  const mixed = u12 * x * y + u13 * x * z + u23 * y * z;
  return u11 * x * x + u22 * y * y + u33 * z * z + 2 * mixed;
}
