import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeFileAtomic } from './atomic.ts';
import { InputError, unwritable } from './inputError.ts';

export interface SlurmOptions {
  /** Words that start the program, such as node and its main file. */
  readonly program: readonly string[];
  /** Arguments of a build, without `--out` and `--shard`. */
  readonly build: readonly string[];
  /** Folder of the data set. */
  readonly out: string;
  /** Tasks of the array, each of which builds one part. */
  readonly tasks: number;
  /** Further options of sbatch, such as `--partition=short`. */
  readonly sbatch: readonly string[];
}

/** Scripts that build a data set in a job array and merge it. */
export interface SlurmScripts {
  /** With both scripts, the parts and their logs. */
  readonly folder: string;
  readonly build: string;
  readonly merge: string;
}

/**
 * Writes the scripts of a job array, one part of the data set a task, and of the job that merges the parts.
 *
 * @throws InputError when they cannot be written.
 */
export async function writeSlurmScripts(options: SlurmOptions): Promise<SlurmScripts> {
  const out = resolve(options.out);
  const folder = `${out}.parts`;
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  const scripts = { folder, build: join(folder, 'build.sh'), merge: join(folder, 'merge.sh') };
  await writeFileAtomic(scripts.build, buildScript(options, folder, logs));
  await writeFileAtomic(scripts.merge, mergeScript(options, out, folder, logs));
  return scripts;
}

function buildScript(
  { program, build, tasks, sbatch }: SlurmOptions,
  folder: string,
  logs: string,
) {
  // A task that is killed or taken from its node is queued again, and goes on where it was.
  return `#!/bin/sh
#SBATCH --job-name=mauguin-build
#SBATCH --array=1-${tasks}
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=${logs}/%a.log
${directives(sbatch)}exec ${words(program)} dataset build ${words(build)} \\
  --workers "\${SLURM_CPUS_PER_TASK:-1}" \\
  --shard "$SLURM_ARRAY_TASK_ID/${tasks}" --out ${word(folder)}/"$SLURM_ARRAY_TASK_ID"
`;
}

function mergeScript(
  { program, tasks, sbatch }: SlurmOptions,
  out: string,
  folder: string,
  logs: string,
) {
  const parts = Array.from({ length: tasks }, (_, i) => word(join(folder, String(i + 1))));
  return `#!/bin/sh
#SBATCH --job-name=mauguin-merge
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=${logs}/merge.log
${directives(sbatch)}exec ${words(program)} dataset merge --out ${word(out)} \\
  ${parts.join(' \\\n  ')}
`;
}

const directives = (options: readonly string[]): string =>
  options.map((option) => `#SBATCH ${option}\n`).join('');

const words = (list: readonly string[]): string => list.map(word).join(' ');

/** As a shell takes it for one word. */
const word = (text: string): string =>
  /^[\w./=:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** Numbers of the submitted jobs. */
export interface SlurmJobs {
  readonly array: string;
  /** Runs when every task of the array has ended well. */
  readonly merge: string;
}

/**
 * Submits both scripts.
 *
 * @throws InputError when there is no Slurm, or it refuses them.
 */
export function submitSlurmScripts({ build, merge }: SlurmScripts): SlurmJobs {
  const array = sbatch(build, []);
  const after = [`--dependency=afterok:${array}`, '--kill-on-invalid-dep=yes'];
  return { array, merge: sbatch(merge, after) };
}

function sbatch(script: string, options: readonly string[]): string {
  const { error, status, stdout, stderr } = spawnSync(
    'sbatch',
    ['--parsable', ...options, script],
    { encoding: 'utf8' },
  );
  if (error) {
    throw new InputError(
      `sbatch cannot be run (${error.message}): there is no Slurm here; the script is ${script}`,
    );
  }
  if (status !== 0) throw new InputError(`${script}: sbatch refuses it: ${stderr.trim()}`);
  // In a federation the cluster's name follows a semicolon.
  return stdout.trim().split(';')[0]!;
}
