import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Manifest } from '../dataset/index.ts';
import { type Architecture, parametersOf, trainableGraph } from '../model/index.ts';
import type { ParameterSpec } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';
import {
  epochOrder,
  epochStream,
  learningRateAt,
  type Recipe,
  type TrainingData,
} from '../training/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { unwritable } from './inputError.ts';

/** Folder of the job inside the run's. */
export const TORCH_FOLDER = 'torch';

/** Moves when the Python side could not read the next form. */
const FORMAT_VERSION = 1;

/** All that decides a run. */
export interface TorchJob {
  readonly data: TrainingData;
  readonly manifest: Manifest;
  readonly datasetFolder: string;
  readonly architecture: Architecture;
  readonly recipe: Recipe;
  /** Stream of the training, the one that the other engines draw from. */
  readonly rng: Rng;
}

/**
 * Writes what the Python processes read into `RUN/torch`: the network as an ONNX graph, and as raw
 * little-endian arrays the labels, the order of the rows in every epoch and the learning rate of
 * every step. `job.json` comes last: where it is, the rest is.
 *
 * @throws InputError when it cannot be written.
 */
export async function writeTorchJob(run: string, job: TorchJob): Promise<void> {
  const folder = join(run, TORCH_FOLDER);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  const write = (name: string, content: Uint8Array | string) =>
    writeFileAtomic(join(folder, name), content);
  const { data, recipe, architecture } = job;
  const specs = parametersOf(architecture);
  const zeros = new Float32Array(specs.reduce((sum, { size }) => sum + size, 0));
  await write('classifier.onnx', trainableGraph(architecture, zeros, recipe.dropout));
  await write('order.bin', bytesOf(orderOfEpochs(job)));
  await write('learningRates.bin', bytesOf(learningRates(job)));
  await write('labels.bin', bytesOf(Int32Array.from(data.labels)));
  await write('validationRows.bin', bytesOf(data.validationRows));
  await write('job.json', JSON.stringify(description(job, specs), null, 2));
}

function description(job: TorchJob, specs: readonly ParameterSpec[]) {
  const { data, manifest, recipe, rng } = job;
  return {
    formatVersion: FORMAT_VERSION,
    // Of torch's own random numbers: dropout, noise and strain.
    seed: rng.fork('torch').bits32(),
    recipe,
    grid: data.grid,
    dataset: {
      folder: resolve(job.datasetFolder),
      points: data.patterns.length,
      dtype: manifest.createdWith.dtype,
      shards: manifest.shards.map(({ file, rows }) => ({ file, rows })),
    },
    networks: { classifier: { file: 'classifier.onnx', parameters: specs.map(describeParameter) } },
  };
}

/** Name and shape in PyTorch, and the order in which the flat vector stores the axes. */
const describeParameter = ({ name, shape, layout }: ParameterSpec) => ({
  name,
  shape,
  storedAxes: layout === 'conv' ? [0, 2, 1] : shape.map((_, axis) => axis),
});

function orderOfEpochs({ data, recipe, rng }: TorchJob): Uint32Array {
  const order = new Uint32Array(recipe.epochs * data.trainingRows.length);
  for (let epoch = 1; epoch <= recipe.epochs; epoch++) {
    const rows = epochOrder(data, epochStream(rng, epoch));
    order.set(rows, (epoch - 1) * rows.length);
  }
  return order;
}

function learningRates({ data, recipe }: TorchJob): Float64Array {
  const batches = Math.ceil(data.trainingRows.length / recipe.batchSize);
  const steps = recipe.epochs * batches;
  return Float64Array.from({ length: steps }, (_, step) => learningRateAt(step, steps, recipe));
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
