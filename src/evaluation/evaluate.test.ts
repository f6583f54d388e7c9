import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRng } from '../random/index.ts';
import { createEvaluator, evaluate } from './evaluate.ts';
import { topK } from './topK.ts';

const classes = ['cP', 'cI', 'cF'];
const subject = { task: 'bravais-lattice', classes, trainingCounts: [2, 9, 4] };

/** Logits whose softmax is the given probabilities. */
const logitsOf = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat(), Math.log);

describe('five rows by hand', () => {
  // Rows 0, 2, 3 are right; row 1, a cI, is called cP; row 4, of unknown class, is called cF.
  const evaluation = evaluate({
    ...subject,
    logits: logitsOf([
      [0.7, 0.2, 0.1],
      [0.62, 0.28, 0.1],
      [0.13, 0.77, 0.1],
      [0.16, 0.2, 0.64],
      [0.1, 0.15, 0.75],
    ]),
    labels: Int32Array.of(0, 1, 1, 2, -1),
  });

  test('accuracies, with Wilson limits of 3 in 5', () => {
    expect(evaluation.n).toBe(5);
    expect(evaluation.top1.value).toBe(0.6);
    // (0.6 + z²/10 ± z √(0.6·0.4/5 + z²/100)) / (1 + z²/5) with z = 1.96
    expect(evaluation.top1.low).toBeCloseTo(0.2307, 4);
    expect(evaluation.top1.high).toBeCloseTo(0.8824, 4);
    // Three classes: only the row of unknown class can miss the first five.
    expect(evaluation.top5.value).toBe(0.8);
    // Without it 3 of 4 are right, and 2 of 4 are the commonest, cI.
    expect(evaluation.known).toMatchObject({
      n: 4,
      top1: { value: 0.75 },
      top5: { value: 1 },
      prior1: { value: 0.5 },
    });
  });

  test('baselines of the training frequencies', () => {
    // cI is the commonest in training and true of two rows.
    expect(evaluation.prior1.value).toBe(0.4);
    expect(evaluation.prior5.value).toBe(0.8);
  });

  test('confusion and class scores', () => {
    expect(evaluation.confusion).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0, 0, 1],
    ]);
    expect(evaluation.unknown).toEqual({ n: 1, predictedAs: [0, 0, 1] });
    expect(evaluation.perClass).toEqual([
      { support: 1, precision: 1 / 2, recall: 1, f1: 2 / 3 },
      { support: 2, precision: 1, recall: 1 / 2, f1: 2 / 3 },
      { support: 1, precision: 1 / 2, recall: 1, f1: 2 / 3 },
    ]);
    expect(evaluation.macroRecall).toBeCloseTo(2.5 / 3, 12);
  });

  test('cross entropy of the four rows of known class', () => {
    const expected = -Math.log(0.7 * 0.28 * 0.77 * 0.64) / 4;
    expect(evaluation.crossEntropy).toBeCloseTo(expected, 6);
  });

  test('reliability bins and calibration error', () => {
    // Bins 1/15 wide: {0.62, 0.64} half right, {0.70} right, {0.77, 0.75} half right:
    // (2·|0.63 − 0.5| + 1·|0.70 − 1| + 2·|0.76 − 0.5|) / 5 = 0.216
    expect(evaluation.reliability.map(({ n }) => n)).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 0, 0, 0,
    ]);
    expect(evaluation.reliability[9]?.confidence).toBeCloseTo(0.63, 6);
    expect(evaluation.reliability[9]?.accuracy).toBe(0.5);
    expect(evaluation.reliability[0]?.confidence).toBeNull();
    expect(evaluation.expectedCalibrationError).toBeCloseTo(0.216, 6);
  });
});

test('top five of eight classes counts rank five and not rank six', () => {
  const evaluation = evaluate({
    task: 'space-group',
    classes: [...'abcdefgh'],
    trainingCounts: [1, 2, 3, 4, 5, 6, 7, 8],
    logits: Float32Array.from([8, 7, 6, 5, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1]),
    labels: Int32Array.of(4, 5),
  });
  expect(evaluation.top5.value).toBe(0.5);
  // The five commonest are d…h: both rows; the commonest, h, is neither.
  expect(evaluation.prior5.value).toBe(1);
  expect(evaluation.prior1.value).toBe(0);
});

test('equal logits: the lower index answers, so top 1 and top 5 agree with topK', () => {
  const evaluation = evaluate({
    ...subject,
    logits: new Float32Array(6),
    labels: Int32Array.of(0, 2),
  });
  expect(evaluation.confusion.map((row) => row[0])).toEqual([1, 0, 1]);
  expect(evaluation.top1.value).toBe(0.5);
});

