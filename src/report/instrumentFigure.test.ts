import { describe, expect, test } from 'vitest';
import { INSTRUMENTS, instrumentNamed, peakShape } from '../pattern/index.ts';
import { instrumentFigure } from './instrumentFigure.ts';
import { formatInstrument, widthsOf } from './instrumentText.ts';

const curve = (label: string, from = 10, to = 100) => ({
  label,
  points: Array.from({ length: 50 }, (_, i) => {
    const x = from + ((to - from) * i) / 49;
    return { x, y: 0.1 + 0.01 * x };
  }),
});
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text\b[^>]*>([^<]*)</g)].map(([, text]) => text!);

describe('figure of resolution', () => {
  test.each(['column', 'page'] as const)('at the size of a %s', async (size) => {
    const svg = await instrumentFigure([curve('d2b'), curve('<mine>', 12)], {
      size,
      title: 'A & B',
    });
    expect(svg).toContain(`width="${size === 'column' ? 340 : 700}"`);
    expect(svg).toContain('A &amp; B');
    const texts = textsOf(svg);
    for (const text of ['d2b', '&lt;mine&gt;', '2θ (°)', 'FWHM (°)', '0.2', '0.5', '1', '40']) {
      expect(texts).toContain(text);
    }
    expect(svg).not.toMatch(/NaN|undefined|<style|href/);
  });

  test('eighteen curves: no two are drawn alike, each has its line in the key', async () => {
    const svg = await instrumentFigure(INSTRUMENTS.map(({ name }, i) => curve(name, 10 + i)));
    const texts = textsOf(svg);
    for (const { name } of INSTRUMENTS) expect(texts).toContain(name);
    const keys = [...svg.matchAll(/<line [^>]*stroke="(#\w+)" stroke-dasharray="([^"]*)"/g)];
    expect(new Set(keys.map(([, hue, dash]) => `${hue} ${dash}`)).size).toBe(INSTRUMENTS.length);
  });

  test('curves that are the same are one line with all names', async () => {
    const svg = await instrumentFigure([curve('cu-ka'), curve('d2b', 20), curve('co-ka')]);
    expect(textsOf(svg)).toContain('cu-ka, co-ka');
    expect(svg.match(/aria-label="line"/g)).toHaveLength(2);
  });

  test('groups have panels of their own under a heading, with one scale of angles', async () => {
    const svg = await instrumentFigure([
      { ...curve('d2b', 10, 160), group: 'neutrons' },
      { ...curve('11-bm', 1, 50), group: 'X-rays' },
    ]);
    const texts = textsOf(svg);
    for (const text of ['neutrons', 'X-rays', 'd2b', '11-bm']) expect(texts).toContain(text);
    expect(texts.filter((text) => text === '160')).toHaveLength(2);
  });

  test('a long name is shortened', async () => {
    const texts = textsOf(await instrumentFigure([curve('x'.repeat(200))]));
    expect(texts.some((text) => /^x{20,45}…$/.test(text))).toBe(true);
  });

  test('nothing to draw is misuse', async () => {
    await expect(instrumentFigure([])).rejects.toThrow(RangeError);
    const flat = { label: 'a', points: [{ x: 1, y: 0 }] };
    await expect(instrumentFigure([flat])).rejects.toThrow(/FWHM of 0°/);
  });
});

describe('an instrument in words', () => {
  test('tells wavelengths, range, widths, source and what is approximate', () => {
    const instrument = instrumentNamed('cu-ka');
    const lines = formatInstrument(instrument).split('\n');
    expect(lines[0]).toBe(`cu-ka  ${instrument.title}`);
    expect(lines[1]).toBe('  X-rays, 1.5405929 Å + 1.5444274 Å (50 %), 2θ 10–140° by 0.02°');
    const { fwhm } = peakShape(instrument.widths, 60);
    expect(lines[2]).toContain(`${fwhm.toPrecision(3)} at 60`);
    expect(lines[3]).toBe(
      '  U 0.001916, V -0.003901, W 0.005564, X -0.02511, Y 0.09955, Z -0.05932; ' +
        'axial divergence S/L 0.015, H/L 0.015; no monochromator',
    );
    expect(lines[4]).toBe(`  source: ${instrument.source}`);
    expect(lines[5]).toBe(`  approximate: ${instrument.approximations}`);
  });

  test.each([
    ['bt1-ge311', 'axial divergence k 0.006377'],
    ['d2b', 'no axial divergence'],
    ['cu-ka1', 'monochromator at 2θ 27.3°'],
    ['11-bm', 'polarised to 99 %'],
  ])('%s: %s', (name, words) => {
    expect(formatInstrument(instrumentNamed(name)).split('\n')[3]).toContain(words);
  });

  test('widths are told within the range only', () => {
    const angles = widthsOf(instrumentNamed('11-bm')).map(({ twoTheta }) => twoTheta);
    expect(angles).toEqual([5, 20, 40]);
  });

  test('what is not known is left out', () => {
    const bare = { ...instrumentNamed('d2b'), title: '', source: '', approximations: '' };
    expect(formatInstrument(bare).split('\n')).toHaveLength(4);
  });
});
