import { type ImportEvent, type ImportOptions, importItems } from '../curation/importStructures.ts';
import { InputError } from '../inputError.ts';
import type { SourceItem } from '../sources/sourceText.ts';
import { checkStructureOutput } from '../structureWriter.ts';
import { readLines } from '../textFiles.ts';
import { baseUrlOf, originOf } from './database.ts';
import { type DownloadEvent, downloadStructures } from './download.ts';
import { type DownloadState, downloadFiles, removeDownload } from './downloadState.ts';
import { PoliteClient, type PoliteOptions } from './politeClient.ts';

export interface OptimadeOptions extends ImportOptions, Omit<PoliteOptions, 'signal'> {
  /** Base URL of the database, with or without `/v1`. */
  readonly optimade: string;
  /** In the filter language of OPTIMADE; left out: everything. */
  readonly filter?: string;
  /** Most entries to fetch; left out: all. */
  readonly limit?: number;
}

export type OptimadeEvent =
  | DownloadEvent
  /** Something odd about the database: some of its structures may be missing. */
  | { readonly kind: 'warning'; readonly message: string }
  /** Stopped while fetching; what is there is kept. */
  | { readonly kind: 'paused' }
  | ImportEvent;

/**
 * Fetches the structures of an OPTIMADE database and imports them as if they came from a file. A stop
 * while fetching keeps what is there, and the same call goes on from it.
 *
 * @throws InputError when the database cannot be reached or refuses, or the output cannot be written.
 */
export async function* importOptimade(
  options: OptimadeOptions,
): AsyncGenerator<OptimadeEvent, void, void> {
  const { optimade, filter, limit, rate, retries, firstWait, timeout, onRetry, ...rest } = options;
  const { out, signal } = rest;
  await checkStructureOutput(out);
  const client = new PoliteClient({
    ...(rate !== undefined && { rate }),
    ...(retries !== undefined && { retries }),
    ...(firstWait !== undefined && { firstWait }),
    ...(timeout !== undefined && { timeout }),
    ...(onRetry && { onRetry }),
    ...(signal && { signal }),
  });
  const request = {
    baseUrl: baseUrlOf(optimade),
    ...(filter !== undefined && { filter }),
    ...(limit !== undefined && { limit }),
  };
  let state: DownloadState;
  try {
    state = yield* downloadStructures(client, out, request);
  } catch (error) {
    if (!signal?.aborted || error instanceof InputError) throw error;
    yield { kind: 'paused' };
    return;
  }
  for (const message of state.warnings) yield { kind: 'warning', message };
  const origin = originOf(state, state.provider);
  let isFinished = false;
  for await (const event of importItems(itemsOf(out, state), { ...rest, origin })) {
    isFinished = event.kind === 'finished';
    yield event;
  }
  if (isFinished) await removeDownload(out);
}

/** The fetched entries; their lines count in the list that the database gave. */
async function* itemsOf(out: string, state: DownloadState): AsyncGenerator<SourceItem> {
  const { provider: source } = originOf(state, state.provider);
  const file = `${state.baseUrl}/structures`;
  for await (const { text, number } of readLines(downloadFiles(out).entries)) {
    const share = number / state.entries;
    yield { kind: 'text', format: 'optimade', text, file, line: number, source, share };
  }
}
