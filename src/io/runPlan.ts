import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeIssues, SPLIT_KINDS } from '../dataset/index.ts';
import { type Recipe, recipeSchema } from '../training/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { ENGINES } from './engine.ts';
import { InputError, unwritable } from './inputError.ts';

const PLAN = 'run.json';

const planSchema = z.object({
  formatVersion: z.literal(1),
  packageVersion: z.string(),
  commit: z.string().exactOptional(),
  task: z.enum(['bravais-lattice', 'space-group']),
  method: z.enum(['supervised', 'sgan']).default('supervised'),
  /** Share of the training patterns whose labels are known. */
  labelled: z.number().default(1),
  /** The one it began with; a resumed run may take another. */
  engine: z.enum(ENGINES).default('cpu'),
  classes: z.array(z.string()),
  seed: z.int(),
  recipe: recipeSchema,
  /** Of the recipe's augmentation with all defaults, as JSON. */
  augmentationSha256: z.string().exactOptional(),
  /** Checksum of the data set's manifest. */
  datasetSha256: z.string(),
  /** What was held out, where a split file said it. */
  split: z.object({ by: z.enum(SPLIT_KINDS), sha256: z.string() }).exactOptional(),
  /** The model whose trunk the run began with. */
  startedFrom: z.object({ name: z.string(), sha256: z.string() }).exactOptional(),
});

/** What a run was asked to do; written first, so that a resumed run can be held to it. */
export type RunPlan = z.infer<typeof planSchema>;

/**
 * Puts a plan into a new run folder, or, to resume, compares it with the one there.
 *
 * @throws InputError when the folder holds something else, or the run to resume was another one.
 */
export async function settlePlan(folder: string, plan: RunPlan, resume: boolean): Promise<void> {
  if (resume) return checkResumed(folder, plan);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  if ((await readdir(folder)).length > 0) {
    throw new InputError(
      `${folder}: this folder is not empty; give a new one, or --resume to go on with its run`,
    );
  }
  await writeFileAtomic(join(folder, PLAN), JSON.stringify(plan, null, 2));
}

async function checkResumed(folder: string, plan: RunPlan): Promise<void> {
  const saved = await readPlan(folder);
  const differences = [
    saved.datasetSha256 !== plan.datasetSha256 && 'the data set has changed',
    saved.split?.sha256 !== plan.split?.sha256 &&
      `it has ${splitName(saved)}, not ${splitName(plan)}`,
    saved.task !== plan.task && `its task is ${saved.task}, not ${plan.task}`,
    saved.seed !== plan.seed && `its seed is ${saved.seed}, not ${plan.seed}`,
    saved.method !== plan.method && `its method is ${saved.method}, not ${plan.method}`,
    saved.labelled !== plan.labelled &&
      `its labelled share is ${saved.labelled}, not ${plan.labelled}`,
    saved.classes.join() !== plan.classes.join() && 'its classes are others',
    ...recipeDifferences(saved.recipe, plan.recipe),
    saved.startedFrom?.sha256 !== plan.startedFrom?.sha256 &&
      `it began with ${saved.startedFrom ? `the model ${saved.startedFrom.name}` : 'no model'}`,
  ].filter((text) => text !== false);
  if (differences.length > 0) {
    throw new InputError(
      `${folder}: this run cannot be resumed: ${differences.join('; ')}; give the options it began with`,
    );
  }
}

const splitName = ({ split }: RunPlan): string =>
  split ? `the split by ${split.by} ${split.sha256.slice(0, 12)}` : 'no split file';

function recipeDifferences(saved: Recipe, asked: Recipe): readonly (string | false)[] {
  const { augmentation: before, onTheFly: was, ...others } = saved;
  const { augmentation: now, onTheFly: is, ...askedOthers } = asked;
  const differ = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
  return [
    differ(others, askedOthers) && 'its recipe is another',
    differ(before, now) && 'its augmentation is another',
    was !== is && `its patterns were ${was ? 'simulated on the fly' : 'the stored ones'}`,
  ];
}

/**
 * What the run in a folder was asked to do.
 *
 * @throws InputError when there is no run, or its file is damaged.
 */
export async function readPlan(folder: string): Promise<RunPlan> {
  const path = join(folder, PLAN);
  if (!existsSync(path)) throw new InputError(`${folder}: no training run here (no ${PLAN})`);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path}: is not JSON (${(error as Error).message})`);
  }
  const result = planSchema.safeParse(value);
  if (!result.success) throw new InputError(`${path}: ${describeIssues(result.error)}`);
  return result.data;
}
