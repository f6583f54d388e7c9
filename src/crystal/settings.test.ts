import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { determinant3, invert3, type Matrix3, multiply3, transform3 } from '../math/index.ts';
import type { Cell } from './crystal.ts';
import { formatOperation, type SymmetryOperation, wrapUnit } from './operation.ts';
import {
  operationsFromHall,
  operationsFromHermannMauguin,
  operationsFromNumber,
  spaceGroupOfOperations,
} from './settings.ts';
import { operationsOfSetting, SETTINGS, settingName } from './settingTable.ts';
import { spaceGroupType } from './spaceGroups.ts';
import { initSymmetry } from './symmetry.ts';

const cellOf = (alpha: number, beta: number, gamma: number, c = 5): Cell => ({
  a: 5,
  b: 5,
  c,
  alpha,
  beta,
  gamma,
});

describe('Hermann–Mauguin symbols as people write them', () => {
  test.each([
    ['P 1', 1, 'P 1'],
    ['P-1', 2, 'P -1'],
    ['P 21', 4, 'P 1 2_1 1'],
    ['P 1 21 1', 4, 'P 1 2_1 1'],
    ['P 2(1)/c', 14, 'P 1 2_1/c 1'],
    ['P2(1)/c', 14, 'P 1 2_1/c 1'],
    ['P 21/c', 14, 'P 1 2_1/c 1'],
    ['P21/c', 14, 'P 1 2_1/c 1'],
    ['p21/c', 14, 'P 1 2_1/c 1'],
    ['P_2_1/c', 14, 'P 1 2_1/c 1'],
    ['P2_1/c', 14, 'P 1 2_1/c 1'],
    ['P 2~1~/c', 14, 'P 1 2_1/c 1'],
    ['P2<sub>1</sub>/c', 14, 'P 1 2_1/c 1'],
    ['P 1 21/c 1', 14, 'P 1 2_1/c 1'],
    ['P 21/n', 14, 'P 1 2_1/n 1'],
    ['P 1 1 21/b', 14, 'P 1 1 2_1/b'],
    ['C 2/m', 12, 'C 1 2/m 1'],
    ['I 2/c', 15, 'I 1 2/c 1'],
    ['I 1 2/a 1', 15, 'I 1 2/a 1'],
    ['B 2/b', 15, 'B 1 1 2/b'],
    ['P 21 21 21', 19, 'P 2_1 2_1 2_1'],
    ['P212121', 19, 'P 2_1 2_1 2_1'],
    ['P n m a', 62, 'P n m a'],
    ['P b n m', 62, 'P b n m'],
    ['Pbnm', 62, 'P b n m'],
    ['P 21/n 21/m 21/a', 62, 'P n m a'],
    ['I m 2 m', 44, 'I m 2 m'],
    ['C m c a', 64, 'C m c e'],
    ['Cmce', 64, 'C m c e'],
    ['B m a b', 64, 'B m e b'],
    ['A b m 2', 39, 'A e m 2'],
    ['I 21/m 21/m 21/a', 74, 'I m m a'],
    ['P 42/m n m', 136, 'P 4_2/m n m'],
    ['P4(2)/mnm', 136, 'P 4_2/m n m'],
    ['P 42/n n m Z', 134, 'P 4_2/n n m :2'],
    ['P 42/n n m S', 134, 'P 4_2/n n m :1'],
    ['P 4/n m m :2', 129, 'P 4/n m m :2'],
    ['I 41/a m d :1', 141, 'I 4_1/a m d :1'],
    ['I41/amd:2', 141, 'I 4_1/a m d :2'],
    ['I 41/a m d Z', 141, 'I 4_1/a m d :2'],
    ['P 3 2 1', 150, 'P 3 2 1'],
    ['P 32', 145, 'P 3_2'],
    ['P 32 2 1', 154, 'P 3_2 2 1'],
    ['P 3 1 2', 149, 'P 3 1 2'],
    ['P 31 1 2', 151, 'P 3_1 1 2'],
    ['R -3 c :R', 167, 'R -3 c :R'],
    ['R -3 m H', 166, 'R -3 m :H'],
    ['R-3m:h', 166, 'R -3 m :H'],
    ['R 3 2 :H', 155, 'R 3 2 :H'],
    ['P 63/m m c', 194, 'P 6_3/m m c'],
    ['P6(3)/mmc', 194, 'P 6_3/m m c'],
    ['P 63 m c', 186, 'P 6_3 m c'],
    ['P 2 3', 195, 'P 2 3'],
    ['P 21 3', 198, 'P 2_1 3'],
    ['P a 3', 205, 'P a -3'],
    ['Ia3d', 230, 'I a -3 d'],
    ['P m 3 m', 221, 'P m -3 m'],
    ['F m -3 m', 225, 'F m -3 m'],
    ['Fm-3m', 225, 'F m -3 m'],
    ['Fm3m', 225, 'F m -3 m'],
    ['F M 3 M', 225, 'F m -3 m'],
    ['F -4 3 m', 216, 'F -4 3 m'],
    ['F d 3 m :2', 227, 'F d -3 m :2'],
    ['F d -3 m Z', 227, 'F d -3 m :2'],
    ['F d -3 m S', 227, 'F d -3 m :1'],
    ['Fd-3m:1', 227, 'F d -3 m :1'],
    ['P 43 3 2', 212, 'P 4_3 3 2'],
  ])('%s', (symbol, spaceGroup, setting) => {
    const found = operationsFromHermannMauguin(symbol);
    expect(found).toMatchObject({ ok: true, spaceGroup, setting });
    expect(found).not.toHaveProperty('warning');
  });

  test.each([
    ['F d -3 m', 'F d -3 m :1', '"F d -3 m" has 2 settings; F d -3 m :1 was assumed'],
    ['R -3 m', 'R -3 m :H', '"R -3 m" has 2 settings; R -3 m :H was assumed'],
    ['C m m e', 'C m m e', '"C m m e" has 2 settings; C m m e was assumed'],
    ['F m -3 m :2', 'F m -3 m', '"F m -3 m :2" asks for a choice "2" that does not exist'],
  ])('%s is understood with a warning', (symbol, setting, warning) => {
    expect(operationsFromHermannMauguin(symbol)).toMatchObject({ ok: true, setting, warning });
  });

  test.each(['', 'P', 'Q 2', 'P 21/q', 'P 5', 'F 4/m m m', 'P 1 2'])(
    '"%s" is unknown',
    (symbol) => {
      expect(operationsFromHermannMauguin(symbol)).toEqual({
        ok: false,
        message: `"${symbol}" is no known Hermann–Mauguin symbol`,
      });
    },
  );

  test('a centred triclinic cell', () => {
    const found = operationsFromHermannMauguin('C -1');
    expect(found).toMatchObject({ ok: true, spaceGroup: 2, setting: '-C 1' });
    expect(found.ok && found.operations).toHaveLength(4);
  });
});

