import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  generatedCrystal,
  inCell,
  randomUnimodular,
  withAnisotropicOxygen,
} from '../../test/fixtures/generatedCrystals.ts';
import { niggliEdges } from '../../test/fixtures/niggli.ts';
import {
  applyOperation,
  type Crystal,
  findSymmetry,
  initSymmetry,
  metricTensor,
  operationsOfSetting,
  reciprocalMetric,
  SETTINGS,
  type Setting,
  type SymmetryOperation,
  settingName,
} from '../crystal/index.ts';
import { determinant3, type Matrix3, type Triple, transform3, transpose3 } from '../math/index.ts';
import { createRng } from '../random/index.ts';
import { BT1_GE311 } from './instruments.ts';
import { IntensitySum } from './intensitySum.ts';
import { compareHkl } from './orbits.ts';
import { evaluateForm, inverseSquareForm } from './quadraticForm.ts';
import { listReflections, type Reflection } from './reflections.ts';
import { scatterersOf } from './scatterers.ts';
import { spannedLattice } from './spannedLattice.ts';
import { structureFactor } from './structureFactor.ts';

/** Reaches 1/d = 1 Å⁻¹: indices up to 8. */
const NEUTRONS = { wavelength: 1.2, twoThetaMax: 74 } as const;
/** Shorter lists, for changes of the cell. */
const FEWER = { ...NEUTRONS, twoThetaMax: 50 } as const;
/** Iron at Mo Kα1 has f′ and f″. */
const XRAYS = { radiation: 'x-ray', wavelength: 0.709319, twoThetaMax: 30 } as const;

const crystalIn = (setting: Setting, seed: number): Crystal =>
  generatedCrystal(
    setting.number,
    operationsOfSetting(setting),
    createRng(seed).fork(String(setting.hallNumber)),
  );

/** Indices transform by rows: h′ = hR. */
const imageOf = ({ rotation }: SymmetryOperation, hkl: Triple): Triple =>
  transform3(transpose3(rotation), hkl);

/** By the operations alone: hR = h, and the phase h·t of its translation part is no whole number. */
const isForbidden = (operations: readonly SymmetryOperation[], hkl: Triple): boolean =>
  operations.some((operation) => {
    if (compareHkl(imageOf(operation, hkl), hkl) !== 0) return false;
    const [x, y, z] = operation.translation;
    const phase = hkl[0] * x + hkl[1] * y + hkl[2] * z;
    return Math.abs(phase - Math.round(phase)) > 1e-6;
  });

/** The Laue class orbit of hkl by the operations alone. */
function orbitOf(operations: readonly SymmetryOperation[], hkl: Triple): readonly Triple[] {
  const members = new Map<string, Triple>();
  for (const operation of operations) {
    const [h, k, l] = imageOf(operation, hkl);
    members.set([h, k, l].join(), [h, k, l]);
    members.set([0 - h, 0 - k, 0 - l].join(), [0 - h, 0 - k, 0 - l]);
  }
  return [...members.values()];
}

/** |F|² of one of each Friedel pair within `NEUTRONS`. */
function intensitiesOf(crystal: Crystal) {
  const resolved = scatterersOf(crystal, { ...BT1_GE311, ...NEUTRONS }, 0);
  if (!resolved.ok) throw new Error(resolved.message);
  const found: { readonly hkl: Triple; readonly F2: number }[] = [];
  const q2Max = (2 * Math.sin((37 * Math.PI) / 180)) ** 2 / 1.2 ** 2;
  const add = (_: number, F2: number, h: number, k: number, l: number) =>
    found.push({ hkl: [h, k, l], F2 });
  const sink = { q2Min: 0, q2Max, add: (...args: Parameters<typeof add>) => void add(...args) };
  const { strongest } = new IntensitySum().run(crystal.cell, resolved.scatterers, sink);
  return { found, strongest };
}

/** Names, multiplicities and |F|² of the orbits that the operations leave present. */
function expectedOrbits(operations: readonly SymmetryOperation[], crystal: Crystal) {
  const orbits = new Map<string, { readonly multiplicity: number; readonly F2: number }>();
  const pointGroup = [...new Map(operations.map((o) => [o.rotation.join(), o])).values()];
  const { found, strongest } = intensitiesOf(crystal);
  for (const { hkl, F2 } of found) {
    // A list leaves out what is weaker than this by chance as well.
    if (isForbidden(operations, hkl) || F2 < 1e-9 * strongest) continue;
    const members = orbitOf(pointGroup, hkl);
    const last = members.reduce((a, b) => (compareHkl(a, b) < 0 ? b : a));
    orbits.set(last.join(), { multiplicity: members.length, F2 });
  }
  return orbits;
}

