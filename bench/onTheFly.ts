/**
 * @file What it costs to train on patterns that are simulated on the fly: steps of the paper's network
 * on stored patterns and on such ones in turn, on the same threads.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import measured from '../recipes/augmentations/measured.json' with { type: 'json' };
import measuredStored from '../recipes/augmentations/measured-stored.json' with { type: 'json' };
import type { Augmentation } from '../src/augmentation/index.ts';
import { parseAugmentation } from '../src/augmentation/index.ts';
import { formatStructureLine } from '../src/crystal/index.ts';
import { buildDataset, loadCrystals, type OpenDataset, openDataset } from '../src/io/index.ts';
import { openSource } from '../src/io/openSource.ts';
import { classesOf, trainingData } from '../src/io/trainingData.ts';
import { BT1_GE311 } from '../src/pattern/index.ts';
import { createRng } from '../src/random/index.ts';
import {
  type BatchSource,
  firstParameters,
  newTrainingState,
  parseRecipe,
  type View,
} from '../src/training/index.ts';
import { storedSource } from '../src/training/storedSource.ts';
import { SupervisedLearner } from '../src/training/supervised.ts';
import { MAX_VOLUME } from './crystals.ts';
import { madeUpStructure } from './madeUpStructure.ts';
import { type BenchOptions, type BenchReport, processorSeconds, spreadOf } from './result.ts';

const ROWS = 64;
const STEPS = 4;
/** Structures: enough that a round hardly ever sees one again. */
const STRUCTURES = 3000;

/** Ways to get patterns; the first is what the others are compared with. */
const WAYS = {
  stored: { onTheFly: false },
  'stored, augmented': { onTheFly: false, augmentation: parseAugmentation(measuredStored) },
  'on the fly': { onTheFly: true },
  'on the fly, augmented': { onTheFly: true, augmentation: parseAugmentation(measured) },
} as const satisfies Record<string, Way>;

interface Way {
  readonly onTheFly: boolean;
  readonly augmentation?: Augmentation;
}

interface Lane {
  readonly name: string;
  /** Steps, until what they have set going is done. */
  round(): Promise<void>;
  close(): Promise<void>;
}