describe('the cell settles what the symbol leaves open', () => {
  test.each([
    ['P 21/m', cellOf(90, 104, 90), 'P 1 2_1/m 1'],
    ['P 21/m', cellOf(90, 90, 104), 'P 1 1 2_1/m'],
    ['P 21/m', cellOf(104, 90, 90), 'P 2_1/m 1 1'],
    ['P 21/m', cellOf(90, 90, 90), 'P 1 2_1/m 1'],
    ['R -3 m', cellOf(90, 90, 120, 14), 'R -3 m :H'],
    ['R -3 m', cellOf(55, 55, 55), 'R -3 m :R'],
  ])('%s', (symbol, cell, setting) => {
    const found = operationsFromHermannMauguin(symbol, cell);
    expect(found).toMatchObject({ ok: true, setting });
    expect(found).not.toHaveProperty('warning');
  });

  test('also for a number', () => {
    expect(operationsFromNumber(167, cellOf(55, 55, 55))).toMatchObject({ setting: 'R -3 c :R' });
    expect(operationsFromNumber(225)).toMatchObject({ ok: true, setting: 'F m -3 m' });
    expect(operationsFromNumber(62)).toMatchObject({
      setting: 'P n m a',
      warning: 'space group 62 has 6 settings; P n m a was assumed',
    });
    expect(operationsFromNumber(231)).toEqual({
      ok: false,
      message: 'space group number must be an integer 1–230, got 231',
    });
  });
});

