import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BRAVAIS_LATTICES } from '../crystal/index.ts';
import type { Preprocessed } from '../measurement/index.ts';
import { type Classifier, type PredictionModel, predict } from './predict.ts';
import { rank } from './rank.ts';

describe('rank', () => {
  test('softmax of the logits, falling', () => {
    // e^0, e^ln2, e^ln5 of sum 8
    expect(rank([0, Math.log(2), Math.log(5)], ['a', 'b', 'c'])).toEqual([
      { class: 'c', probability: expect.closeTo(5 / 8, 12) },
      { class: 'b', probability: expect.closeTo(2 / 8, 12) },
      { class: 'a', probability: expect.closeTo(1 / 8, 12) },
    ]);
  });
  test('is an ordered distribution over the same classes', () => {
    const logits = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(logits, (values) => {
        const classes = values.map((_, k) => k);
        const ranked = rank(values, classes);
        const sum = ranked.reduce((total, { probability }) => total + probability, 0);
        expect(sum).toBeCloseTo(1, 9);
        expect(ranked.map((r) => r.class).toSorted((a, b) => a - b)).toEqual(classes);
        for (const [k, r] of ranked.slice(1).entries()) {
          expect(r.probability).toBeLessThanOrEqual(ranked[k]!.probability);
        }
      }),
    );
  });
  test('misuse', () => {
    expect(() => rank([1, 2], ['a'])).toThrow(RangeError);
    expect(() => rank([1, Number.NaN], ['a', 'b'])).toThrow(RangeError);
  });
});

const input: Preprocessed = {
  intensity: Float32Array.of(0, 1, 0),
  radiation: 'neutron',
  coverage: 0.5,
  interval: { low: 10, high: 80 },
  warnings: ['half of the range'],
};

/** A classifier that gives the favourite a logit of 3, all others 0. */
function favouring<C>(classes: readonly C[], favourite: C): Classifier<C> {
  return {
    classes,
    logitsOf: async (pattern) => {
      expect(pattern).toBe(input.intensity);
      return Float32Array.from(classes, (c) => (c === favourite ? 3 : 0));
    },
  };
}

const lattices = BRAVAIS_LATTICES.map(({ symbol }) => symbol);
const model = (spaceGroup: number): PredictionModel => ({
  radiation: 'neutron',
  bravais: favouring(lattices, 'oP'),
  spaceGroup: favouring([14, 62, 225], spaceGroup),
});

describe('predict', () => {
  test('names what the classifiers favour', async () => {
    const prediction = await predict(input, model(62));
    // Softmax: e³ / (e³ + 13) and e³ / (e³ + 2).
    expect(prediction.bravais[0]).toEqual({
      lattice: 'oP',
      name: 'orthorhombic (P)',
      probability: expect.closeTo(Math.exp(3) / (Math.exp(3) + 13), 6),
    });
    expect(prediction.spaceGroup[0]).toEqual({
      number: 62,
      symbol: 'Pnma',
      probability: expect.closeTo(Math.exp(3) / (Math.exp(3) + 2), 6),
    });
    expect(prediction.bravais).toHaveLength(14);
    expect(prediction.spaceGroup).toHaveLength(3);
    expect(prediction).toMatchObject({ coverage: 0.5, warnings: ['half of the range'] });
  });
  test('tells of answers that contradict', async () => {
    const { warnings } = await predict(input, model(225));
    expect(warnings[1]).toContain('Fm-3m has the lattice cF, but oP');
  });
  test('tells of a radiation the models do not know', async () => {
    const { warnings } = await predict({ ...input, radiation: 'x-ray' }, model(62));
    expect(warnings[1]).toContain('x-ray diffraction');
    expect(warnings[1]).toContain('neutron patterns');
  });
});
