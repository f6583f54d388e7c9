import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { chooseSpaceGroups } from '../generation/index.ts';
import { compareStructures } from './compareStructures.ts';
import { fitStructures } from './fitStructures.ts';
import {
  type GenerateEvent,
  type GenerateOptions,
  generateStructures,
} from './generateStructures.ts';
import { openStatistics } from './structureStatistics.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-generate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const statistics = await openStatistics();
const choice = chooseSpaceGroups('real', statistics);
if (!choice.ok) throw new Error(choice.message);
const settings = { statistics, weights: choice.weights, seed: 4, maxAtoms: 60 };

async function generate(options: Partial<GenerateOptions> & { readonly out: string }) {
  const events: GenerateEvent[] = [];
  const fixed = { ...settings, count: 250, workers: 1 };
  for await (const event of generateStructures({ ...fixed, ...options })) events.push(event);
  return events;
}

const linesOf = (path: string) => gunzipSync(readFileSync(path)).toString().trim().split('\n');

describe('generateStructures', () => {
  test('writes the same bytes for any number of workers, and more for a larger count', async () => {
    const [one, two, fewer] = ['one', 'two', 'fewer'].map((name) =>
      join(folder, `${name}.jsonl.gz`),
    );
    const events = await generate({ out: one! });
    await generate({ out: two!, workers: 2 });
    await generate({ out: fewer!, count: 30 });
    expect(readFileSync(two!).equals(readFileSync(one!))).toBe(true);
    expect(linesOf(fewer!)).toEqual(linesOf(one!).slice(0, 30));
    const ids = linesOf(one!).map((line) => (JSON.parse(line) as { id: string }).id);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, i) => `gen-4-${i}`));
    expect(events.map(({ kind }) => kind)).toEqual([
      'progress',
      'progress',
      'progress',
      'finished',
    ]);
    expect(events.at(-1)!.counts.made).toBe(250);
  });

  test('leaves nothing where it is stopped, and an older file as it was', async () => {
    const out = join(folder, 'kept.jsonl');
    writeFileSync(out, 'older\n');
    const stopping = new AbortController();
    const events: GenerateEvent[] = [];
    const options = { ...settings, out, count: 100_000, workers: 1, signal: stopping.signal };
    for await (const event of generateStructures(options)) {
      events.push(event);
      stopping.abort();
    }
    expect(events.at(-1)!.kind).toBe('stopped');
    expect(readFileSync(out, 'utf8')).toBe('older\n');
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('says what is wrong with the call', async () => {
    const out = join(folder, 'never.jsonl');
    await expect(generate({ out, count: 0 })).rejects.toThrow('count must be a positive integer');
    await expect(generate({ out: join(folder, 'a.txt') })).rejects.toThrow('.jsonl or .jsonl.gz');
    // A crystal of the general position of 230 alone has 24 atoms.
    const weights = choice.weights.map((_, i) => Number(i === 229));
    await expect(generate({ out, weights, maxAtoms: 2 })).rejects.toThrow('space groups 230');
    expect(readdirSync(folder)).not.toContain('never.jsonl');
  });
});

describe('openStatistics', () => {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  test.each([
    ['a missing file', () => join(folder, 'none.json'), 'no such file'],
    ['no JSON', () => file('a.json', 'x'), 'is no JSON'],
    ['something else', () => file('b.json', '{"formatVersion":1}'), 'holds no statistics'],
    [
      'a fallen quantile',
      () => file('c.json', JSON.stringify({ ...statistics, volumeRatio: [1, 0] })),
      'volumeRatio: quantiles must not fall',
    ],
    [
      'an unknown element',
      () => {
        const [first, ...others] = statistics.elements;
        const elements = [{ ...first, symbol: 'Xx' }, ...others];
        return file('d.json', JSON.stringify({ ...statistics, elements }));
      },
      'names no element',
    ],
    [
      'too few pairs',
      () => file('e.json', JSON.stringify({ ...statistics, elementPairs: [[]] })),
      'elementPairs',
    ],
  ])('refuses %s', async (_, path, message) => {
    await expect(openStatistics(path())).rejects.toThrow(message);
  });
});

describe('fitStructures and compareStructures', () => {
  test('say when there are too few structures', async () => {
    const path = join(folder, 'few.jsonl');
    await generate({ out: path, count: 20 });
    const fitFew = async () => {
      for await (const _ of fitStructures([path], 'test'));
    };
    await expect(fitFew()).rejects.toThrow('too few structures for statistics');
    const compareFew = async () => {
      const options = { real: path, generated: path, sample: 50, seed: 1, maxVolume: 2000 };
      for await (const _ of compareStructures(options));
    };
    await expect(compareFew()).rejects.toThrow('100 crystals of each side');
  });

  test('find two halves of one file alike', { timeout: 120_000 }, async () => {
    const [first, second] = ['first.jsonl', 'second.jsonl'].map((name) => join(folder, name));
    const small = { count: 500, maxAtoms: 12 };
    await generate({ out: first!, ...small });
    await generate({ out: second!, ...small, seed: 5 });
    const options = { real: first!, generated: second!, sample: 450, seed: 1, maxVolume: 2000 };
    for await (const event of compareStructures(options)) {
      if (event.kind !== 'finished') continue;
      const { real, generated, descriptors, separation } = event.comparison;
      expect([real, generated]).toEqual([450, 450]);
      expect(Math.abs(separation.auc - 0.5)).toBeLessThan(4 * separation.aucError);
      // Kolmogorov–Smirnov at a level of 10⁻⁴: 2.23 √(2/n).
      for (const { distance } of descriptors)
        expect(distance).toBeLessThan(2.23 * Math.sqrt(2 / 450));
      return;
    }
    expect.unreachable();
  });
});