describe('all 530 settings', () => {
  test('have names of their own, which lead back to them, as do Hall symbols', () => {
    expect(new Set(SETTINGS.map(settingName)).size).toBe(530);
    for (const setting of SETTINGS) {
      const operations = operationsOfSetting(setting);
      const byName = operationsFromHermannMauguin(settingName(setting));
      const byHall = operationsFromHall(setting.hall);
      expect(byName, setting.hall).toMatchObject({
        ok: true,
        spaceGroup: setting.number,
        operations,
      });
      expect(byHall, setting.hall).toMatchObject({
        ok: true,
        spaceGroup: setting.number,
        operations,
      });
      expect(spaceGroupOfOperations(operations.toReversed())).toBe(setting.number);
    }
  });

  // Orders of the 32 point groups: International Tables A (2016), Table 3.2.1.4
  test('have as many operations as point group and lattice ask for', () => {
    const order: Record<string, number> = {
      '1': 1,
      '-1': 2,
      '2': 2,
      m: 2,
      '2/m': 4,
      '222': 4,
      mm2: 4,
      mmm: 8,
      '4': 4,
      '-4': 4,
      '4/m': 8,
      '422': 8,
      '4mm': 8,
      '-42m': 8,
      '4/mmm': 16,
      '3': 3,
      '-3': 6,
      '32': 6,
      '3m': 6,
      '-3m': 12,
      '6': 6,
      '-6': 6,
      '6/m': 12,
      '622': 12,
      '6mm': 12,
      '-6m2': 12,
      '6/mmm': 24,
      '23': 12,
      'm-3': 24,
      '432': 24,
      '-43m': 24,
      'm-3m': 48,
    };
    const points: Record<string, number> = { P: 1, A: 2, B: 2, C: 2, I: 2, F: 4, R: 3 };
    for (const setting of SETTINGS) {
      const lattice = setting.choice === 'R' ? 1 : points[setting.short[0]!]!;
      const expected = order[spaceGroupType(setting.number).pointGroup]! * lattice;
      expect(operationsOfSetting(setting), setting.hall).toHaveLength(expected);
    }
  });
});

describe('settings outside the table', () => {
  const unimodular: Matrix3 = [
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 1],
  ];

  /** The same group in other axes and from another origin. */
  function transformed(operation: SymmetryOperation, shift: number): SymmetryOperation {
    const back = invert3(unimodular);
    const rotation = multiply3(multiply3(unimodular, operation.rotation), back);
    const [x, y, z] = transform3(unimodular, operation.translation);
    const [rx, ry, rz] = transform3(rotation, [shift, 2 * shift, 0]);
    const translation = [x + shift - rx, y + 2 * shift - ry, z - rz] as const;
    const [tx, ty, tz] = translation.map((t) => wrapUnit(Number(t.toFixed(9))));
    return { rotation, translation: [tx!, ty!, tz!] };
  }

  test('are unknown without moyo', () => {
    const operations = operationsOfSetting(SETTINGS[80]!).map((o) => transformed(o, 0.07));
    expect(spaceGroupOfOperations(operations)).toBeUndefined();
    expect(operationsFromHall('P 4 2 (1/2*x-1/2*y,1/2*x+1/2*y,z)')).toMatchObject({ ok: false });
  });

  describe('with moyo', () => {
    beforeAll(() => {
      const wasm = new URL(
        '../../node_modules/@spglib/moyo-wasm/moyo_wasm_bg.wasm',
        import.meta.url,
      );
      initSymmetry(readFileSync(wasm));
    });

    test('keep their number', () => {
      expect(determinant3(unimodular)).toBe(1);
      const choice = fc.constantFrom(...SETTINGS);
      fc.assert(
        fc.property(choice, fc.integer({ min: 1, max: 23 }), (setting, twentyFourths) => {
          const operations = operationsOfSetting(setting);
          const elsewhere = operations.map((o) => transformed(o, twentyFourths / 24));
          expect(spaceGroupOfOperations(elsewhere), settingName(setting)).toBe(setting.number);
        }),
        { numRuns: 25, seed: 1 },
      );
    });

    test('have a Hall symbol', () => {
      const found = operationsFromHall('P 4 2 (1/2*x-1/2*y,1/2*x+1/2*y,z)');
      expect(found).toMatchObject({ ok: true, spaceGroup: 89 });
      expect(found.ok && found.operations.map(formatOperation)).toContain('x+1/2,y+1/2,z');
    });

    test('an incomplete list is no group', () => {
      const operations = operationsOfSetting(SETTINGS[291]!);
      expect(spaceGroupOfOperations(operations)).toBe(62);
      expect(spaceGroupOfOperations(operations.slice(0, -1))).toBeUndefined();
      expect(spaceGroupOfOperations([])).toBeUndefined();
    });
  });
});
