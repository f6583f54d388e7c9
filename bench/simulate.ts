import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildDataset } from '../src/io/index.ts';
import { BT1_GE311 } from '../src/pattern/index.ts';
import { createRng } from '../src/random/index.ts';
import { MAX_VOLUME } from './crystals.ts';
import { madeUpStructure } from './madeUpStructure.ts';
import { type BenchOptions, type BenchResult, measure } from './result.ts';

const MADE_UP = 4000;
const WHAT = '3041 points, instrument in full; reading, simulation, writing and checksums';

/** A data set built from structure lines: those of a file once, or made-up ones three times. */
export async function simulateBench({ workers, structures }: BenchOptions): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'mauguin-bench-'));
  let round = 0;
  const build = async (input: string) => {
    const out = join(folder, `set-${round++}`);
    const fixed = { instrument: BT1_GE311, bIso: 0, seed: 1, maxVolume: MAX_VOLUME };
    let kept = 0;
    for await (const event of buildDataset({ ...fixed, out, inputs: [input], workers })) {
      if (event.kind === 'finished') kept = event.manifest.counts.kept;
    }
    return kept;
  };
  try {
    if (structures !== undefined) {
      const comment = `data set of ${basename(structures)}, cells up to ${MAX_VOLUME} Å³, ${WHAT}`;
      const once = { rounds: 1, warmUp: false };
      return await measure('simulate', workers, comment, once, () => build(structures));
    }
    const input = join(folder, 'structures.jsonl');
    await writeFile(input, madeUpLines());
    const comment =
      `data set of ${MADE_UP} made-up triclinic cells of 30 to 600 Å³ (the worst case: no ` +
      `reflection has equivalents beyond its Friedel mate), ${WHAT}`;
    return await measure('simulate', workers, comment, { rounds: 3 }, () => build(input));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function madeUpLines(): string {
  const rng = createRng(1);
  const lines = Array.from({ length: MADE_UP }, (_, i) => madeUpStructure(`s${i}`, rng));
  return `${lines.join('\n')}\n`;
}
