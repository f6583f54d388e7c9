import { describe, expect, test } from 'vitest';
import {
  atom,
  BORON_NITRIDE,
  cellOf,
  crystalOf,
  HALITE,
  HCP,
  RUTILE,
} from '../../test/fixtures/crystals.ts';
import {
  CU,
  crystalOfReference,
  type ReferenceRow,
  readReferenceStructures,
  rowsOf,
  VERSIONS,
} from '../../test/fixtures/referenceLists.ts';
import { neutronCrossSectionsOf } from '../crystal/index.ts';
import { lorentzFactor } from './angles.ts';
import { BT1_GE311 } from './instruments.ts';
import { type ListReflectionsOptions, listReflections } from './reflections.ts';

// Computed with numpy over the full cell and with cctbx and gemmi from the Hall symbol, which agree
// to 1e-12: the project's reference file structure-factors.json.
const HALITE_ROWS: readonly ReferenceRow[] = [
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
const RUTILE_ROWS: readonly ReferenceRow[] = [
  [1, 1, 0, 4, 3.2482364, 37.30032, 17.66255278],
  [1, 0, 1, 8, 2.4874128, 49.366642, 211.6214909],
  [2, 0, 0, 4, 2.29685, 53.776244, 583.2104455],
  [1, 1, 1, 8, 2.1873298, 56.704909, 403.8524254],
  [2, 1, 0, 8, 2.0543651, 60.746453, 186.0659019],
  [2, 1, 1, 16, 1.6874707, 75.986155, 0.4089599419],
  [2, 2, 0, 4, 1.6241182, 79.520693, 41.51554412],
  [0, 0, 2, 2, 1.47935, 89.202163, 247.509102],
];

/** The same of NaCl at Cu Kα1, 1.540593 Å: |F|² (e²) without and with dispersion. */
const HALITE_XRAY_ROWS: readonly (readonly [...ReferenceRow, number])[] = [
  [1, 1, 1, 8, 3.256371, 27.366086, 324.5747902, 363.7322877],
  [2, 0, 0, 6, 2.8201, 31.70301, 7292.48541, 7649.117934],
  [2, 2, 0, 12, 1.9941118, 45.447139, 5317.007248, 5623.706851],
  [3, 1, 1, 24, 1.7005843, 53.867495, 118.1179799, 144.1922364],
  [2, 2, 2, 8, 1.6281855, 56.471581, 4212.276351, 4486.900091],
  [4, 0, 0, 6, 1.41005, 66.225751, 3507.266627, 3759.161792],
  [3, 3, 1, 24, 1.2939506, 73.068891, 114.8524967, 140.6498431],
  [4, 2, 0, 24, 1.2611871, 75.290546, 3017.148803, 3251.862694],
  [4, 2, 2, 24, 1.151301, 83.990057, 2654.178563, 2875.247564],
];

const CU_PLAIN: ListReflectionsOptions = { ...CU, dispersion: false };

function expectRows(
  found: ReturnType<typeof listReflections>,
  rows: readonly ReferenceRow[],
): void {
  rows.forEach(([h, k, l, multiplicity, d, twoTheta, F2], i) => {
    expect(found[i]).toMatchObject({ h, k, l, multiplicity });
    expect(found[i]!.d).toBeCloseTo(d, 6);
    expect(found[i]!.twoTheta).toBeCloseTo(twoTheta, 5);
    // 3e-8: brucite gives 1/3 with ten decimals. All others agree to 1e-9, the printed digits.
    expect(Math.abs(found[i]!.F2 / F2 - 1)).toBeLessThan(3e-8);
  });
}

test('X-rays: all reflections of NaCl, with and without dispersion', () => {
  const rows = (column: 6 | 7) =>
    HALITE_XRAY_ROWS.map((row) => [...row.slice(0, 6), row[column]] as unknown as ReferenceRow);
  expect(listReflections(HALITE, CU)).toHaveLength(HALITE_XRAY_ROWS.length);
  expectRows(listReflections(HALITE, CU), rows(7));
  expect(listReflections(HALITE, CU_PLAIN)).toHaveLength(HALITE_XRAY_ROWS.length);
  expectRows(listReflections(HALITE, CU_PLAIN), rows(6));
});

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

test('a crystal that is almost more symmetric keeps its own multiplicities', () => {
  // ReO3 with 0.5 per mille of one oxygen missing: tetragonal in a cubic cell
  const oxygen = [
    atom('O', [0.5, 0, 0]),
    atom('O', [0, 0.5, 0]),
    { ...atom('O', [0, 0, 0.5]), occupancy: 0.9995 },
  ];
  const sites = [atom('Re', [0, 0, 0]), ...oxygen];
  const multiplicities = (spaceGroup: number) =>
    listReflections(crystalOf(spaceGroup, cellOf(3.75, 3.75, 3.75), sites))
      .slice(0, 2)
      .map(({ h, k, l, multiplicity }) => [h, k, l, multiplicity]);
  expect(multiplicities(123)).toEqual([
    [0, 0, 1, 2],
    [1, 0, 0, 4],
  ]);
  // Where it claims to be cubic, the difference passes for rounded coordinates.
  expect(multiplicities(221)[0]).toEqual([1, 0, 0, 6]);
});

test('coordinates rounded to four decimals leave the multiplicities of the space group', () => {
  const rounded = crystalOf(194, cellOf(2.75, 2.75, 4.45, [90, 90, 120]), [
    atom('Co', [0.3333, 0.6667, 0.25]),
    atom('Co', [0.6667, 0.3333, 0.75]),
  ]);
  const multiplicities = (list: ReturnType<typeof listReflections>) =>
    list
      // Glide planes are rounded as well: traces of 2 -1 1 appear.
      .filter(({ intensity }) => intensity > 1e-3)
      .map(({ h, k, l, multiplicity }) => [h, k, l, multiplicity].join(' '));
  expect(multiplicities(listReflections(rounded)).sort()).toEqual(
    multiplicities(listReflections(HCP)).sort(),
  );
});

test('B_iso damps by exp(−B/2d²)', () => {
  const [rigid, damped] = [0, 0.7].map((bIso) => listReflections(HALITE, { bIso })[5]!);
  expect(damped!.F2 / rigid!.F2).toBeCloseTo(Math.exp(-0.7 / (2 * 1.41005 ** 2)), 10);
});

test('an element without a scattering length is refused', () => {
  const crystal = crystalOf(221, cellOf(4, 4, 4), [atom('Po', [0, 0, 0])]);
  expect(() => listReflections(crystal)).toThrow(/Po/);
});

test('intensities: multiplicity, |F|², Lorentz and polarisation, 100 for the strongest', () => {
  const graphite = { kind: 'laboratory', monochromatorTwoTheta: 26.6 } as const;
  const found = listReflections(HALITE, { ...CU, polarisation: graphite });
  const A = Math.cos((26.6 * Math.PI) / 180) ** 2;
  const expected = found.map(({ multiplicity, F2, twoTheta }) => {
    const polarisation = (1 + A * Math.cos((twoTheta * Math.PI) / 180) ** 2) / (1 + A);
    return multiplicity * F2 * lorentzFactor(twoTheta) * polarisation;
  });
  found.forEach(({ intensity }, i) => {
    expect(intensity).toBeCloseTo((100 * expected[i]!) / Math.max(...expected), 9);
  });
  expect(Math.max(...found.map(({ intensity }) => intensity))).toBe(100);
});

test('the published powder intensities of NaCl', () => {
  // ICDD PDF 5-628 (Swanson & Fuyat, NBS Circular 539 II, 1953), Cu Kα: relative intensities of
  // 111, 200, 220, 311, 222, 400; measured to a few parts of a hundred, crystal at room temperature
  const published = [13, 100, 55, 2, 15, 6];
  const found = listReflections(HALITE, { ...CU, bIso: 1.5 }).slice(0, 6);
  found.forEach(({ intensity }, i) => {
    expect(Math.abs(intensity - published[i]!)).toBeLessThan(6);
  });
});

test('a texture weighs intensities, not |F|²', () => {
  const sample = { texture: { axis: [0, 0, 1], marchDollase: 0.5 } } as const;
  const [plain, textured] = [{}, { sample }].map((options) => listReflections(RUTILE, options));
  const ratio = (hkl: string) => {
    const at = (list: typeof plain) => list!.find(({ h, k, l }) => `${h}${k}${l}` === hkl)!;
    expect(at(textured).F2).toBe(at(plain).F2);
    return at(textured).intensity / at(plain).intensity;
  };
  // March–Dollase: r⁻³ along the axis, r^(3/2) across it
  expect(ratio('002') / ratio('110')).toBeCloseTo(0.5 ** -4.5, 9);
});

test('complex lengths count where the instrument says so', () => {
  const list = (options: ListReflectionsOptions) => listReflections(BORON_NITRIDE, options)[0]!.F2;
  // F(111) = 4 (b_B − i b_N), |F|² = 16 (b′² + b″² + b_N² ± 2 b″ b_N), mean over Friedel mates
  expect(list({})).toBeCloseTo(16 * (5.3 ** 2 + 9.36 ** 2), 8);
  expect(list({ realLengths: false })).toBeCloseTo(16 * (5.3 ** 2 + 0.213 ** 2 + 9.36 ** 2), 8);
});

test('the incoherent level is what as many coherent barns would scatter on average', () => {
  // Vanadium: σ_coh of the list against σ_inc of the level. Far above the first reflections those
  // of a rigid crystal fill every direction alike.
  const vanadium = crystalOf(229, cellOf(3.024, 3.024, 3.024), [
    atom('V', [0, 0, 0]),
    atom('V', [0.5, 0.5, 0.5]),
  ]);
  const options = { wavelength: 0.25, twoThetaMax: 100 };
  const area = listReflections(vanadium, options)
    .filter(({ twoTheta }) => twoTheta > 40)
    .reduce((sum, r) => sum + r.multiplicity * r.F2 * lorentzFactor(r.twoTheta), 0);
  const { coherent, incoherent, incoherentLevel } = neutronCrossSectionsOf(vanadium, 0.25);
  // 4π b² with the length of Sears, −0.3824 fm, is 0.018376 barn
  expect(coherent * 3.024 ** 3).toBeCloseTo(2 * 0.01838, 4);
  const ratio = (area / 60) * (incoherent / coherent);
  expect(Math.abs(incoherentLevel / ratio - 1)).toBeLessThan(0.01);
});

test('where every reflection in range is absent, none is listed', () => {
  const iron = [atom('Fe', [0, 0, 0]), atom('Fe', [0.5, 0.5, 0.5])];
  expect(listReflections(crystalOf(229, cellOf(1.4, 1.4, 1.4), iron))).toEqual([]);
});

test('bad requests', () => {
  const list = (options: ListReflectionsOptions) => () => listReflections(HALITE, options);
  expect(list({ radiation: 'x-ray' })).toThrow('bt1-ge311 has no x-ray beam: give its wavelength');
  expect(list({ wavelength: -1 })).toThrow(RangeError);
  expect(list({ twoThetaMax: 180 })).toThrow(RangeError);
  expect(list({ wavelength: 0.05 })).toThrow(
    /about \d+ reflections in range; .* lower twoThetaMax/,
  );
  expect(list({ wavelength: 20 })()).toEqual([]);
});

test('an instrument gives what is not given beside it', () => {
  const instrument = { ...BT1_GE311, wavelength: 1.54, realLengths: false };
  expect(listReflections(BORON_NITRIDE, { instrument })).toEqual(
    listReflections(BORON_NITRIDE, { wavelength: 1.54, realLengths: false }),
  );
});

const structures = readReferenceStructures();

describe.skipIf(!structures)('the 23 reference structures (needs the reference folder)', () => {
  test.each((structures ?? []).map((structure) => [structure.id, structure] as const))(
    '%s',
    (_, structure) => {
      const crystal = crystalOfReference(structure);
      for (const version of VERSIONS) {
        const found = listReflections(crystal, version.options);
        const rows = rowsOf(structure, version);
        expect(found, version.name).toHaveLength(rows.length);
        expectRows(found, rows);
      }
    },
  );

  test('are all there', () => {
    expect(structures).toHaveLength(23);
    const rows = structures!.flatMap((s) => VERSIONS.flatMap((version) => rowsOf(s, version)));
    expect(rows.length).toBeGreaterThan(6000);
  });
});
