import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  encodeSafetensors,
  generatorFor,
  generatorParameters,
  toTorchLayout,
} from '../model/index.ts';
import { type Grid, twoThetaGrid } from '../pattern/index.ts';
import { generatedFigure } from '../report/index.ts';
import type { SganState } from '../training/index.ts';
import { writeFileAtomic } from './atomic.ts';

/** Folder of a run with a picture of generated patterns for each epoch. */
export const GENERATED = 'generated';

/** Draws what the generator makes after an epoch: `generated/epoch-001.svg`. */
export async function saveGenerated(
  run: string,
  epoch: number,
  values: Float32Array,
  grid: Grid,
): Promise<void> {
  const folder = join(run, GENERATED);
  await mkdir(folder, { recursive: true });
  const patterns = { values, twoTheta: twoThetaGrid(grid) };
  const svg = await generatedFigure(patterns, `Generated after epoch ${epoch}`);
  await writeFileAtomic(join(folder, `epoch-${String(epoch).padStart(3, '0')}.svg`), svg);
}

/**
 * Writes a generator's weights and running statistics, `generator.safetensors`, under the names and
 * in the shapes of the authors' PyTorch code.
 */
export async function saveGenerator(
  run: string,
  points: number,
  { generator }: SganState,
  latent?: number,
): Promise<void> {
  const specs = generatorParameters(generatorFor(points, latent));
  const parts = [
    { values: toTorchLayout(generator.parameters, specs.parameters), specs: specs.parameters },
    { values: generator.statistics, specs: specs.statistics },
  ];
  const tensors = parts.flatMap(({ values, specs }) =>
    specs.map(({ name, shape, offset, size }) => ({
      name,
      shape,
      data: values.slice(offset, offset + size),
    })),
  );
  await writeFileAtomic(join(run, 'generator.safetensors'), encodeSafetensors(tensors, 'F32'));
}
