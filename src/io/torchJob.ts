import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Manifest } from '../dataset/index.ts';
import {
  type Architecture,
  discriminatorForwardGraph,
  discriminatorParameters,
  generatorFor,
  generatorForwardGraph,
  generatorParameters,
  parametersOf,
  trainableGraph,
} from '../model/index.ts';
import type { ParameterSpec } from '../nn/index.ts';
import type { Rng } from '../random/index.ts';
import { latentsOf, type Recipe, scheduleOf, type TrainingData } from '../training/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { unwritable } from './inputError.ts';

/** Folder of the job inside the run's. */
const FOLDER = 'torch';

/** Moves when the Python side could not read the next form. */
const FORMAT_VERSION = 3;

/** All that decides a run. */
export interface TorchJob {
  readonly data: TrainingData;
  readonly manifest: Manifest;
  readonly datasetFolder: string;
  readonly architecture: Architecture;
  readonly recipe: Recipe;
  /** Stream of the training, the one that the other engines draw from. */
  readonly rng: Rng;
  /**
   * Draws the random vectors of generated patterns as the other engines do, for comparisons; too slow
   * and large for long runs, which draw them where they compute. @default false
   */
  readonly fixedLatents?: boolean;
}

/** A network as the Python side finds it. */
interface TorchNetwork {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly parameters: readonly ParameterSpec[];
  readonly statistics?: readonly ParameterSpec[];
  readonly latent?: number;
}

/**
 * Writes what the Python processes read into `RUN/torch`: the networks as ONNX graphs, and as raw
 * little-endian arrays the labels, the order of the rows in every epoch and the learning rate of
 * every step. `job.json` comes last: where it is, the rest is.
 *
 * @throws InputError when it cannot be written.
 */
export async function writeTorchJob(run: string, job: TorchJob): Promise<void> {
  const folder = join(run, FOLDER);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  const networks = networksOf(job);
  for (const { file, bytes } of Object.values(networks)) {
    await writeFileAtomic(join(folder, file), bytes);
  }
  for (const [name, values] of Object.entries(arraysOf(job))) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    await writeFileAtomic(join(folder, `${name}.bin`), bytes);
  }
  const description = JSON.stringify(describe(job, networks), null, 2);
  await writeFileAtomic(join(folder, 'job.json'), description);
}

/** Removes the job of a finished run. */
export const removeTorchJob = (run: string): Promise<void> =>
  rm(join(run, FOLDER), { recursive: true, force: true });

/** Their weights are those of the saved state: here they are 0. */
function networksOf({ architecture, recipe }: TorchJob): Readonly<Record<string, TorchNetwork>> {
  const { dropout, sgan } = recipe;
  if (sgan === undefined) {
    const parameters = parametersOf(architecture);
    const bytes = trainableGraph(architecture, zeros(parameters), dropout);
    return { classifier: { file: 'classifier.onnx', bytes, parameters } };
  }
  const head = { ...architecture, dropout, adversarialHead: sgan.adversarialHead };
  const parameters = discriminatorParameters(head);
  const classifier = discriminatorForwardGraph(head, zeros(parameters)).bytes;
  const options = generatorFor(architecture.inputLength, sgan.latent);
  const specs = generatorParameters(options);
  const statistics = zeros(specs.statistics);
  const generator = generatorForwardGraph(options, zeros(specs.parameters), statistics).bytes;
  const { latent } = options;
  return {
    classifier: { file: 'classifier.onnx', bytes: classifier, parameters },
    generator: { file: 'generator.onnx', bytes: generator, ...specs, latent },
  };
}

function arraysOf(job: TorchJob): Readonly<Record<string, ArrayBufferView>> {
  const { data, recipe, rng, fixedLatents = false } = job;
  const { order, learningRates, sgan } = scheduleOf(data, recipe, rng);
  return {
    order,
    learningRates,
    labels: Int32Array.from(data.labels),
    validationRows: data.validationRows,
    ...sgan,
    ...(sgan && fixedLatents && { latents: latentsOf(data, recipe, rng) }),
  };
}

function describe(job: TorchJob, networks: Readonly<Record<string, TorchNetwork>>) {
  const { data, manifest, recipe, rng } = job;
  return {
    formatVersion: FORMAT_VERSION,
    // Of torch's own random numbers: dropout, noise and strain, and what patterns are generated from.
    seed: rng.fork('torch').bits32(),
    recipe,
    instrument: { grid: data.instrument.grid, wavelength: data.instrument.wavelength },
    dataset: {
      folder: resolve(job.datasetFolder),
      points: data.patterns.length,
      dtype: manifest.createdWith.dtype,
      shards: manifest.shards.map(({ file, rows }) => ({ file, rows })),
    },
    fixedLatents: job.fixedLatents ?? false,
    networks: Object.fromEntries(
      Object.entries(networks).map(([name, { bytes, ...network }]) => [
        name,
        {
          ...network,
          parameters: network.parameters.map(describeTensor),
          ...(network.statistics && { statistics: network.statistics.map(describeTensor) }),
        },
      ]),
    ),
  };
}

/** Name and shape in PyTorch, and the order in which the flat vector stores the axes. */
const describeTensor = ({ name, shape, layout }: ParameterSpec) => ({
  name,
  shape,
  storedAxes: layout === 'conv' ? [0, 2, 1] : shape.map((_, axis) => axis),
});

const zeros = (specs: readonly ParameterSpec[]): Float32Array =>
  new Float32Array(specs.reduce((sum, { size }) => sum + size, 0));
