import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeIssues } from '../dataset/index.ts';
import type {
  FinishedModel,
  GeneratedFigure,
  ReportedEpoch,
  ReportedRun,
} from '../report/index.ts';
import { InputError, unreadable } from './inputError.ts';
import { readCard } from './modelStore.ts';

const PLAN = 'run.json';
const EVENTS = 'events.jsonl';
const CARD = 'card.json';
const GENERATED = 'generated';

/** As much of a run's plan as a report tells; the rest, of a later version perhaps, is left. */
const planSchema = z.object({
  task: z.enum(['bravais-lattice', 'space-group']),
  classes: z.array(z.string()),
  method: z.enum(['supervised', 'sgan']).default('supervised'),
  labelled: z.number().exactOptional(),
  engine: z.string().exactOptional(),
  seed: z.int(),
  recipe: z.record(z.string(), z.unknown()),
  datasetSha256: z.string(),
  packageVersion: z.string(),
  commit: z.string().exactOptional(),
  startedFrom: z.object({ name: z.string(), sha256: z.string() }).exactOptional(),
});

const epochSchema = z.object({
  epoch: z.int().min(1),
  trainingLoss: z.number(),
  trainingTop1: z.number(),
  learningRate: z.number(),
  validation: z.object({ loss: z.number(), top1: z.number(), top5: z.number() }).exactOptional(),
  seconds: z.number().exactOptional(),
  samplesPerSecond: z.number().exactOptional(),
  adversarial: z
    .object({
      unlabelledLoss: z.number(),
      generatedLoss: z.number(),
      generatorLoss: z.number(),
      dReal: z.number(),
      dGenerated: z.number(),
      diversity: z.number(),
      realDiversity: z.number(),
      nearestDistance: z.number(),
    })
    .exactOptional(),
});

/**
 * Reads a run's folder for a report; the run may be unfinished.
 *
 * @throws InputError when there is no run, or one of its files is damaged: it is named, with the line.
 */
export async function readRun(folder: string, name: string): Promise<ReportedRun> {
  if (!existsSync(folder)) throw new InputError(`${folder}: there is no such folder`);
  if (!(await stat(folder)).isDirectory()) {
    throw new InputError(`${folder}: is a file; give the folder of a run`);
  }
  const planPath = join(folder, PLAN);
  if (!existsSync(planPath)) {
    throw new InputError(`${folder}: no training run here (no ${PLAN})`);
  }
  const plan = parseJson(await readText(planPath), planSchema, planPath);
  const model = existsSync(join(folder, CARD)) ? await finishedModel(folder) : undefined;
  return {
    name,
    folder,
    plan,
    epochs: await readEpochs(join(folder, EVENTS)),
    ...(model && { model }),
    generated: await readGenerated(join(folder, GENERATED)),
  };
}

async function finishedModel(folder: string): Promise<FinishedModel> {
  const { name, training, metrics } = await readCard(folder);
  const { validation, test } = metrics;
  return {
    name,
    bestEpoch: training.bestEpoch,
    samples: training.samples,
    ...(validation && { validation: { n: validation.n } }),
    ...(test && { test: { n: test.n, top1: test.top1, top5: test.top5 } }),
  };
}

/** None before the first epoch has ended. */
async function readEpochs(path: string): Promise<ReportedEpoch[]> {
  if (!existsSync(path)) return [];
  const lines = (await readText(path)).split('\n');
  const epochs = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [parseJson(line, epochSchema, `${path}:${i + 1}`)],
  );
  const wrong = epochs.findIndex(({ epoch }, i) => i > 0 && epoch <= epochs[i - 1]!.epoch);
  if (wrong > 0) {
    const { epoch } = epochs[wrong]!;
    throw new InputError(`${path}: epoch ${epoch} comes after epoch ${epochs[wrong - 1]!.epoch}`);
  }
  return epochs;
}

/** Figures named `epoch-001.svg` and so on, in the order of their numbers. */
async function readGenerated(folder: string): Promise<GeneratedFigure[]> {
  if (!existsSync(folder)) return [];
  const numbered = (await readdir(folder)).flatMap((file) => {
    const epoch = /^epoch-(\d+)\.svg$/.exec(file)?.[1];
    return epoch === undefined ? [] : [{ file: join(folder, file), epoch: Number(epoch) }];
  });
  numbered.sort((a, b) => a.epoch - b.epoch);
  return Promise.all(
    numbered.map(async ({ file, epoch }) => {
      const svg = await readText(file);
      if (!/^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/.test(svg)) {
        throw new InputError(`${file}: is not an SVG figure; remove it`);
      }
      return { epoch, svg };
    }),
  );
}

const readText = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });

function parseJson<T>(text: string, schema: z.ZodType<T>, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${where}: is not JSON (${(error as Error).message})`);
  }
  const result = schema.safeParse(value);
  if (!result.success) throw new InputError(`${where}: ${describeIssues(result.error)}`);
  return result.data;
}
