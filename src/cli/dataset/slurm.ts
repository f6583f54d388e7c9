import { resolve } from 'node:path';
import {
  InputError,
  inspectStructureFile,
  openInstrument,
  submitSlurmScripts,
  writeSlurmScripts,
} from '../../io/index.ts';
import { INSTRUMENTS } from '../../pattern/index.ts';
import { note, print, printJson } from '../output.ts';
import type { BuildFlags } from './build.ts';

/** Writes the scripts of a job array that builds a data set, and submits them. */
export async function buildInSlurm(
  inputs: readonly string[],
  flags: BuildFlags & { readonly slurm: number },
): Promise<void> {
  const { shard, slurm: tasks, sbatch = [], submit, out, json } = flags;
  if (shard) throw new InputError('--slurm makes the parts itself; it does not go with --shard');
  // What is wrong is better said here than in the log of each task.
  for (const input of inputs) await inspectStructureFile(input);
  await openInstrument(flags.instrument);
  const scripts = await writeSlurmScripts({
    program: [process.execPath, resolve(process.argv[1]!)],
    build: [...inputs.map((input) => resolve(input)), ...settings(flags)],
    out,
    tasks,
    sbatch,
  });
  const jobs = submit ? submitSlurmScripts(scripts) : undefined;
  if (json) printJson({ out, ...scripts, jobs });
  else if (jobs) print(`job ${jobs.array} builds ${tasks} parts, job ${jobs.merge} merges them`);
  else print(`sbatch ${scripts.build}\nsbatch --dependency=afterok:JOB ${scripts.merge}`);
  if (!json) note(`scripts, logs and parts are in ${scripts.folder}`);
}

const isPreset = (name: string): boolean =>
  INSTRUMENTS.some((preset) => preset.name === name.toLowerCase());

function settings(flags: BuildFlags): readonly string[] {
  const { seed, testShare, stratified, maxVolume, instrument, bIso, dtype, shardRows } = flags;
  return [
    ...['--seed', String(seed), '--test-share', String(testShare)],
    ...(stratified ? ['--stratified'] : []),
    ...(maxVolume === undefined ? [] : ['--max-volume', String(maxVolume)]),
    ...['--instrument', isPreset(instrument) ? instrument : resolve(instrument)],
    ...['--b-iso', String(bIso), '--dtype', dtype, '--shard-rows', String(shardRows)],
  ];
}
