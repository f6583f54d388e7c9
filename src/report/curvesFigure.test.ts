import { expect, test } from 'vitest';
import { type CurvesPanel, curvesFigure } from './curvesFigure.ts';

const curve = (label: string, height = 1) => ({
  label,
  points: Array.from({ length: 20 }, (_, i) => ({ x: i, y: height * Math.sin(i / 4) ** 2 })),
});
const panel = (heading: string, ...labels: readonly string[]): CurvesPanel => ({
  heading,
  xLabel: '2θ (°)',
  yLabel: 'intensity',
  curves: labels.map((label) => curve(label)),
});

test('a label stands once in the key, and its curves look the same in all panels', async () => {
  const svg = await curvesFigure([panel('A', 'one', 'two'), panel('B', 'two')]);
  expect(svg.match(/>two</g)).toHaveLength(1);
  // The key, panel A, panel B.
  expect(svg.match(/stroke="#d55e00"/g)).toHaveLength(3);
  for (const text of ['>A<', '>B<', '2θ (°)', 'intensity']) expect(svg).toContain(text);
});

test('rows make a sheet higher, columns do not', async () => {
  const height = async (arrangement: 'rows' | 'columns', panels: number) => {
    const all = Array.from({ length: panels }, () => panel('', ''));
    const svg = await curvesFigure(all, { arrangement });
    return Number(/height="(\d+)"/.exec(svg)![1]);
  };
  expect(await height('rows', 2)).toBeGreaterThan(1.9 * (await height('rows', 1)));
  expect(await height('columns', 3)).toBeLessThan(await height('columns', 1));
});

test('nothing to draw is a mistake of the caller', async () => {
  await expect(curvesFigure([])).rejects.toThrow('nothing to draw');
  await expect(curvesFigure([panel('A')])).rejects.toThrow('nothing to draw');
});
