import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FinishedModel, GeneratedFigure, ReportedRun } from '../report/index.ts';
import { readEvents } from './eventLog.ts';
import { InputError, unreadable } from './inputError.ts';
import { CARD, readCard } from './modelStore.ts';
import { readPlan } from './runPlan.ts';
import { GENERATED } from './saveGenerator.ts';

/**
 * Reads a run's folder for a report; the run may be unfinished.
 *
 * @param name how the report calls it
 * @throws InputError when there is no run, or one of its files is damaged: it is named, with the line.
 */
export async function readRun(folder: string, name: string): Promise<ReportedRun> {
  if (!existsSync(folder)) throw new InputError(`${folder}: there is no such folder`);
  if (!(await stat(folder)).isDirectory()) {
    throw new InputError(`${folder}: is a file; give the folder of a run`);
  }
  const plan = await readPlan(folder);
  const model = existsSync(join(folder, CARD)) ? await finishedModel(folder) : undefined;
  return {
    name,
    folder,
    plan,
    epochs: await readEvents(folder),
    ...(model && { model }),
    generated: await readGenerated(join(folder, GENERATED)),
  };
}

async function finishedModel(folder: string): Promise<FinishedModel> {
  const { training, metrics } = await readCard(folder);
  const { validation, test } = metrics;
  return {
    bestEpoch: training.bestEpoch,
    samples: training.samples,
    ...(validation && { validation }),
    ...(test && { test }),
  };
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
    numbered.map(async ({ file, epoch }) => ({ epoch, svg: await readSvg(file) })),
  );
}

async function readSvg(path: string): Promise<string> {
  const svg = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  if (/^\s*(<\?xml[^>]*>\s*)?<svg[\s>]/.test(svg)) return svg;
  throw new InputError(`${path}: is not an SVG figure; remove it`);
}
