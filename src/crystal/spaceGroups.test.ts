import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedPath } from '../../test/shared.ts';
import { BRAVAIS_LATTICES } from './bravais.ts';
import {
  bravaisOfSpaceGroup,
  PAPER_SPACE_GROUPS,
  SPACE_GROUP_TYPES,
  spaceGroupType,
} from './spaceGroups.ts';

const count = (wanted: (type: (typeof SPACE_GROUP_TYPES)[number]) => boolean) =>
  SPACE_GROUP_TYPES.filter(wanted).length;

// International Tables A (2016), 2.1.3 and 3.2
test('230 types, 92 centrosymmetric, 11 enantiomorphic pairs, 32 classes, 11 Laue classes', () => {
  expect(SPACE_GROUP_TYPES.map(({ number }) => number)).toEqual(
    Array.from({ length: 230 }, (_, i) => i + 1),
  );
  expect(count(({ centrosymmetric }) => centrosymmetric)).toBe(92);
  expect(count(({ enantiomorph }) => enantiomorph !== undefined)).toBe(22);
  expect(new Set(SPACE_GROUP_TYPES.map(({ pointGroup }) => pointGroup)).size).toBe(32);
  expect(new Set(SPACE_GROUP_TYPES.map(({ laueClass }) => laueClass)).size).toBe(11);
});

// International Tables A (2016), Table 2.1.3.3: types in each Bravais lattice
test.each([
  ['aP', 2],
  ['mP', 8],
  ['mS', 5],
  ['oP', 30],
  ['oS', 15],
  ['oI', 9],
  ['oF', 5],
  ['tP', 49],
  ['tI', 19],
  ['hR', 7],
  ['hP', 45],
  ['cP', 15],
  ['cI', 10],
  ['cF', 11],
])('%s has %i types', (symbol, types) => {
  expect(count(({ bravais }) => bravais === symbol)).toBe(types);
});

test('the 14 lattices stand by rising symmetry, with the names of the paper', () => {
  expect(BRAVAIS_LATTICES.map(({ symbol }) => symbol).join(' ')).toBe(
    'aP mP mS oP oS oI oF tP tI hR hP cP cI cF',
  );
  const named = (wanted: string) => BRAVAIS_LATTICES.find(({ symbol }) => symbol === wanted);
  expect(named('oF')?.name).toBe('orthorhombic (F)');
  expect(named('hR')).toMatchObject({
    name: 'rhombohedral (P)',
    crystalSystem: 'trigonal',
    latticeSystem: 'rhombohedral',
  });
});

test('an enantiomorph of the enantiomorph is the type itself', () => {
  for (const { number, enantiomorph } of SPACE_GROUP_TYPES) {
    if (enantiomorph !== undefined) {
      expect(spaceGroupType(enantiomorph).enantiomorph).toBe(number);
      expect(spaceGroupType(enantiomorph).extinctionClass).toBe(
        spaceGroupType(number).extinctionClass,
      );
    }
  }
});

test('types of one extinction class share their lattice system', () => {
  for (const { extinctionClass } of SPACE_GROUP_TYPES) {
    const members = SPACE_GROUP_TYPES.filter((type) => type.extinctionClass === extinctionClass);
    expect(new Set(members.map(({ bravais }) => bravais)).size).toBe(1);
  }
  expect(new Set(SPACE_GROUP_TYPES.map((type) => type.extinctionClass)).size).toBe(97);
});

test('a well-known type: P2_1/c', () => {
  expect(spaceGroupType(14)).toEqual({
    number: 14,
    short: 'P2_1/c',
    full: 'P 1 2_1/c 1',
    crystalSystem: 'monoclinic',
    bravais: 'mP',
    pointGroup: '2/m',
    laueClass: '2/m',
    centrosymmetric: true,
    enantiomorph: undefined,
    extinctionClass: 'M06',
    extinctionSymbol: 'P 1 21/c 1',
    reflectionConditions: ['h0l: l=2n', '0k0: k=2n', '00l: l=2n'],
    inPaper: true,
  });
});

test('144 types of the paper', () => {
  expect(PAPER_SPACE_GROUPS).toHaveLength(144);
  expect(PAPER_SPACE_GROUPS.slice(0, 8)).toEqual([1, 2, 4, 5, 6, 7, 8, 9]);
  expect(PAPER_SPACE_GROUPS).toContain(230);
});

test.each([0, 231, 1.5, Number.NaN, -1])('%d is no space group number', (number) => {
  expect(() => spaceGroupType(number)).toThrow(
    `space group number must be an integer 1–230, got ${number}`,
  );
  expect(() => bravaisOfSpaceGroup(number)).toThrow(RangeError);
});

const csv = sharedPath('reference/space-groups.csv');

test.skipIf(csv === undefined)('the whole table equals the reference file', () => {
  const lines = readFileSync(csv!, 'utf8').trim().split('\n').slice(1);
  // International Tables writes these full symbols otherwise than spglib, the source of the file.
  const corrected = new Set([73, 74, 127, 128, 129, 130]);
  for (const line of lines) {
    const cells = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(
      (m) => m[1] ?? m[2] ?? '',
    );
    const type = spaceGroupType(Number(cells[0]));
    expect(type.short).toBe(cells[1]);
    if (!corrected.has(type.number)) expect(type.full).toBe(cells[2]);
    expect([type.crystalSystem, type.bravais, type.laueClass, type.pointGroup]).toEqual(
      cells.slice(6, 10),
    );
    expect(type.centrosymmetric).toBe(cells[10] === 'yes');
    expect(String(type.enantiomorph ?? '')).toBe(cells[11]);
    expect(type.extinctionClass).toBe(cells[12]);
    expect(type.extinctionSymbol ?? '').toBe(cells[13]);
    expect(type.reflectionConditions.join(' | ')).toBe(cells[14]);
    expect(type.inPaper).toBe(cells[15] === 'yes');
  }
  expect(lines).toHaveLength(230);
});