const IDENTITY_ROTATION = '1,0,0,0,1,0,0,0,1';

const anisotropicIn = (setting: Setting, seed: number): Crystal =>
  withAnisotropicOxygen(crystalIn(setting, seed), operationsOfSetting(setting));

const STANDARD = Array.from(
  { length: 230 },
  (_, i) => SETTINGS.find(({ number }) => number === i + 1)!,
);

test('what the operators forbid, and nothing else, vanishes: 530 settings of 230 groups', () => {
  for (const setting of SETTINGS) {
    const operations = operationsOfSetting(setting);
    const { found, strongest } = intensitiesOf(crystalIn(setting, 1));
    for (const { hkl, F2 } of found) {
      const forbidden = isForbidden(operations, hkl);
      const where = `${settingName(setting)} ${hkl}: ${F2 / strongest}`;
      // Of 319,881 reflections 90,647 are forbidden: at most 1e-29 of the strongest; others 3e-10 at least.
      if (forbidden ? F2 > 1e-24 * strongest : F2 < 1e-12 * strongest) expect.fail(where);
    }
  }
});

test('orbits and multiplicities are those of the Laue class: 530 settings of 230 groups', () => {
  for (const setting of SETTINGS) {
    const crystal = crystalIn(setting, 2);
    const orbits = expectedOrbits(operationsOfSetting(setting), crystal);
    const listed = listReflections(crystal, NEUTRONS);
    expect(listed.length, settingName(setting)).toBe(orbits.size);
    for (const { h, k, l, multiplicity, F2 } of listed) {
      const orbit = orbits.get([h, k, l].join());
      expect(orbit?.multiplicity, `${settingName(setting)} ${h} ${k} ${l}`).toBe(multiplicity);
      expect(Math.abs(F2 / orbit!.F2 - 1)).toBeLessThan(1e-6);
    }
  }
});

describe('sum rules, in all 230 groups', () => {
  test('m·|F|² of a list is Σ|F|² over the sphere, Friedel mates apart', () => {
    for (const setting of STANDARD) {
      const crystal = crystalIn(setting, 3);
      const resolved = scatterersOf(crystal, { ...BT1_GE311, ...XRAYS }, 0);
      if (!resolved.ok) throw new Error(resolved.message);
      const q2 = inverseSquareForm(reciprocalMetric(crystal.cell));
      const listed = listReflections(crystal, XRAYS);
      const sum = listed.reduce((total, { multiplicity, F2 }) => total + multiplicity * F2, 0);
      const members = listed.flatMap(({ h, k, l }) =>
        orbitOf(operationsOfSetting(setting), [h, k, l]),
      );
      const sphere = members.reduce((total, hkl) => {
        const { re, im } = structureFactor(
          resolved.scatterers,
          ...hkl,
          evaluateForm(q2, ...hkl) / 4,
        );
        return total + re * re + im * im;
      }, 0);
      expect(Math.abs(sum / sphere - 1), setting.short).toBeLessThan(1e-8);
    }
  });

  test('atoms on a grid of N³ points: Σ|F|² over N³ reflections is N³ Σ|b|² (Parseval)', () => {
    const rng = createRng(8);
    const N = 12;
    const damping = [0, 0, 0, 0, 0, 0] as const;
    for (const setting of STANDARD) {
      const place = [0, 1, 2].map(() => rng.integer(N) / N) as unknown as Triple;
      const amplitude = { gaussians: [], re: 3, im: -4 };
      const atoms = operationsOfSetting(setting).map((operation) => {
        const position = applyOperation(operation, place);
        return { occupancy: 1, amplitude, position, damping };
      });
      const occupied = new Map<string, number>();
      for (const { position } of atoms) {
        const point = position.map((x) => (Math.round(x * N) + 10 * N) % N).join();
        occupied.set(point, (occupied.get(point) ?? 0) + 5);
      }
      let sum = 0;
      for (let n = 0; n < N ** 3; n++) {
        const hkl = [n % N, Math.floor(n / N) % N, Math.floor(n / N ** 2)] as const;
        const { re, im } = structureFactor(atoms, ...hkl, 0);
        sum += re * re + im * im;
      }
      const squares = [...occupied.values()].reduce((total, b) => total + b * b, 0);
      expect(Math.abs(sum / (N ** 3 * squares) - 1), setting.short).toBeLessThan(1e-10);
    }
  });
});

