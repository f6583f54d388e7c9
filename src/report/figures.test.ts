import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confusionFigure } from './confusionFigure.ts';
import { patternFigure } from './patternFigure.ts';
import { reliabilityFigure } from './reliabilityFigure.ts';
import { trainingFigure } from './trainingFigure.ts';

const identity = (n: number, count = 7) =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? count : 0)));
const names = (n: number) => Array.from({ length: n }, (_, i) => `class-${i}`);

const pattern = {
  twoTheta: Float64Array.from({ length: 500 }, (_, i) => 3 + 0.1 * i),
  intensity: Float64Array.from({ length: 500 }, (_, i) => 100 + 50 * Math.sin(i)),
};
const hostile = 'a<b> & "c" \u0007';
// XML has no way to write the bell.
const hostileShown = 'a<b> & "c" \ufffd';
const curves = [
  { label: 'training', points: [0, 1, 2].map((x) => ({ x, y: 3 - x })) },
  { label: 'validation', points: [0, 1, 2].map((x) => ({ x, y: x === 1 ? Number.NaN : 3 })) },
];
const bins = [
  { n: 4, confidence: 0.7, accuracy: 0.5 },
  { n: 0, confidence: null, accuracy: null },
];

describe.each(['column', 'page'] as const)('at the size of a %s', (size) => {
  const options = { size, title: hostile };
  // Last: how often the hostile text is shown, twice of these as the title.
  test.each([
    [
      'confusion matrix',
      () => confusionFigure({ classes: ['cF', hostile], confusion: identity(2) }, options),
      ['cF', 'true', 'predicted', 'share of the true class', '100 %'],
      4,
    ],
    [
      'powder pattern',
      () => {
        const reflections = [{ label: hostile, twoTheta: [10, 20.5, 400] }];
        return patternFigure(pattern, { ...options, reflections });
      },
      ['2θ (°)', 'intensity (arb. units)', '20', '40'],
      3,
    ],
    [
      'training curves',
      () => trainingFigure([{ label: hostile, curves }], options),
      ['training', 'validation', 'epoch'],
      3,
    ],
    [
      'reliability diagram',
      () => reliabilityFigure(bins, options),
      ['confidence', 'share answered rightly', '0.2'],
      2,
    ],
  ])('%s: whole, labelled, self-contained, the same every time', async (_, draw, labels, times) => {
    const svg = await draw();
    checkWellFormed(svg);
    const texts = textsOf(svg);
    for (const label of labels) expect(texts).toContain(label);
    expect(texts.filter((text) => text === hostileShown)).toHaveLength(times);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" role="img"/);
    expect(svg).toContain(`width="${size === 'column' ? 340 : 700}"`);
    expect(svg).not.toMatch(/NaN|undefined|<style|<script|href|url\(|<canvas|<image/);
    expect(await draw()).toBe(svg);
  });
});

describe('confusion matrix', () => {
  test('fourteen classes: every name on both axes, every count in its cell', async () => {
    const svg = await confusionFigure({ classes: names(14), confusion: identity(14, 123) });
    const texts = textsOf(svg);
    for (const name of names(14)) expect(texts.filter((text) => text === name)).toHaveLength(2);
    expect(texts.filter((text) => text === '123')).toHaveLength(14);
  });

  test('a hundred classes: names thinned evenly, no counts, group names where they fit', async () => {
    const groups = names(100).map((_, i) => (i < 3 ? 'triclinic' : 'cubic'));
    const matrix = { classes: names(100), confusion: identity(100, 123) };
    const texts = textsOf(await confusionFigure(matrix, { groups }));
    const shown = texts.filter((text) => text.startsWith('class-')).map((name) => +name.slice(6));
    const steps = new Set(shown.slice(1, shown.length / 2).map((k, i) => k - shown[i]!));
    expect(steps).toEqual(new Set([2]));
    expect(texts).not.toContain('123');
    expect(texts).toContain('cubic');
    expect(texts).not.toContain('triclinic');
  });

  test('a class without test patterns is a grey row', async () => {
    const matrix = { classes: names(2), confusion: [identity(2)[0]!, [0, 0]] };
    expect(await confusionFigure(matrix)).toContain('fill="#ececee"');
    const full = { classes: names(2), confusion: identity(2) };
    expect(await confusionFigure(full)).not.toContain('fill="#ececee"');
  });
});

test('reflections outside the pattern have no tick', async () => {
  const svg = await patternFigure(pattern, {
    reflections: [{ label: 'Si', twoTheta: [2.9, 10, 20, 53] }],
  });
  const ticks = /aria-label="tick">(.*?)<\/g>/s.exec(svg)?.[1] ?? '';
  expect(ticks.match(/<line/g)).toHaveLength(2);
});

test('a pattern needs as many angles as intensities', async () => {
  await expect(patternFigure({ twoTheta: [1, 2], intensity: [1] })).rejects.toThrow(RangeError);
});

test('curves without a single point still give axes', async () => {
  const empty = [{ label: 'validation', points: [] }];
  for (const scale of ['linear', 'log', 'share'] as const) {
    const svg = await trainingFigure([{ label: 'loss', scale, curves: empty }]);
    checkWellFormed(svg);
    expect(svg).not.toContain('NaN');
    expect(textsOf(svg)).toContain('loss');
  }
});

test('any text may be a class name', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (name) => {
      checkWellFormed(await confusionFigure({ classes: [name], confusion: [[1]] }));
    }),
    { numRuns: 20 },
  );
});

const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<(?:text|title)\b[^>]*>([^<]*)</g)].map(([, text]) =>
    text!
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );

/** Tags nest, attributes are quoted and unique, nothing stands bare. [XML 1.0, §2.1] */
function checkWellFormed(xml: string): void {
  const open: string[] = [];
  const bare = xml.replace(/<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g, (...match) => {
    const [, closing, name, attributes, alone] = match as string[];
    const keys = [...attributes!.matchAll(/([\w:-]+)="/g)].map(([, key]) => key);
    expect(new Set(keys).size).toBe(keys.length);
    if (closing) expect(open.pop()).toBe(name);
    else if (!alone) open.push(name!);
    return '';
  });
  expect(open).toEqual([]);
  expect(bare).not.toMatch(/[<>]/);
  expect(xml).not.toMatch(/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
}
