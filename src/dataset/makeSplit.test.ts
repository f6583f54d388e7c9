import { describe, expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import { applySplit } from './applySplit.ts';
import { splitDataset } from './dataset.ts';
import { countSpaceGroups } from './labels.ts';
import { type GroupedRows, type MakeSplitOptions, makeSplit } from './makeSplit.ts';
import type { Manifest } from './manifest.ts';

const SHARES = [0.05, 0.1, 0.25, 0.5];

/** 1200 rows in groups of three, of three space groups. */
const ids = Array.from({ length: 1200 }, (_, row) => `id ${row}`);
const keys = ids.map((_, row) => `group ${Math.floor(row / 3)}`);
const spaceGroups = Uint8Array.from(ids, (_, row) => [14, 62, 62, 225][Math.floor(row / 3) % 4]!);
const rows: GroupedRows = { ids, keys, spaceGroups };
const options: MakeSplitOptions = {
  testShare: 0.1,
  stratified: false,
  labelledShares: SHARES,
  classes: [14, 62, 225],
};

const make = (changes: Partial<MakeSplitOptions> = {}, of = rows) =>
  makeSplit(of, createRng(7), { ...options, ...changes });

describe('a split', () => {
  test('holds out whole groups, and names them', () => {
    const { test: held, testGroups, warnings } = make();
    expect(held).toHaveLength(120);
    expect(testGroups).toHaveLength(40);
    const groups = new Set(testGroups);
    expect(held.every((id) => groups.has(keys[ids.indexOf(id)]!))).toBe(true);
    expect(warnings).toEqual([]);
  });

  test('of ids names no groups', () => {
    const { test: held, testGroups } = make({}, { ...rows, keys: ids });
    expect(held).toHaveLength(120);
    expect(testGroups).toEqual([]);
  });

  test('knows labels in sets that lie one within the next, of every class its share', () => {
    const split = make();
    const { train, labelled } = applySplit(split, ids);
    expect(train).toHaveLength(1080);
    let smaller = new Set<number>();
    for (const share of SHARES) {
      const set = labelled.get(share)!;
      expect([...smaller].every((row) => set.includes(row))).toBe(true);
      expect(set.every((row) => train.includes(row))).toBe(true);
      const of = (some: Uint32Array) => countSpaceGroups(some.map((row) => spaceGroups[row]!));
      for (const spaceGroup of [14, 62, 225]) {
        expect(of(set)[spaceGroup]).toBe(Math.round(share * of(train)[spaceGroup]!));
      }
      smaller = new Set(set);
    }
  });

  test('warns of classes that one side lacks', () => {
    const rare = { ...rows, spaceGroups: spaceGroups.map((n, row) => (row < 3 ? 1 : n)) };
    const { test: held, warnings } = make({ classes: [1, 14, 62, 225] }, rare);
    expect(held.includes('id 0')).toBe(false);
    expect(warnings).toEqual(['no test row of space group 1']);
  });

  test('is refused when it cannot be stratified', () => {
    const rare = { ...rows, spaceGroups: spaceGroups.map((n, row) => (row < 3 ? 1 : n)) };
    expect(() => make({ stratified: true, classes: [1, 14, 62, 225] }, rare)).toThrow(
      /cannot be stratified: no test row of space group 1, since groups stay whole/,
    );
    expect(make({ stratified: true }).warnings).toEqual([]);
  });

  test.each([
    [
      'one group',
      { ...rows, keys: ids.map(() => 'one') },
      /leaves no row to test on \(1200 rows in 1/,
    ],
    ['no rows', { ids: [], keys: [], spaceGroups: [] }, /leaves no row to test on/],
    [
      'an id in two groups',
      { ...rows, ids: ids.map((id, row) => (row === 5 ? 'id 0' : id)) },
      /the id id 0 stands for structures of two groups \(group 0, group 1\)/,
    ],
  ])('is refused with %s', (_, of, message) => {
    expect(() => make({}, of)).toThrow(RangeError);
    expect(() => make({}, of)).toThrow(message);
  });
});

describe('applied to another data set', () => {
  const split = make();
  const [testId] = split.test;
  const groupOf = (id: string) => keys[ids.indexOf(id)]!;

  test('ids decide first, groups second', () => {
    const free = keys.find((key) => !split.testGroups.includes(key))!;
    const otherIds = ['new', testId!, 'newer', 'newest'];
    const otherKeys = [groupOf(testId!), free, free, 'unheard of'];
    const applied = applySplit(split, otherIds, otherKeys);
    expect([...applied.test]).toEqual([1]);
    expect([...applied.train]).toEqual([2, 3]);
    expect(applied.leftOut).toBe(1);
    expect([...applied.labelled.values()].map((set) => set.length)).toEqual([0, 0, 0, 0]);
  });
});

describe('a data set under a split', () => {
  const applied = applySplit(make(), ids);
  const createdWith = { seed: 1, testShare: 0.1, stratified: false };
  const dataset = { manifest: { createdWith } as Manifest, spaceGroups };

  test('has validation rows, none of a known label; every row once', () => {
    const parts = splitDataset(dataset, 0.1, applied);
    expect(parts.test).toEqual(applied.test);
    expect(parts.validation).toHaveLength(108);
    const largest = new Set(applied.labelled.get(0.5));
    expect(parts.validation.some((row) => largest.has(row))).toBe(false);
    const all = Uint32Array.from([...parts.train, ...parts.validation, ...parts.test]).sort();
    expect(all).toEqual(Uint32Array.from(ids.keys()));
  });

  test('draws them from all training rows where nearly all labels are known', () => {
    const all = applySplit(make({ labelledShares: [0.99] }), ids);
    expect(splitDataset(dataset, 0.1, all).validation).toHaveLength(108);
  });
});
