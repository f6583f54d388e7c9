import { writeFile } from 'node:fs/promises';
import { type Disk, localDisk } from '../disk.ts';
import { readLines } from '../textFiles.ts';
import { askDatabase, firstPages, type Page, readPage } from './database.ts';
import {
  type DownloadRequest,
  type DownloadState,
  downloadFiles,
  resumeDownload,
  saveDownload,
} from './downloadState.ts';
import { type PoliteClient, RequestError } from './politeClient.ts';

export type DownloadEvent =
  | { readonly kind: 'resumed'; readonly state: DownloadState }
  | { readonly kind: 'page'; readonly state: DownloadState };

/**
 * Fetches the structures of an OPTIMADE database page by page into a file beside `out`, one entry a
 * line as it came. The state beside it says what has been reached: after a stop the same call goes
 * on from the page that follows.
 *
 * A database may contradict itself: pages are followed as long as they bring new entries, whatever
 * it says of their number, and the contradiction becomes a warning.
 *
 * @returns the state at the end, `next` left out
 * @throws InputError when the database cannot be reached or refuses; what was fetched stays.
 */
export async function* downloadStructures(
  client: PoliteClient,
  out: string,
  request: DownloadRequest,
  disk: Disk = localDisk,
): AsyncGenerator<DownloadEvent, DownloadState, void> {
  const found = await resumeDownload(out, request);
  if (found) yield { kind: 'resumed', state: found };
  let state = found ?? (await beginDownload(client, out, request));
  const seen = await seenIds(downloadFiles(out).entries);
  let emptyPages = 0;
  while (state.next !== undefined) {
    const page = readPage(await fetchPage(client, state), state.next);
    if (page.delay !== undefined) client.slowDownTo(page.delay);
    const fresh = freshEntries(page, seen, state);
    emptyPages = page.entries.length === 0 ? emptyPages + 1 : 0;
    const lines = fresh.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    await disk.append(downloadFiles(out).entries, lines);
    const next = stepOver(state, page, fresh.length, Buffer.byteLength(lines));
    const warning = endWarning(next, page, fresh.length, emptyPages);
    const { next: _, ...ended } = next;
    const isOver = page.next === undefined || warning !== undefined || isFull(next);
    state = isOver ? ended : next;
    if (warning) state = { ...state, warnings: [...state.warnings, warning] };
    await saveDownload(out, state);
    yield { kind: 'page', state };
  }
  return state;
}

const isFull = ({ entries, limit }: DownloadState) => limit !== undefined && entries >= limit;

async function beginDownload(
  client: PoliteClient,
  out: string,
  request: DownloadRequest,
): Promise<DownloadState> {
  const database = await askDatabase(client, request.baseUrl);
  const state: DownloadState = {
    ...request,
    ...database,
    next: firstPages(database, request.filter)[0],
    pages: 0,
    entries: 0,
    repeated: 0,
    bytes: 0,
    warnings: [],
  };
  await writeFile(downloadFiles(out).entries, '');
  await saveDownload(out, state);
  return state;
}

async function fetchPage(client: PoliteClient, state: DownloadState): Promise<unknown> {
  const others = state.pages === 0 ? firstPages(state, state.filter).slice(1) : [];
  for (let address = state.next!; ; ) {
    try {
      return await client.getJson(address);
    } catch (error) {
      const isRefusal = error instanceof RequestError && [400, 403, 422].includes(error.status);
      const other = others.shift();
      if (!isRefusal || other === undefined) throw error;
      address = other;
    }
  }
}

const keyOf = (entry: unknown): string =>
  String((entry as { id?: unknown } | null)?.id ?? JSON.stringify(entry));

async function seenIds(path: string): Promise<Set<string>> {
  const seen = new Set<string>();
  for await (const { text } of readLines(path)) seen.add(keyOf(JSON.parse(text)));
  return seen;
}

/** Entries that no earlier page had, up to the limit; they count as seen from now on. */
function freshEntries(page: Page, seen: Set<string>, { limit, entries }: DownloadState) {
  const fresh: unknown[] = [];
  for (const entry of page.entries) {
    if (limit !== undefined && entries + fresh.length >= limit) break;
    const key = keyOf(entry);
    if (seen.has(key)) continue;
    seen.add(key);
    fresh.push(entry);
  }
  return fresh;
}

function stepOver(state: DownloadState, page: Page, fresh: number, bytes: number): DownloadState {
  const provider = state.provider ?? page.provider;
  const returned = page.returned ?? state.returned;
  const entries = state.entries + fresh;
  const { limit } = state;
  const isCut = limit !== undefined && entries >= limit;
  return {
    ...state,
    ...(provider !== undefined && { provider }),
    ...(returned !== undefined && { returned }),
    ...(page.next !== undefined && { next: page.next }),
    pages: state.pages + 1,
    entries,
    repeated: state.repeated + (isCut ? 0 : page.entries.length - fresh),
    bytes: state.bytes + bytes,
  };
}

/** In what the database contradicts itself, as far as this page shows; no further one is asked for. */
function endWarning(
  state: DownloadState,
  page: Page,
  fresh: number,
  emptyPages: number,
): string | undefined {
  if (isFull(state)) return undefined;
  const { entries, pages, returned } = state;
  const so = `after ${entries} structures on ${pages} pages`;
  if (page.next === undefined) {
    if (page.isMore === true) {
      return `the database says that there is more, but names no next page ${so}`;
    }
    if (returned === undefined || returned === entries) return undefined;
    return `the database speaks of ${returned} structures and gave ${entries}`;
  }
  if (page.entries.length > 0 && fresh === 0) {
    return `the database repeats its pages: the last brought nothing new ${so}`;
  }
  const isIdle = emptyPages > 1 || (emptyPages === 1 && page.isMore !== true);
  return isIdle ? `the database goes on with empty pages ${so}` : undefined;
}
