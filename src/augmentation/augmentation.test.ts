import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  augmentationJsonSchema,
  augmentationSchema,
  crystalOptions,
  parseAugmentation,
} from './augmentation.ts';

const OPTIONS = Object.keys(augmentationSchema.shape);
const root = new URL('../../', import.meta.url);

test('an empty augmentation is none', () => {
  expect(parseAugmentation({})).toEqual({});
  expect(OPTIONS).toHaveLength(15);
});

test('what is left out has its default', () => {
  expect(parseAugmentation({ noise: {}, zeroShift: { max: 0.2 } })).toEqual({
    zeroShift: { share: 1, max: 0.2 },
    noise: { share: 0.5, minCounts: 1e3, maxCounts: 1e6, maxBackground: 0.2 },
  });
});

describe('refused, by name', () => {
  test.each<[object, string]>([
    [{ colour: {} }, 'colour'],
    [{ strain: { max: 0.3 } }, 'strain.max'],
    [{ strain: {} }, 'strain.max'],
    [{ strain: 0.02 }, 'strain'],
    [{ zeroShift: { max: 0.1, min: 0 } }, 'min'],
    [{ noise: { share: 1.5 } }, 'noise.share'],
    [{ noise: { minCounts: 0 } }, 'noise.minCounts'],
    [{ noise: { minCounts: 100, maxCounts: 10 } }, 'minCounts is greater than maxCounts'],
    [{ noise: null }, 'noise'],
    [{ texture: { max: 0.5 } }, 'texture.max'],
    [{ resolution: { min: 1.2, max: 2 } }, 'resolution.min'],
    [{ impurityPeaks: { maxHeight: 0.1, maxCount: 0 } }, 'impurityPeaks.maxCount'],
    [{ wavelength: { max: Number.NaN } }, 'wavelength.max'],
  ])('%o', (value, name) => {
    expect(() => parseAugmentation(value)).toThrow(RangeError);
    expect(() => parseAugmentation(value)).toThrow(name);
  });

  test.each([undefined, null, 5, []])('%o instead of an object', (value) => {
    expect(() => parseAugmentation(value)).toThrow(RangeError);
  });
});

test('options of the crystal are told from those of a pattern', () => {
  const all = Object.fromEntries(OPTIONS.map((name) => [name, {}]));
  expect(crystalOptions(all as never)).toEqual(OPTIONS.slice(0, 6));
  expect(crystalOptions({})).toEqual([]);
});

test('the JSON schema has every option, and no other', () => {
  expect(augmentationJsonSchema()).toMatchObject({ additionalProperties: false });
  expect(Object.keys((augmentationJsonSchema() as { properties: object }).properties)).toEqual(
    OPTIONS,
  );
});

test('docs/augmentation.md has a row for every option and each of its fields', () => {
  const page = readFileSync(new URL('docs/augmentation.md', root), 'utf8');
  for (const [name, option] of Object.entries(augmentationSchema.shape)) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``));
    expect(row, name).toBeDefined();
    for (const field of Object.keys(option.unwrap().shape)) {
      if (field !== 'share') expect(row, `${name}.${field}`).toContain(`\`${field}\``);
    }
  }
});

test('the augmentations of the package are whole', () => {
  const folder = new URL('recipes/augmentations/', root);
  const names = readdirSync(folder);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const value: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    expect(parseAugmentation(value)).toMatchObject(value as object);
  }
});
