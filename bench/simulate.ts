import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDataset } from '../src/io/index.ts';
import { BT1_GE311 } from '../src/pattern/index.ts';
import { createRng } from '../src/random/index.ts';
import { madeUpStructure } from './madeUpStructure.ts';
import { type BenchResult, measure } from './result.ts';

const STRUCTURES = 4000;

/** A data set built from structure lines: reading, simulation, writing, checksums. */
export async function simulateBench(workers: number): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'mauguin-bench-'));
  const rng = createRng(1);
  const lines = Array.from({ length: STRUCTURES }, (_, i) => madeUpStructure(`s${i}`, rng));
  const input = join(folder, 'structures.jsonl');
  await writeFile(input, `${lines.join('\n')}\n`);
  let round = 0;
  try {
    const comment =
      `data set of ${STRUCTURES} made-up triclinic cells of 30 to 600 Å³ (the worst case: no ` +
      'reflection has equivalents beyond its Friedel mate), 3041 points, instrument in full';
    return await measure('simulate', workers, comment, 3, async () => {
      const out = join(folder, `set-${round++}`);
      const options = { out, inputs: [input], instrument: BT1_GE311, bIso: 0, seed: 1, workers };
      let kept = 0;
      for await (const event of buildDataset(options)) {
        if (event.kind === 'finished') kept = event.manifest.counts.kept;
      }
      return kept;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
