import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { classifierPart, type ModelCard } from '../model/index.ts';
import type { Grid } from '../pattern/index.ts';
import type { Recipe, TrainingState } from '../training/index.ts';
import { writeEvents } from './eventLog.ts';
import { saveModel } from './modelStore.ts';
import type { RunEvent } from './runEvent.ts';
import { saveGenerated, saveGenerator } from './saveGenerator.ts';
import { STATE, saveState } from './stateFile.ts';
import { removeTorchJob } from './torchJob.ts';

/** A run as what is saved of it needs to know it. */
export interface SavedRun {
  /** Folder of the run. */
  readonly out: string;
  readonly recipe: Recipe;
  readonly grid: Grid;
  readonly cardOf: (state: TrainingState) => ModelCard;
}

/** Saves what an event brings, before anybody else sees it. */
export async function saveEvent(
  event: RunEvent,
  { out, recipe, grid, cardOf }: SavedRun,
): Promise<void> {
  if (event.kind === 'step' || event.kind === 'started' || event.kind === 'plain') return;
  await mkdir(out, { recursive: true });
  if (event.kind === 'epoch') {
    await writeEvents(out, event.state.history, event.record);
    if (event.generated) await saveGenerated(out, event.record.epoch, event.generated, grid);
  }
  await saveState(join(out, STATE), event.state);
  if (event.kind === 'finished') {
    // Epochs that nobody of ours listened to: of processes that somebody else had started.
    await writeEvents(out, event.state.history);
    const card = cardOf(event.state);
    const { sgan } = event.state;
    if (sgan) await saveGenerator(out, grid.count, sgan, recipe.sgan?.latent);
    await saveModel(out, card, classifierPart(card.architecture, event.state.best));
    await removeTorchJob(out);
  }
}
