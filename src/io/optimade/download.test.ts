import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { rockSalt, salts } from '../../../test/fixtures/optimadeEntries.ts';
import type { OptimadeServerOptions } from '../../../test/optimadeServer.ts';
import { withOptimade } from '../../../test/withOptimade.ts';
import { baseUrlOf } from './database.ts';
import { downloadStructures } from './download.ts';
import type { DownloadState } from './downloadState.ts';
import { PoliteClient, type PoliteOptions } from './politeClient.ts';

const { path, start, server } = withOptimade();

interface Request extends PoliteOptions {
  readonly filter?: string;
  readonly optimade?: string;
}

interface Outcome {
  readonly ids: readonly string[];
  readonly warnings: readonly string[];
  readonly state: DownloadState;
}

async function run(change: Request = {}): Promise<Outcome> {
  const { filter, optimade = server().url, ...polite } = change;
  const client = new PoliteClient({ rate: 1000, firstWait: 0.001, ...polite });
  const request = { baseUrl: baseUrlOf(optimade), ...(filter !== undefined && { filter }) };
  const download = downloadStructures(client, path('salt.jsonl.gz'), request);
  for (;;) {
    const { done, value } = await download.next();
    if (!done) continue;
    const lines = (await readFile(path('salt.optimade.jsonl'), 'utf8')).trimEnd().split('\n');
    const ids = lines.map((line) => JSON.parse(line).id as string);
    return { ids, warnings: value.warnings, state: value };
  }
}

const idsOf = (count: number) => Array.from({ length: count }, (_, i) => String(i));

describe('a database in trouble', () => {
  test('is asked again: 429, 500, truncated and cut answers, a page of HTML', async () => {
    const retries: string[] = [];
    const { requests } = await start({
      entries: salts(25),
      faults: {
        0: { kind: 'status', status: 500 },
        2: { kind: 'truncated' },
        3: { kind: 'cut' },
        5: { kind: 'html' },
        6: { kind: 'status', status: 429, retryAfter: '0' },
      },
    });
    const { ids, warnings } = await run({ onRetry: (message) => retries.push(message) });
    expect(ids).toEqual(idsOf(25));
    expect(warnings).toEqual([]);
    expect(requests).toHaveLength(8);
    expect(retries.map((message) => message.replace(/;.*/, ''))).toEqual([
      'the server says 500 Internal Server Error',
      'the answer of 49 characters is damaged or no JSON',
      expect.stringContaining('no answer'),
      'the answer of 48 characters is damaged or no JSON',
      'the server says 429 Too Many Requests',
    ]);
  });

  test.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 1500).toUTCString()],
  ])('is given the time it asks for in %s', async (_, retryAfter) => {
    const fault = { kind: 'status', status: 429, retryAfter: retryAfter() } as const;
    const { requests } = await start({ entries: salts(2), faults: { 0: fault } });
    await run();
    // A date has whole seconds only.
    expect(requests[1]!.time - requests[0]!.time).toBeGreaterThan(400);
  });

  test('that asks for hours is left alone', async () => {
    const fault = { kind: 'status', status: 503, retryAfter: '7200' } as const;
    await start({ entries: salts(2), faults: { 0: fault } });
    await expect(run()).rejects.toThrow('asks to wait for 120 minutes');
  });

  test('an unfinished download is not taken for another', async () => {
    await start({ entries: salts(25), faults: { 1: { kind: 'status', status: 404 } } });
    await expect(run({ filter: 'nelements=2' })).rejects.toThrow(
      'refused with 404: a fault for tests',
    );
    await expect(run({ filter: 'nelements=3' })).rejects.toThrow('another filter (nelements=2)');
    expect((await run({ filter: 'nelements=2' })).ids).toEqual(idsOf(25));
  });

  test('a refusal is told in the words of the database', async () => {
    await start({ entries: salts(2) });
    await expect(run({ filter: 'nonsense' })).rejects.toThrow('400: the filter cannot be parsed');
    await expect(run({ optimade: 'ftp://x' })).rejects.toThrow('must begin with https://');
    await expect(run({ optimade: 'x' })).rejects.toThrow('is no web address');
  });

  test('a server that is not there', async () => {
    await start({ entries: [] });
    const { url } = server();
    await server().close();
    await expect(run({ optimade: url, retries: 1 })).rejects.toThrow('no answer');
  });

  test('a refused page_limit is left out, a missing info endpoint does not matter', async () => {
    await start({ version: '1.1.0', entries: salts(12), largestLimit: 50, withoutInfo: true });
    expect((await run()).ids).toEqual(idsOf(12));
  });

  test('fields that a database refuses to be asked for are not named', async () => {
    await start({ entries: salts(12), refusesFields: true });
    expect((await run()).ids).toEqual(idsOf(12));
  });

  test('what a crash left behind the last page is fetched again', async () => {
    await start({ entries: salts(25), faults: { 2: { kind: 'status', status: 404 } } });
    await expect(run()).rejects.toThrow('404');
    await appendFile(path('salt.optimade.jsonl'), '{"id":"20","attributes":{"latt');
    expect((await run()).ids).toEqual(idsOf(25));
  });

  test('a download that lost entries, or whose state is damaged, is not taken up', async () => {
    await start({ entries: salts(25), faults: { 2: { kind: 'status', status: 404 } } });
    await expect(run()).rejects.toThrow('404');
    await truncate(path('salt.optimade.jsonl'), 100);
    await expect(run()).rejects.toThrow('entries are missing');
    await writeFile(path('salt.optimade.json'), '{}');
    await expect(run()).rejects.toThrow('is damaged; delete it to start anew');
  });

  test('an answer that is no list of structures', async () => {
    await start({ entries: salts(2), distort: () => ({ hello: 'world' }) });
    await expect(run()).rejects.toThrow('is no OPTIMADE list of structures');
  });
});

