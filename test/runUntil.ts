import type { RunEvent } from '../src/io/runEvent.ts';
import { runTraining, type TrainingRunOptions } from '../src/io/trainingRun.ts';

/** Says that a run has gone far enough, given an event and how many of its kind there were. */
export type IsEnough = (event: RunEvent, count: number) => boolean | Promise<boolean>;

/** Trains until `isEnough`, as a kill would stop it after what an event has saved. */
export async function runUntil(
  options: TrainingRunOptions,
  isEnough: IsEnough = () => false,
): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of runTraining(options)) {
    events.push(event);
    if (await isEnough(event, events.filter(({ kind }) => kind === event.kind).length)) break;
  }
  return events;
}
