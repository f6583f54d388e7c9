import { existsSync } from 'node:fs';
import { readFile, rm, stat, truncate } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomic } from '../atomic.ts';
import { InputError, unreadable } from '../inputError.ts';

const natural = z.int().nonnegative();

const downloadState = z.object({
  /** What was asked for. */
  baseUrl: z.string(),
  filter: z.string().exactOptional(),
  limit: natural.exactOptional(),
  /** Of the database. */
  version: z.string().exactOptional(),
  licence: z.string().exactOptional(),
  provider: z.string().exactOptional(),
  /** Address of the page to fetch next; left out when all are there. */
  next: z.string().exactOptional(),
  pages: natural,
  entries: natural,
  /** Entries that the database gave more than once. */
  repeated: natural,
  /** As the database last said. */
  returned: z.number().exactOptional(),
  /** Length of the file of entries; what follows there is of no worth. */
  bytes: natural,
  /** What was odd. */
  warnings: z.array(z.string()),
});

/** How far a download is: rewritten after each page. */
export type DownloadState = Readonly<z.infer<typeof downloadState>>;

/** What is asked for; another request cannot go on with a download. */
export type DownloadRequest = Pick<DownloadState, 'baseUrl' | 'filter' | 'limit'>;

/** Names of the two files beside the output: the state, and the entries as they came. */
export const downloadFiles = (out: string) => {
  const stem = out.replace(/\.jsonl(?:\.gz)?$/i, '');
  return { state: `${stem}.optimade.json`, entries: `${stem}.optimade.jsonl` };
};

/**
 * The state of a download that was begun and is not yet imported, its entries cut to what it says;
 * undefined when there is none.
 *
 * @throws InputError when it is damaged, or of another request.
 */
export async function resumeDownload(
  out: string,
  request: DownloadRequest,
): Promise<DownloadState | undefined> {
  const files = downloadFiles(out);
  if (!existsSync(files.state)) return undefined;
  const state = await readState(files.state);
  const differs = (['baseUrl', 'filter', 'limit'] as const).find(
    (key) => state[key] !== request[key],
  );
  if (differs !== undefined) {
    throw new InputError(
      `${files.state}: is of an unfinished download with another ${differs} ` +
        `(${state[differs]}); repeat that, delete the file, or choose another --out`,
    );
  }
  const found = await stat(files.entries).then(
    ({ size }) => size,
    () => 0,
  );
  if (found < state.bytes) {
    throw new InputError(
      `${files.entries}: entries are missing; delete ${files.state} to start anew`,
    );
  }
  if (found > state.bytes) await truncate(files.entries, state.bytes);
  return state;
}

async function readState(path: string): Promise<DownloadState> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    return downloadState.parse(JSON.parse(text));
  } catch (error) {
    throw new InputError(`${path}: is damaged; delete it to start anew`, { cause: error });
  }
}

export const saveDownload = (out: string, state: DownloadState): Promise<void> =>
  writeFileAtomic(downloadFiles(out).state, `${JSON.stringify(state, null, 2)}\n`);

/** Removes the files of a download that has been imported. */
export async function removeDownload(out: string): Promise<void> {
  for (const file of Object.values(downloadFiles(out))) await rm(file, { force: true });
}