describe('the same list whatever the cell, in all 230 groups', () => {
  beforeAll(() => {
    const wasm = new URL('../../node_modules/@spglib/moyo-wasm/moyo_wasm_bg.wasm', import.meta.url);
    initSymmetry(readFileSync(wasm));
  });

  const signature = (list: readonly Reflection[], scale = 1) =>
    list
      .map(
        ({ d, multiplicity, F2, intensity }) => [d, multiplicity, F2 / scale, intensity] as const,
      )
      .sort(([d, , F2], [e, , G2]) => (Math.abs(d - e) > 1e-7 ? e - d : F2 - G2));

  function expectSameList(crystal: Crystal, other: Crystal, where: string): void {
    const size = other.sites.length / crystal.sites.length;
    const [expected, found] = [
      signature(listReflections(crystal, FEWER)),
      signature(listReflections(other, FEWER), size ** 2),
    ];
    expect(found.length, where).toBe(expected.length);
    found.forEach((values, i) => {
      values.forEach((value, n) => {
        const difference = Math.abs(value - expected[i]![n]!);
        if (difference > 1e-6 * expected[i]![n]! + 1e-6) expect.fail(`${where}: ${values}`);
      });
    });
  }

  const forAllGroups = (seed: number, change: (crystal: Crystal, setting: Setting) => Crystal) => {
    for (const setting of STANDARD) {
      const crystal = anisotropicIn(setting, seed);
      expectSameList(crystal, change(crystal, setting), settingName(setting));
    }
  };

  test('origin shifted', () => {
    const rng = createRng(4);
    forAllGroups(4, (crystal) => {
      const shift: Triple = [rng.uniform(), rng.uniform(), rng.uniform()];
      const move = {
        rotation: [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        translation: shift,
      } as const;
      const sites = crystal.sites.map((site) => ({
        ...site,
        position: applyOperation(move, site.position),
      }));
      return { ...crystal, sites };
    });
  });

  test('axes changed to oblique ones', () => {
    const rng = createRng(5);
    forAllGroups(5, (crystal) => inCell(crystal, randomUnimodular(rng)));
  });

  test('Niggli cell', () => {
    forAllGroups(6, (crystal, setting) => {
      const edges = niggliEdges(metricTensor(crystal.cell), primitiveEdges(setting));
      expect(Math.abs(determinant3(edges)) * centringOf(setting)).toBeCloseTo(1, 9);
      return inCell(crystal, edges);
    });
  });

  test('tabulated settings changed to the usual one, by the search for symmetry', () => {
    let changed = 0;
    for (const setting of SETTINGS) {
      const crystal = anisotropicIn(setting, 9);
      const found = findSymmetry(crystal);
      if (!found.ok) throw new Error(found.message);
      expect(found.number).toBe(setting.number);
      const edges = transpose3(found.usualEdges);
      if (edges.join() === IDENTITY_ROTATION) continue;
      changed++;
      expectSameList(crystal, inCell(crystal, edges), settingName(setting));
    }
    // Every other setting but those of another origin, and triclinic cells that reduce.
    expect(changed).toBeGreaterThan(250);
  });

  test.each([
    [
      'doubled along a',
      [
        [2, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      'turned and doubled',
      [
        [1, 1, 0],
        [-1, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      'tripled, oblique',
      [
        [1, -1, 0],
        [0, 1, -1],
        [1, 1, 1],
      ],
    ],
  ] as const)('supercell %s', (_, edges) => {
    forAllGroups(7, (crystal) => inCell(crystal, edges));
  });
});

/** A basis of the translations of a setting, in units of the edges of its cell. */
function primitiveEdges(setting: Setting): Matrix3 {
  const twelfths = operationsOfSetting(setting)
    .filter(({ rotation }) => rotation.join() === IDENTITY_ROTATION)
    .map(({ translation: [x, y, z] }) => scaled([x, y, z], 12));
  const lattice = spannedLattice([...twelfths, [12, 0, 0], [0, 12, 0], [0, 0, 12]])!;
  return lattice.map((edge) => scaled(edge, 1 / 12)) as unknown as Matrix3;
}

/** Lattice points in the cell of a setting. */
const centringOf = (setting: Setting): number =>
  operationsOfSetting(setting).filter(({ rotation }) => rotation.join() === IDENTITY_ROTATION)
    .length;

const scaled = ([x, y, z]: Triple, by: number): Triple => [x * by, y * by, z * by];
