import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { describeIssues } from '../dataset/index.ts';
import type { EpochRecord } from '../training/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { ENGINES, type EngineName } from './engine.ts';
import { InputError } from './inputError.ts';
import { epochRecordSchema } from './stateFile.ts';

/** File of a run's epochs, one JSON document a line. */
export const EVENTS = 'events.jsonl';

const loggedEpochSchema = epochRecordSchema.extend({
  seconds: z.number().exactOptional(),
  samplesPerSecond: z.number().exactOptional(),
  engine: z.enum(ENGINES).exactOptional(),
});

/** A finished epoch with what computed it and what the clock says of it. */
export interface LoggedEpoch extends EpochRecord {
  /** Wall time, validation included. */
  readonly seconds?: number;
  /** Labelled patterns a second of training. */
  readonly samplesPerSecond?: number;
  /** That finished the epoch. */
  readonly engine?: EngineName;
}

/**
 * The epochs that a run has logged, in order.
 *
 * @throws InputError naming the line that is damaged.
 */
export async function readEvents(folder: string): Promise<readonly LoggedEpoch[]> {
  const path = join(folder, EVENTS);
  if (!existsSync(path)) return [];
  const lines = (await readFile(path, 'utf8')).split('\n');
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : [parseEvent(line, path, i + 1)]));
}

function parseEvent(line: string, path: string, number: number): LoggedEpoch {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new InputError(`${path}, line ${number}: is not JSON`);
  }
  const result = loggedEpochSchema.safeParse(value);
  if (result.success) return result.data;
  throw new InputError(`${path}, line ${number}: ${describeIssues(result.error)}`);
}

/**
 * Writes a run's epochs, the latest with its times; those of earlier epochs are kept, if still there.
 */
export async function writeEvents(
  folder: string,
  history: readonly EpochRecord[],
  latest?: LoggedEpoch,
): Promise<void> {
  const known = new Map((await readEvents(folder)).map((logged) => [logged.epoch, logged]));
  if (latest) known.set(latest.epoch, latest);
  const lines = history.map((record) => `${JSON.stringify(known.get(record.epoch) ?? record)}\n`);
  await writeFileAtomic(join(folder, EVENTS), lines.join(''));
}
