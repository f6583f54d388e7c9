import { expect, test } from 'vitest';
import { generatedFigure } from './generatedFigure.ts';

const POINTS = 50;
const twoTheta = Float64Array.from({ length: POINTS }, (_, i) => 3 + i);

/** Patterns with one peak each, at a place of its own. */
const patterns = (count: number) =>
  Float32Array.from({ length: count * POINTS }, (_, i) =>
    i % POINTS === Math.floor(i / POINTS) ? 1 : 0,
  );

const frames = (svg: string) => svg.split('aria-label="frame"').length - 1;
const lines = (svg: string) =>
  [...svg.matchAll(/aria-label="line"[^>]*>\s*<path d="([^"]*)"/g)].map(([, d]) => d);

test('draws a panel for each pattern, twelve at most, each with its own curve', async () => {
  const svg = await generatedFigure({ values: patterns(5), twoTheta }, 'epoch 3');
  expect(frames(svg)).toBe(5);
  expect(new Set(lines(svg)).size).toBe(5);
  expect(svg).toContain('epoch 3');
  expect(svg).toContain('5 generated patterns');
  expect(frames(await generatedFigure({ values: patterns(40), twoTheta }))).toBe(12);
});