describe('a database that contradicts itself', () => {
  test('pages of changing size are all read', async () => {
    await start({ entries: salts(25), pageSize: (offset) => (offset % 3) + 1 });
    const { ids, warnings } = await run();
    expect(ids).toEqual(idsOf(25));
    expect(warnings).toEqual([]);
  });

  test.each([
    ['says more than it has', 30, 'speaks of 30 structures and gave 25'],
    ['says less than it has', 7, 'speaks of 7 structures and gave 25'],
  ])('%s', async (_, returned, message) => {
    const distort: OptimadeServerOptions['distort'] = (answer) => ({
      ...answer,
      meta: { ...answer.meta, data_returned: returned },
    });
    await start({ entries: salts(25), distort });
    const { ids, warnings } = await run();
    expect(ids).toEqual(idsOf(25));
    expect(warnings).toEqual([expect.stringContaining(message)]);
  });

  test('a next page is followed although more_data_available says no', async () => {
    const distort: OptimadeServerOptions['distort'] = (answer) => ({
      ...answer,
      meta: { ...answer.meta, more_data_available: false },
    });
    await start({ entries: salts(25), distort });
    expect(await run()).toMatchObject({ ids: idsOf(25), warnings: [] });
  });

  test('more is promised, no page named', async () => {
    const distort: OptimadeServerOptions['distort'] = (answer, offset) =>
      offset < 10 ? answer : { ...answer, links: { next: null } };
    await start({ entries: salts(25), distort });
    const { ids, warnings } = await run();
    expect(ids).toEqual(idsOf(20));
    expect(warnings).toEqual([expect.stringContaining('there is more, but names no next page')]);
  });

  const withQuery = (url: URL, query: Readonly<Record<string, number>>): string => {
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return url.href;
  };

  test.each([
    [
      'the last page names itself',
      (url: URL, offset: number) => withQuery(url, { page_offset: offset }),
    ],
    ['the last page names the first', (url: URL) => withQuery(url, { page_offset: 0 })],
    [
      'ever new names for one page',
      (url: URL, offset: number) =>
        withQuery(url, { page_offset: offset, page_number: server().requests.length }),
    ],
  ])('repeats itself: %s', async (_, nextOf) => {
    const distort: OptimadeServerOptions['distort'] = (answer, offset) => {
      const { url } = server().requests.at(-1)!;
      return offset < 20 ? answer : { ...answer, links: { next: nextOf(new URL(url), offset) } };
    };
    const { requests } = await start({ entries: salts(25), distort });
    const { ids, warnings } = await run();
    expect(ids).toEqual(idsOf(25));
    expect(warnings).toEqual([expect.stringContaining('repeats its pages')]);
    expect(requests).toHaveLength(4);
  });

  test('empty pages without end', async () => {
    const distort: OptimadeServerOptions['distort'] = (answer) => ({
      ...answer,
      links: {
        next: `${server()
          .requests.at(-1)!
          .url.href.replace(/&page_offset.*/, '')}&page_offset=${25 + server().requests.length}`,
      },
      meta: { ...answer.meta, more_data_available: true },
    });
    const pageSize = () => 25;
    await start({ entries: salts(25), pageSize, distort });
    const { ids, warnings } = await run();
    expect(ids).toEqual(idsOf(25));
    expect(warnings).toEqual([expect.stringContaining('goes on with empty pages')]);
  });

  test('entries that stand on two pages are taken once', async () => {
    const entries = [...salts(12), rockSalt(3), rockSalt(12)];
    await start({ entries });
    const { ids, state } = await run();
    expect(ids).toEqual(idsOf(13));
    expect(state.repeated).toBe(1);
  });

  test('a next page on another host is not followed', async () => {
    const distort: OptimadeServerOptions['distort'] = (answer) => ({
      ...answer,
      links: { next: 'http://192.0.2.1/v1/structures?page_offset=10' },
    });
    await start({ entries: salts(25), distort });
    await expect(run()).rejects.toThrow('would lie elsewhere');
  });
});
