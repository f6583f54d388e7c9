import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseSpaceGroups } from '../src/generation/index.ts';
import { generateStructures, openStatistics } from '../src/io/index.ts';
import { type BenchOptions, type BenchResult, measure } from './result.ts';

const COUNT = 20_000;
const ROUNDS = 3;

/** Crystals generated, checked and written as `mauguin structures generate` does. */
export async function generateBench({ workers }: BenchOptions): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'mauguin-bench-'));
  const statistics = await openStatistics();
  const choice = chooseSpaceGroups('real', statistics);
  if (!choice.ok) throw new Error(choice.message);
  const { weights } = choice;
  const out = join(folder, 'generated.jsonl.gz');
  let seed = 1;
  const comment = `${COUNT} crystals by the statistics of the package, checked by the symmetry search and written as .jsonl.gz; threads start anew in each round`;
  try {
    return await measure('generate', workers, comment, { rounds: ROUNDS }, async () => {
      const settings = { statistics, weights, maxAtoms: 120, seed: seed++ };
      for await (const event of generateStructures({ ...settings, out, count: COUNT, workers })) {
        if (event.kind === 'finished') return event.counts.made;
      }
      throw new Error('the generator did not finish');
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
