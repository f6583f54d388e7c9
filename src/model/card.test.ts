import { describe, expect, test } from 'vitest';
import { CARD } from '../../test/fixtures/card.ts';
import { BT1_GE311 } from '../pattern/index.ts';
import { parseCard } from './card.ts';

/** The card with one field, named by its path, set or (undefined) left out. */
function changed(path: string, value: unknown): string {
  const card = structuredClone(CARD) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop()!;
  const parent = names.reduce((node, name) => node[name] as Record<string, unknown>, card);
  parent[last] = value;
  return JSON.stringify(card);
}

describe('a card', () => {
  test('is read as it was written', () => {
    expect(parseCard(JSON.stringify(CARD))).toEqual(CARD);
  });

  test('may tell of scores, of the model it began with, and of sources', () => {
    const card = {
      ...CARD,
      training: {
        ...CARD.training,
        startedFrom: { name: 'other', sha256: 'ab' },
        commit: 'c0ffee',
      },
      metrics: {
        validation: { n: 10, loss: 0.5, top1: 0.8, top5: 1 },
        test: {
          ...{ n: 20, top1: 0.7, top5: 0.9, prior1: 0.5 },
          known: { n: 14, top1: 1, top5: 1, prior1: 0.7 },
        },
      },
      sources: ['COD, CC0'],
    };
    expect(parseCard(JSON.stringify(card))).toEqual(card);
  });
});

describe('a card of version 1, which names its instrument', () => {
  const { instrument: _, ...rest } = CARD.input;
  const grid = { ...BT1_GE311.grid, count: 3000 };
  const card = { ...CARD, architecture: { ...CARD.architecture, inputLength: 3000 } };
  const { radiation, wavelength } = BT1_GE311;
  const named = { radiation, wavelength, grid, instrument: 'bt1-ge311', ...rest };
  const card1 = (changes: object = {}) =>
    JSON.stringify({ ...card, formatVersion: 1, input: { ...named, ...changes } });

  test('gets the preset of that name, on its own grid', () => {
    expect(parseCard(card1())).toEqual({
      ...card,
      input: { ...CARD.input, instrument: { ...BT1_GE311, grid } },
    });
  });

  test.each([
    ['a name that is no preset’s', { instrument: 'mine' }, /"mine", which is no preset;.*--save/],
    ['another wavelength', { wavelength: 1.54 }, /"bt1-ge311", which is a preset of another beam/],
    ['another radiation', { radiation: 'x-ray' }, /a preset of another beam/],
    ['no name', { instrument: undefined }, /bad model card:[\s\S]*input\.instrument/],
  ])('%s is refused', (_, changes, message) => {
    expect(() => parseCard(card1(changes))).toThrow(RangeError);
    expect(() => parseCard(card1(changes))).toThrow(message);
  });
});

describe('refused', () => {
  test('what is not JSON', () => {
    expect(() => parseCard('{"formatVersion": 1,')).toThrow(RangeError);
    expect(() => parseCard('{"formatVersion": 1,')).toThrow('the model card is not JSON');
  });

  test.each([
    ['null', undefined],
    ['[]', undefined],
    ['"card"', undefined],
    [changed('formatVersion', 3), 3],
    [changed('formatVersion', '2'), '2'],
    [changed('formatVersion', undefined), undefined],
  ])('another version: %s', (json, version) => {
    expect(() => parseCard(json)).toThrow(
      `the model card has format version ${version}, this program reads 1 and 2`,
    );
  });

  test.each([
    ['name', 7],
    ['task', 'colour'],
    ['classes', undefined],
    ['classes', [221, 225, 229]],
    ['architecture.kind', 'transformer'],
    ['architecture.inputLength', 64.5],
    ['architecture.stemMaxPool', undefined],
    ['input.instrument', 'bt1-ge311'],
    ['input.instrument.radiation', 'electron'],
    ['input.instrument.grid.step', '2'],
    ['input.instrument.widths', undefined],
    ['input.scaling', 'area 1'],
    ['training.classCounts', [1, 2, 'three']],
    ['training.dataset.manifestSha256', undefined],
    ['metrics', undefined],
    ['metrics.test', { n: 3 }],
    ['weights.dtype', 'F64'],
    ['weights.file', '../../elsewhere/weights.safetensors'],
    ['weights.file', '/etc/passwd'],
    ['licence', null],
  ])('%s: %o, by name', (path, value) => {
    const json = changed(path, value);
    expect(() => parseCard(json)).toThrow(RangeError);
    expect(() => parseCard(json)).toThrow(path);
  });

  test.each([
    ['classes', ['221', '225'], '2 classes, 3 logits and 3 class counts'],
    ['training.classCounts', [40], '3 classes, 3 logits and 1 class counts'],
    ['architecture.classes', 4, '3 classes, 4 logits and 3 class counts'],
    [
      'input.instrument.widths',
      { W: -1 },
      'input.instrument: U = 0, V = 0, W = -1 make the squared',
    ],
    ['architecture.inputLength', 65, 'a grid of 64 points for a network of 65'],
  ])('%s: %o, which does not fit the rest', (path, value, message) => {
    expect(() => parseCard(changed(path, value))).toThrow(message);
  });
});
