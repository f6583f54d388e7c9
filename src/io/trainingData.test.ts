import { describe, expect, test } from 'vitest';
import { type Dataset, float32Patterns, splitDataset } from '../dataset/index.ts';
import { BT1_GE311 } from '../pattern/index.ts';
import { parseRecipe } from '../training/index.ts';
import { InputError } from './inputError.ts';
import type { AppliedSplit } from './splitFile.ts';
import { classesOf, trainingData } from './trainingData.ts';

/** 600 rows of frequent to rare groups; no pattern is looked at. */
const spaceGroups = Uint8Array.from({ length: 600 }, (_, i) => {
  if (i % 100 === 0) return 2;
  return [225, 62, 225, 14, 225, 62][i % 6]!;
});
const createdWith = { seed: 3, testShare: 0.1, stratified: true, instrument: BT1_GE311 };
const dataset = {
  manifest: { createdWith },
  spaceGroups,
  patterns: float32Patterns(new Float32Array(600), 1),
} as unknown as Dataset;

function dataOf(labelled: number, changes: object = {}, split?: AppliedSplit) {
  const options = {
    dataset,
    datasetFolder: 'made-up',
    task: { kind: 'space-group' },
    spaceGroups: { kind: 'listed', numbers: [2, 14, 62, 225] },
    recipe: parseRecipe({ validationShare: 0.1, ...changes }),
    labelled,
    ...(split && { split }),
  } as const;
  return trainingData(options, classesOf(options));
}

describe('labelled shares', () => {
  test('lie one within the other and have every class; the rest is unlabelled', () => {
    const all = dataOf(1);
    expect(all.unlabelledRows).toBeUndefined();
    let larger = new Set(all.trainingRows);
    for (const share of [0.5, 0.25, 0.1, 0.05]) {
      const { trainingRows, unlabelledRows, validationRows, labels } = dataOf(share);
      expect(trainingRows.length / all.trainingRows.length).toBeCloseTo(share, 1);
      expect(trainingRows.every((row) => larger.has(row))).toBe(true);
      expect(new Set(Array.from(trainingRows, (row) => labels[row])).size).toBe(4);
      const both = Uint32Array.from([...trainingRows, ...unlabelledRows!]).sort();
      expect(both).toEqual(all.trainingRows);
      expect(validationRows).toEqual(all.validationRows);
      larger = new Set(trainingRows);
    }
  });

  test('hold no row that is for testing', () => {
    const { test: held } = splitDataset(dataset, 0.1);
    expect(held).toHaveLength(60);
    const { trainingRows, unlabelledRows, validationRows } = dataOf(0.25);
    const used = new Set([...trainingRows, ...unlabelledRows!, ...validationRows]);
    expect(used.size).toBe(540);
    expect(held.some((row) => used.has(row))).toBe(false);
  });

  test('are the same for every method and other choice of a recipe', () => {
    const { trainingRows } = dataOf(0.1);
    expect(dataOf(0.1, { sgan: {}, epochs: 3, classBalance: 1 }).trainingRows).toEqual(
      trainingRows,
    );
  });

  test.each([0, 1.5, -1])('of %d are refused', (share) => {
    expect(() => dataOf(share)).toThrow(RangeError);
  });
});

describe('a split file', () => {
  const rows = Uint32Array.from({ length: 600 }, (_, row) => row);
  const train = rows.filter((row) => row >= 100);
  const split: AppliedSplit = {
    path: 'made-up.json',
    by: 'formula',
    sha256: 'a'.repeat(64),
    datasetSha256: 'b'.repeat(64),
    test: rows.filter((row) => row < 80),
    train,
    leftOut: 20,
    labelled: new Map([[0.5, train.filter((row) => row % 2 === 0)]]),
  };

  test('says which rows are held out and whose labels are known', () => {
    const half = dataOf(0.5, {}, split);
    expect(half.validationRows).toHaveLength(50);
    expect(half.validationRows.every((row) => row >= 100 && row % 2 === 1)).toBe(true);
    expect(half.trainingRows).toEqual(split.labelled.get(0.5));
    expect(half.unlabelledRows).toHaveLength(200);
    const all = dataOf(1, {}, split);
    expect(all.trainingRows).toHaveLength(450);
    expect(all.unlabelledRows).toBeUndefined();
    expect(all.validationRows).toEqual(half.validationRows);
  });

  test('without the labelled share asked for is refused', () => {
    expect(() => dataOf(0.25, {}, split)).toThrow(
      'made-up.json: has no labelled share of 0.25 (it has 0.5)',
    );
    expect(() => dataOf(2, {}, split)).toThrow(RangeError);
  });
});

test('classes that no row has are refused, with the folder named', () => {
  const options = {
    dataset,
    datasetFolder: 'made-up',
    task: { kind: 'space-group' },
    spaceGroups: { kind: 'listed', numbers: [1] },
    recipe: parseRecipe({}),
  } as const;
  const reading = () => trainingData(options, classesOf(options));
  expect(reading).toThrow(InputError);
  expect(reading).toThrow('made-up: no training pattern belongs to one of the classes');
});
