import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { classifyFile, openPredictionModel } from '../src/io/index.ts';
import { type BenchResult, measure } from './result.ts';

const patterns = fileURLToPath(new URL('../examples/patterns/', import.meta.url));

/** The example patterns from file to both answers, models open. */
export async function classifyBench(workers: number): Promise<BenchResult> {
  const files = (await readdir(patterns)).map((name) => patterns + name);
  const model = await openPredictionModel('neutron', [], workers);
  try {
    const comment = `${files.length} example files: reading, background, both networks, one at a time`;
    return await measure('classify', workers, comment, { rounds: 7 }, async () => {
      for (const file of files) await classifyFile(file, async () => model);
      return files.length;
    });
  } finally {
    await model.close();
  }
}
