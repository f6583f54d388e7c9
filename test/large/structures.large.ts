import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  buildDataset,
  evaluateOnDataset,
  type OpenDataset,
  openDataset,
  openModel,
} from '../../src/io/index.ts';
import { BT1_GE311 } from '../../src/pattern/index.ts';
import { sharedPath } from '../shared.ts';

const structures = sharedPath('data/structures.jsonl.gz');
const folder = mkdtempSync(join(tmpdir(), 'mauguin-large-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(structures === undefined)('the shared structures', () => {
  let dataset: OpenDataset;

  beforeAll(async () => {
    const out = join(folder, 'set');
    const begin = performance.now();
    const options = { out, inputs: [structures!], instrument: BT1_GE311, bIso: 0, maxVolume: 2000 };
    for await (const event of buildDataset({ ...options, seed: 1, workers: 2 })) {
      if (event.kind !== 'finished') continue;
      const seconds = (performance.now() - begin) / 1000;
      const { kept } = event.manifest.counts;
      const memory = process.resourceUsage().maxRSS / 1024;
      console.log(`${kept} patterns in ${seconds.toFixed(1)} s, ${memory.toFixed(0)} MB at most`);
    }
    dataset = await openDataset(out, { verify: true });
  });

  test('become a data set of 34,693 patterns and 92 frequent space groups', () => {
    const { counts, classes } = dataset.manifest;
    expect(counts.read).toBe(35644);
    expect(counts.kept).toBe(34693);
    expect(counts.faults).toEqual({
      'large-cell': 660,
      'unknown-scatterer': 290,
      'overlapping-atoms': 1,
    });
    expect(classes['space-group']).toHaveLength(92);
  });

  test('need less than 1.5 GB', () => {
    expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(1500);
  });

  test.each(['bravais-neutron', 'space-group-neutron'])(
    '%s scores on the test part what its card says',
    async (name) => {
      const model = await openModel(name);
      const { test } = model.card.metrics;
      const { n, top1, top5 } = await evaluateOnDataset(model, dataset, 'test');
      console.log(`${name}: n ${n}, top-1 ${top1.value}, top-5 ${top5.value}`);
      expect(n).toBe(test?.n);
      // The last bits of a sum differ between machines: a pattern in a thousand may change sides.
      expect(Math.abs(top1.value - test!.top1)).toBeLessThan(0.002);
      expect(Math.abs(top5.value - test!.top5)).toBeLessThan(0.002);
    },
  );
});
