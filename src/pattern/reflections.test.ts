import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { atom, cellOf, crystalOf, HALITE, RUTILE } from '../../test/fixtures/crystals.ts';
import { sharedPath } from '../../test/shared.ts';
import { readCif } from '../crystal/index.ts';
import { listReflections } from './reflections.ts';

/** h, k, l, multiplicity, d (Å), 2θ (°) at 2.0775 Å, |F|² (fm²) with the lengths of Sears (1992). */
type Row = readonly [number, number, number, number, number, number, number];

// Computed with numpy over the full cell and with cctbx and gemmi from the Hall symbol, which agree
// to 1e-12: the project's reference file structure-factors.json.
const HALITE_ROWS: readonly Row[] = [
  [1, 1, 1, 8, 3.256371, 37.203719, 565.868944],
  [2, 0, 0, 6, 2.8201, 43.226308, 2790.797584],
  [2, 2, 0, 12, 1.9941118, 62.786436, 2790.797584],
  [3, 1, 1, 24, 1.7005843, 75.29756, 565.868944],
  [2, 2, 2, 8, 1.6281855, 79.282735, 2790.797584],
  [4, 0, 0, 6, 1.41005, 94.898053, 2790.797584],
  [3, 3, 1, 24, 1.2939506, 106.791657, 565.868944],
  [4, 2, 0, 24, 1.2611871, 110.899438, 2790.797584],
  [4, 2, 2, 24, 1.151301, 128.908213, 2790.797584],
  [3, 3, 3, 8, 1.085457, 146.261792, 565.868944],
  [5, 1, 1, 24, 1.085457, 146.261792, 565.868944],
];
const RUTILE_ROWS: readonly Row[] = [
  [1, 1, 0, 4, 3.2482364, 37.30032, 17.66255278],
  [1, 0, 1, 8, 2.4874128, 49.366642, 211.6214909],
  [2, 0, 0, 4, 2.29685, 53.776244, 583.2104455],
  [1, 1, 1, 8, 2.1873298, 56.704909, 403.8524254],
  [2, 1, 0, 8, 2.0543651, 60.746453, 186.0659019],
  [2, 1, 1, 16, 1.6874707, 75.986155, 0.4089599419],
  [2, 2, 0, 4, 1.6241182, 79.520693, 41.51554412],
  [0, 0, 2, 2, 1.47935, 89.202163, 247.509102],
];

function expectRows(found: ReturnType<typeof listReflections>, rows: readonly Row[]): void {
  rows.forEach(([h, k, l, multiplicity, d, twoTheta, F2], i) => {
    expect(found[i]).toMatchObject({ h, k, l, multiplicity });
    expect(found[i]!.d).toBeCloseTo(d, 6);
    expect(found[i]!.twoTheta).toBeCloseTo(twoTheta, 5);
    // 3e-8: brucite gives 1/3 with ten decimals. All others agree to 1e-9, the printed digits.
    expect(Math.abs(found[i]!.F2 / F2 - 1)).toBeLessThan(3e-8);
  });
}

test('all reflections of NaCl', () => {
  const found = listReflections(HALITE);
  expect(found).toHaveLength(HALITE_ROWS.length);
  expectRows(found, HALITE_ROWS);
});

test('the first reflections of rutile, with anisotropic displacements', () => {
  expectRows(listReflections(RUTILE), RUTILE_ROWS);
});

test('a primitive cell has the reflections of the centred one, a sixteenth as strong', () => {
  const edge = 5.6402 / Math.SQRT2;
  const primitive = crystalOf(225, cellOf(edge, edge, edge, [60, 60, 60]), [
    atom('Na', [0, 0, 0]),
    atom('Cl', [0.5, 0.5, 0.5]),
  ]);
  const found = listReflections(primitive);
  const strengths = (list: ReturnType<typeof listReflections>) =>
    list.map(({ d, multiplicity, F2 }) => [d.toFixed(6), multiplicity, F2.toFixed(3)].join(' '));
  const sixteenth = listReflections(HALITE).map((r) => ({ ...r, F2: r.F2 / 16 }));
  expect(strengths(found).sort()).toEqual(strengths(sixteenth).sort());
});

test('B_iso damps by exp(−B/2d²)', () => {
  const [rigid, damped] = [0, 0.7].map((bIso) => listReflections(HALITE, { bIso })[5]!);
  expect(damped!.F2 / rigid!.F2).toBeCloseTo(Math.exp(-0.7 / (2 * 1.41005 ** 2)), 10);
});

test('an element without a scattering length is refused', () => {
  const crystal = crystalOf(221, cellOf(4, 4, 4), [atom('Po', [0, 0, 0])]);
  expect(() => listReflections(crystal)).toThrow(/Po/);
});

interface ReferenceStructure {
  readonly id: string;
  readonly cif: string;
  /** A `Row` and |F|² with the lengths of Rauch & Waschkowski (2003). */
  readonly neutron: readonly (readonly [...Row, number])[];
}

const path = sharedPath('reference/structure-factors.json');

describe.skipIf(!path)('the 23 reference structures (needs the reference folder)', () => {
  const text = path ? readFileSync(path, 'utf8') : '{"structures":[]}';
  const { structures } = JSON.parse(text) as { structures: readonly ReferenceStructure[] };

  test.each(structures.map((structure) => [structure.id, structure] as const))('%s', (_, s) => {
    const [result] = readCif(readFileSync(sharedPath(`reference/${s.cif}`)!, 'utf8'), s.cif);
    if (!result?.ok) throw new Error(result?.fault.message);
    // Rows of |F|² = 0 are reflections that are absent for other reasons than symmetry.
    const present = s.neutron.filter((row) => row[6] > 0);
    const sears = present.map((row) => row.slice(0, 7) as unknown as Row);
    const rauch = present.map((row) => [...row.slice(0, 6), row[7]] as unknown as Row);
    const found = listReflections(result.crystal);
    expect(found).toHaveLength(present.length);
    expectRows(found, sears);
    expectRows(listReflections(result.crystal, { scatteringLengths: 'rauch2003' }), rauch);
  });
});