export async function onTheFlyBench(options: BenchOptions): Promise<BenchReport> {
  const folder = await mkdtemp(join(tmpdir(), 'mauguin-bench-'));
  try {
    const dataset = await build(folder, options.structures);
    const lanes: Lane[] = [];
    for (const [name, way] of Object.entries(WAYS)) {
      lanes.push(await openLane(name, way, dataset, options.workers));
    }
    const rounds = await alternate(lanes, options.rounds);
    await Promise.all(lanes.map((lane) => lane.close()));
    return reportOf(rounds, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function build(folder: string, structures: string | undefined): Promise<OpenDataset> {
  const input = join(folder, 'structures.jsonl');
  await writeFile(input, `${(await linesOf(structures)).join('\n')}\n`);
  const fixed = { instrument: BT1_GE311, bIso: 0, seed: 1, maxVolume: MAX_VOLUME, workers: 2 };
  const out = join(folder, 'set');
  for await (const _ of buildDataset({ ...fixed, out, inputs: [input] }));
  return openDataset(out);
}

async function linesOf(structures: string | undefined): Promise<readonly string[]> {
  if (structures === undefined) {
    const rng = createRng(1);
    return Array.from({ length: STRUCTURES }, (_, i) => madeUpStructure(`s${i}`, rng));
  }
  const lines: string[] = [];
  for await (const loaded of loadCrystals([structures])) {
    if (loaded.ok) lines.push(formatStructureLine(loaded.crystal));
  }
  const step = Math.max(1, Math.floor(lines.length / STRUCTURES));
  return lines.filter((_, i) => i % step === 0);
}

async function openLane(
  name: string,
  way: Way,
  dataset: OpenDataset,
  workers: number,
): Promise<Lane> {
  const recipe = parseRecipe({ epochs: 1000, batchSize: ROWS, ...way });
  const asked = {
    dataset,
    datasetFolder: dataset.folder,
    recipe,
    seed: 1,
    task: { kind: 'bravais-lattice' as const },
  };
  const data = trainingData(asked, classesOf(asked));
  const rng = createRng(1);
  const simulated = await openSource(asked, data);
  const source = new WatchedSource(simulated ?? storedSource(data, recipe, rng));
  const inputLength = dataset.patterns.length;
  const architecture = {
    kind: 'resnet' as const,
    classes: data.classes.length,
    inputLength,
    stemMaxPool: false,
  };
  const state = newTrainingState(firstParameters(architecture, recipe, rng), recipe);
  const networks = { architecture, recipe, state, workers, provider: 'cpu' } as const;
  const learner = await SupervisedLearner.start({ data, source, rng, ...networks });
  // Fills the tables of profiles, as the first epoch of a run does.
  for (let first = 0; first < data.trainingRows.length; first += ROWS) {
    const rows = data.trainingRows.subarray(first, first + ROWS);
    await source.read(Array.from(rows, (row) => ({ row, name: `warm-up ${row}` })));
  }
  let step = 0;
  return {
    name,
    async round() {
      for (let i = 0; i < STEPS; i++, step++) {
        const batches = learner.batchesAnEpoch - 1;
        await learner.step(Math.floor(step / batches), step % batches);
      }
      await source.settle();
    },
    async close() {
      await learner.close();
      await simulated?.close();
    },
  };
}

/** A source of which one can wait until it has nothing to do. */
class WatchedSource implements BatchSource {
  readonly ahead: number;
  readonly #inner: BatchSource;
  readonly #reads = new Set<Promise<Float32Array>>();

  constructor(inner: BatchSource) {
    this.#inner = inner;
    this.ahead = inner.ahead;
  }

  read(views: readonly View[]): Promise<Float32Array> {
    const read = this.#inner.read(views);
    this.#reads.add(read);
    return read;
  }

  async settle(): Promise<void> {
    await Promise.all(this.#reads);
    this.#reads.clear();
  }
}

/** Seconds of wall and of processor time, for each lane and round. */
type Rounds = ReadonlyMap<string, readonly { readonly wall: number; readonly busy: number }[]>;

async function alternate(lanes: readonly Lane[], rounds: number): Promise<Rounds> {
  const times = new Map(lanes.map(({ name }) => [name, [] as { wall: number; busy: number }[]]));
  // Fills the stock, and does not count.
  for (const lane of lanes) await lane.round();
  for (let i = 0; i < rounds; i++) {
    for (const lane of lanes) {
      const [wall, busy] = [performance.now(), processorSeconds()];
      await lane.round();
      times
        .get(lane.name)!
        .push({ wall: (performance.now() - wall) / 1000, busy: processorSeconds() - busy });
    }
  }
  return times;
}

function reportOf(rounds: Rounds, { workers, structures }: BenchOptions): BenchReport {
  const [base] = rounds.values();
  const samples = ROWS * STEPS;
  const lanes = [...rounds].map(([name, times]) => {
    const ratios = (of: 'wall' | 'busy') =>
      spreadOf(times.map((time, i) => base![i]![of] / time[of]));
    return {
      name,
      samplesPerSecond: samples / spreadOf(times.map(({ wall }) => wall)).median,
      samplesPerProcessorSecond: samples / spreadOf(times.map(({ busy }) => busy)).median,
      /** Samples/s over those on stored patterns, round by round. */
      wallRatio: ratios('wall'),
      processorRatio: ratios('busy'),
    };
  });
  const percent = (x: number) => `${(100 * x).toFixed(1)} %`;
  const what = structures === undefined ? 'made-up triclinic cells' : basename(structures);
  const text = [
    `batches of ${ROWS}, 3041 points, ${workers} workers and one that simulates; ${what}`,
    ...lanes.map(
      ({ name, samplesPerSecond, samplesPerProcessorSecond, wallRatio, processorRatio }) =>
        `${name}: ${samplesPerSecond.toFixed(0)} samples/s (${percent(wallRatio.median)} of stored, ` +
        `quartiles ${wallRatio.quartiles.map(percent).join(' and ')}), ` +
        `${samplesPerProcessorSecond.toFixed(0)} for each second of processor time (${percent(processorRatio.median)})`,
    ),
  ];
  return { data: { workers, structures: what, lanes }, text: text.join('\n') };
}
