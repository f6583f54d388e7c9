import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDataset, type OpenDataset, openDataset } from '../src/io/index.ts';
import { BT1_GE311 } from '../src/pattern/index.ts';
import { createRng } from '../src/random/index.ts';
import { madeUpStructure } from './madeUpStructure.ts';
import { type BenchOptions, type BenchReport, measure, rateReport } from './result.ts';

const ROWS = 64;
const BATCHES = 200;
const MADE_UP = 4096;

/** Random batches out of a data set: read from its files by position, and held in memory. */
export async function batchesBench({ dataset, workers }: BenchOptions): Promise<BenchReport> {
  const folder = await mkdtemp(join(tmpdir(), 'mauguin-bench-'));
  try {
    const path = dataset ?? (await buildMadeUp(folder, workers));
    const reports = [
      await readBench('from files', await openDataset(path, { memoryLimit: 0 })),
      await readBench('from memory', await openDataset(path, { memoryLimit: 2 ** 33 })),
    ].map(rateReport);
    return {
      data: reports.map(({ data }) => data),
      text: reports.map(({ text }) => text).join('\n'),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readBench(where: string, { patterns, close }: OpenDataset) {
  const rng = createRng(1);
  const x = new Float32Array(ROWS * patterns.length);
  const rows = new Uint32Array(ROWS);
  const comment =
    `batches of ${ROWS} rows drawn at random from ${patterns.count} patterns of ${patterns.length} points, ` +
    'decoded to float32';
  const result = await measure(`batches ${where}`, 1, comment, { rounds: 9 }, () => {
    for (let batch = 0; batch < BATCHES; batch++) {
      for (let i = 0; i < ROWS; i++) rows[i] = rng.integer(patterns.count);
      patterns.read(rows, x);
    }
    return BATCHES * ROWS;
  });
  close();
  return result;
}

async function buildMadeUp(folder: string, workers: number): Promise<string> {
  const rng = createRng(1);
  const input = join(folder, 'structures.jsonl');
  const lines = Array.from({ length: MADE_UP }, (_, i) => madeUpStructure(`made-up-${i}`, rng));
  await writeFile(input, lines.join('\n'));
  const out = join(folder, 'set');
  const settings = { instrument: BT1_GE311, bIso: 0, seed: 1, workers };
  for await (const _ of buildDataset({ inputs: [input], out, ...settings }));
  return out;
}