test('rows of unknown class alone: everything wrong, the rest undefined', () => {
  const logits = logitsOf([
    [0.5, 0.3, 0.2],
    [0.1, 0.1, 0.8],
  ]);
  const evaluation = evaluate({ ...subject, logits, labels: Int32Array.of(-1, -1) });
  expect(evaluation.top1.value).toBe(0);
  expect(evaluation.top5.value).toBe(0);
  expect(evaluation.prior5.value).toBe(0);
  expect(evaluation.crossEntropy).toBeNull();
  expect(evaluation.known).toBeNull();
  expect(evaluation.macroRecall).toBeNull();
  expect(evaluation.unknown).toEqual({ n: 2, predictedAs: [1, 0, 1] });
  expect(evaluation.perClass[1]).toEqual({ support: 0, precision: null, recall: null, f1: null });
  // Wrong at confidence 0.5 and 0.8
  expect(evaluation.expectedCalibrationError).toBeCloseTo(0.65, 6);
});

describe('laws', () => {
  const rows = fc.integer({ min: 1, max: 9 }).chain((K) =>
    fc.record({
      K: fc.constant(K),
      counts: fc.array(fc.nat(100), { minLength: K, maxLength: K }),
      rows: fc.array(
        fc.record({
          logits: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: K, maxLength: K }),
          label: fc.integer({ min: -1, max: K - 1 }),
        }),
        { minLength: 1, maxLength: 40 },
      ),
      seed: fc.nat(),
    }),
  );
  type Rows = typeof rows extends fc.Arbitrary<infer T> ? T : never;
  const subjectOf = ({ K, counts }: Rows) => ({
    task: 'law',
    classes: Array.from({ length: K }, (_, k) => `class ${k}`),
    trainingCounts: counts,
  });
  const scored = (of: Rows['rows']) => ({
    logits: Float32Array.from(of.flatMap(({ logits }) => logits)),
    labels: Int32Array.from(of, ({ label }) => label),
  });

  test('sums agree and shares stay in order', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const evaluation = evaluate({ ...subjectOf(drawn), ...scored(drawn.rows) });
        const total = (x: readonly number[]) => x.reduce((a, b) => a + b, 0);
        evaluation.confusion.forEach((row, k) => {
          const support = drawn.rows.filter(({ label }) => label === k).length;
          expect(total(row)).toBe(support);
          expect(evaluation.perClass[k]?.support).toBe(support);
        });
        expect(total(evaluation.reliability.map(({ n }) => n))).toBe(evaluation.n);
        expect(evaluation.top5.value).toBeGreaterThanOrEqual(evaluation.top1.value);
        expect(evaluation.prior5.value).toBeGreaterThanOrEqual(evaluation.prior1.value);
        // The limits of 0 and of n hits are rounded by up to a last bit.
        expect(evaluation.top1.low).toBeLessThanOrEqual(evaluation.top1.value + 1e-15);
        expect(evaluation.top1.high).toBeGreaterThanOrEqual(evaluation.top1.value - 1e-15);
        expect(evaluation.expectedCalibrationError).toBeGreaterThanOrEqual(0);
        expect(evaluation.expectedCalibrationError).toBeLessThanOrEqual(1);
        expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation);
      }),
    );
  });

  test('neither the order of the rows nor the batches matter', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const subject = subjectOf(drawn);
        const order = createRng(drawn.seed).permutation(drawn.rows.length);
        const shuffled = Array.from(order, (i) => drawn.rows[i]!);
        const cut = drawn.seed % (shuffled.length + 1);
        const evaluator = createEvaluator(subject);
        evaluator.add(scored(shuffled.slice(0, cut)));
        evaluator.add(scored(shuffled.slice(cut)));
        // Six digits: sums in another order differ in the last bits.
        const rounded = (x: unknown) =>
          JSON.parse(JSON.stringify(x), (_, v) => (typeof v === 'number' ? +v.toFixed(6) : v));
        const whole = evaluate({ ...subject, ...scored(drawn.rows) });
        expect(rounded(evaluator.result())).toEqual(rounded(whole));
      }),
    );
  });
});

test('misuse throws', () => {
  const labels = Int32Array.of(0);
  const logits = new Float32Array(3);
  expect(() => evaluate({ ...subject, logits: new Float32Array(4), labels })).toThrow(RangeError);
  expect(() => evaluate({ ...subject, logits, labels: Int32Array.of(3) })).toThrow(/label/);
  expect(() => evaluate({ ...subject, logits, labels: Int32Array.of(-2) })).toThrow(/label/);
  const diverged = Float32Array.of(0, Number.NaN, 0);
  expect(() => evaluate({ ...subject, logits: diverged, labels })).toThrow('logit of row 0 is NaN');
  expect(() => createEvaluator({ ...subject, trainingCounts: [1] })).toThrow(RangeError);
  expect(() => createEvaluator(subject).result()).toThrow(/at least one row/);
});

test('topK sorts, keeps equal ones in order and stops at the end', () => {
  expect(topK(Float32Array.of(0.5, 2, -1, 2), 3)).toEqual([1, 3, 0]);
  expect(topK([1, 2], 5)).toEqual([1, 0]);
  expect(() => topK([1], 0)).toThrow(RangeError);
});
