import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluation/index.ts';
import { confusionCsv } from './confusion.ts';
import { formatEvaluation } from './evaluationText.ts';
import { markdownTable } from './markdownTable.ts';
import { formatPrediction } from './predictionText.ts';

describe('formatPrediction', () => {
  const prediction = {
    bravais: [
      { lattice: 'cF', name: 'cubic (F)', probability: 0.93 },
      { lattice: 'tI', name: 'tetragonal (I)', probability: 0.066 },
      { lattice: 'cP', name: 'cubic (P)', probability: 0.004 },
    ],
    spaceGroup: [
      { number: 225, symbol: 'F m -3 m', probability: 0.9996 },
      { number: 87, symbol: 'I 4/m', probability: 0.0004 },
    ],
    coverage: 0.82,
    warnings: ['wavelength differs from the training'],
  };

  test('two ranked tables, then what to be careful about', () => {
    expect(`${formatPrediction('example.xye', prediction)}\n`).toBe(`example.xye
  Bravais lattice        probability
  cubic (F)       cF      0.93
  tetragonal (I)  tI      0.07
  cubic (P)       cP     <0.01
  Space group            probability
  225  F m -3 m          >0.99
   87  I 4/m             <0.01
  covers 82 % of the model's angles
  warning: wavelength differs from the training
`);
  });

  test('a model of one task has one table, a full pattern no remark', () => {
    const text = formatPrediction('a', {
      ...prediction,
      spaceGroup: [],
      coverage: 1,
      warnings: [],
    });
    expect(text).not.toContain('Space group');
    expect(text).not.toContain('covers');
    expect(text.split('\n')).toHaveLength(5);
  });

  test('rows limits both tables', () => {
    const text = formatPrediction('a', prediction, { rows: 1 });
    expect(text).not.toContain('tetragonal');
    expect(text).not.toContain('I 4/m');
  });
});

describe('formatEvaluation', () => {
  const subject = { task: 'bravais-lattice', classes: ['cP', 'cF'], trainingCounts: [9, 1] };

  test('three of four right', () => {
    // Logits ±ln 3 / 2 give probabilities 3/4 and 1/4; Wilson limits of 3 in 4: 0.301 and 0.954.
    const half = Math.log(3) / 2;
    const logits = Float32Array.from([1, -1, 1, -1, -1, 1, 1, -1], (sign) => sign * half);
    const text = formatEvaluation(
      evaluate({ ...subject, logits, labels: Int32Array.of(0, 0, 1, -1) }),
    );
    // Cross entropy −ln(3/4); confidence 3/4, accuracy 3/4, so no calibration error.
    expect(`${text}\n`).toBe(`bravais-lattice: 2 classes, 4 patterns
  top 1               75.0 %  (95 %: 30.1–95.4)   always the commonest class  50.0 %
  top 5               75.0 %  (95 %: 30.1–95.4)   always the five commonest   75.0 %
  macro recall       100.0 %
  cross entropy      0.288 nats
  calibration error    0.0 %
  unknown classes    1 pattern, counted as wrong
  without them       top 1 100.0 %, top 5 100.0 %
`);
  });

  test('what is undefined is a dash', () => {
    const logits = new Float32Array(2);
    const text = formatEvaluation(evaluate({ ...subject, logits, labels: Int32Array.of(-1) }));
    expect(text).toMatch(/cross entropy +–/);
    expect(text).toMatch(/macro recall +–/);
  });
});

describe('confusionCsv', () => {
  test('header, names and counts', () => {
    const confusion = [
      [5, 1],
      [0, 3],
    ];
    expect(confusionCsv({ classes: ['cP', 'F d -3 m, 1'], confusion })).toBe(
      'true \\ predicted,cP,"F d -3 m, 1"\ncP,5,1\n"F d -3 m, 1",0,3\n',
    );
  });

  test('reads back whatever the names', () => {
    const matrices = fc.integer({ min: 1, max: 6 }).chain((n) =>
      fc.record({
        classes: fc.array(fc.string({ unit: fc.constantFrom(...'aé",\r\n -') }), {
          minLength: n,
          maxLength: n,
        }),
        confusion: fc.array(fc.array(fc.nat(), { minLength: n, maxLength: n }), {
          minLength: n,
          maxLength: n,
        }),
      }),
    );
    fc.assert(
      fc.property(matrices, ({ classes, confusion }) => {
        const [header, ...rows] = readCsv(confusionCsv({ classes, confusion }));
        expect(header?.slice(1)).toEqual(classes);
        expect(rows.map((row) => row[0])).toEqual(classes);
        expect(rows.map((row) => row.slice(1).map(Number))).toEqual(confusion);
      }),
    );
  });

  /** Fields by the grammar of RFC 4180, §2, with lines that end in \n. */
  function readCsv(text: string): string[][] {
    const rows: string[][] = [[]];
    for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
      rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!);
      if (end === '\n') rows.push([]);
    }
    return rows.slice(0, -1);
  }
});

describe('markdownTable', () => {
  test('padded, aligned, one line a row', () => {
    const columns = [
      { heading: 'class' },
      { heading: 'n', align: 'right' as const },
      { heading: 'mark', align: 'centre' as const },
    ];
    expect(
      markdownTable(columns, [
        ['P 2|m', 12, 'x'],
        ['two\nlines', 3, ''],
      ]),
    ).toBe(
      [
        '| class     |   n | mark |',
        '| --------- | --: | :--: |',
        '| P 2\\|m    |  12 |  x   |',
        '| two lines |   3 |      |',
        '',
      ].join('\n'),
    );
  });

  test('a short row is misuse', () => {
    expect(() => markdownTable([{ heading: 'a' }], [[]])).toThrow(RangeError);
  });
});
