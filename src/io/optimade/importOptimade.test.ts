import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type OptimadeServer,
  type OptimadeServerOptions,
  startOptimadeServer,
} from '../../../test/optimadeServer.ts';
import type { ImportResult } from '../curation/importStructures.ts';
import { InputError } from '../inputError.ts';
import { loadCrystals } from '../structureTexts.ts';
import { importOptimade, type OptimadeEvent, type OptimadeOptions } from './importOptimade.ts';

let folder: string;
let server: OptimadeServer | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

/** Rock salt of an edge that grows with the number: no two are duplicates at this tolerance. */
function rockSalt(i: number, changes: object = {}) {
  const h = 2.5 + 0.01 * i;
  const attributes = {
    last_modified: '2026-01-31T12:00:00Z',
    dimension_types: [1, 1, 1],
    lattice_vectors: [
      [0, h, h],
      [h, 0, h],
      [h, h, 0],
    ],
    cartesian_site_positions: [
      [0, 0, 0],
      [h, h, h],
    ],
    species_at_sites: ['Na', 'Cl'],
    species: ['Na', 'Cl'].map((name) => ({ name, chemical_symbols: [name], concentration: [1] })),
    nsites: 2,
    structure_features: [],
    ...changes,
  };
  return { id: String(i), attributes };
}

const salts = (count: number) => Array.from({ length: count }, (_, i) => rockSalt(i));

async function start(options: OptimadeServerOptions): Promise<OptimadeServer> {
  server = await startOptimadeServer(options);
  return server;
}

const optionsFor = (change: Partial<OptimadeOptions> = {}): OptimadeOptions => ({
  optimade: server!.url,
  out: join(folder, 'salt.jsonl.gz'),
  symmetry: 'derived',
  symprec: 0.01,
  duplicates: { volumeTolerance: 0.0001, patternDistance: 0.1 },
  workers: 1,
  rate: 1000,
  firstWait: 0.001,
  ...change,
});

interface Outcome {
  readonly events: readonly OptimadeEvent[];
  readonly result: ImportResult | undefined;
  readonly warnings: readonly string[];
  readonly ids: readonly string[];
}

async function run(change: Partial<OptimadeOptions> = {}): Promise<Outcome> {
  const events: OptimadeEvent[] = [];
  for await (const event of importOptimade(optionsFor(change))) events.push(event);
  const finished = events.find((event) => event.kind === 'finished');
  const warnings = events.flatMap((event) => (event.kind === 'warning' ? [event.message] : []));
  const ids: string[] = [];
  if (finished && finished.result.counts.kept > 0) {
    for await (const loaded of loadCrystals([join(folder, 'salt.jsonl.gz')])) {
      if (loaded.ok) ids.push(loaded.crystal.id);
    }
  }
  return { events, result: finished?.result, warnings, ids };
}

const idsOf = (count: number) => Array.from({ length: count }, (_, i) => `exmpl/${i}`);
const dropped = async () =>
  (await readFile(join(folder, 'salt.dropped.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('a database as it should be', () => {
  test.each(['1.1.0', '1.2.0'] as const)('of version %s is read page by page', async (version) => {
    const { requests } = await start({ version, entries: salts(25) });
    const { ids, result, warnings } = await run({ filter: 'elements HAS "Na"' });
    expect(ids).toEqual(idsOf(25));
    expect(result?.counts).toMatchObject({ read: 25, kept: 25, dropped: {} });
    expect(result?.counts.licences).toEqual({ unknown: 25 });
    expect(warnings).toEqual([]);
    expect(requests.map(({ url }) => url.searchParams.get('page_offset'))).toEqual([
      null,
      '10',
      '20',
    ]);
    expect(requests[0]!.url.searchParams.get('filter')).toBe('elements HAS "Na"');
    const asksForGroup = requests[0]!.url.searchParams
      .get('response_fields')!
      .includes('space_group');
    expect(asksForGroup).toBe(version === '1.2.0');
    expect((await readdir(folder)).sort()).toEqual(['salt.dropped.jsonl', 'salt.jsonl.gz']);
  });

  test('keeps provenance and finds the symmetry anew', async () => {
    const { url } = await start({
      entries: [
        rockSalt(0, { space_group_it_number: 166 }),
        rockSalt(1, { space_group_it_number: 225 }),
      ],
      info: { available_licenses: ['CC-BY-4.0'] },
    });
    const { result } = await run();
    expect(result?.counts.symmetry).toEqual({ same: 1, different: 1, unlabelled: 0 });
    expect(result?.counts.licences).toEqual({ 'CC-BY-4.0': 2 });
    for await (const loaded of loadCrystals([join(folder, 'salt.jsonl.gz')])) {
      expect(loaded).toMatchObject({
        ok: true,
        crystal: {
          spaceGroup: 225,
          provenance: {
            provider: 'exmpl',
            licence: 'CC-BY-4.0',
            lastModified: '2026-01-31T12:00:00Z',
          },
        },
      });
      if (!loaded.ok) continue;
      const { provenance } = loaded.crystal;
      expect(provenance?.url).toBe(`${url}/v1/structures/${provenance?.id}`);
    }
  });

  test.each(['', '/', '/v1', '/v1/', '/v1/structures'])(
    'is found at its base URL with "%s"',
    async (end) => {
      const { url } = await start({ entries: salts(2) });
      expect((await run({ optimade: `${url}${end}` })).ids).toEqual(idsOf(2));
    },
  );

  test('drops what is no crystal, with the reason', async () => {
    const mixed = [
      { name: 'Na', chemical_symbols: ['Na', 'vacancy'], concentration: [0.9, 0.1] },
      { name: 'Cl', chemical_symbols: ['Cl', 'Br'], concentration: [0.5, 0.5] },
    ];
    await start({
      entries: [
        rockSalt(0, { species: mixed, structure_features: ['disorder'] }),
        rockSalt(1, { lattice_vectors: null }),
        rockSalt(2, { dimension_types: [1, 1, 0] }),
        rockSalt(3, { cartesian_site_positions: undefined }),
        rockSalt(4, {
          species: [{ name: 'Na', chemical_symbols: ['X'], concentration: [1] }, mixed[1]],
        }),
        rockSalt(5, { structure_features: ['assemblies'] }),
      ],
    });
    const { ids, result } = await run();
    expect(ids).toEqual(['exmpl/0']);
    expect(result?.counts.dropped).toEqual({
      'missing-cell': 1,
      'not-periodic': 1,
      'missing-atoms': 1,
      'unknown-element': 1,
      'unsupported-feature': 1,
    });
    expect((await dropped()).map(({ id, line }) => [id, line])).toEqual(
      [1, 2, 3, 4, 5].map((i) => [`exmpl/${i}`, i + 1]),
    );
  });

  test('is asked for no more than the limit, and no faster than the rate', async () => {
    const { requests } = await start({ entries: salts(25) });
    const { ids, warnings } = await run({ limit: 15, rate: 20 });
    expect(ids).toEqual(idsOf(15));
    expect(warnings).toEqual([]);
    expect(requests).toHaveLength(2);
    expect(requests[1]!.time - requests[0]!.time).toBeGreaterThan(45);
  });

  test('is waited for as it asks: meta.request_delay', async () => {
    const distort: OptimadeServerOptions['distort'] = (answer) => ({
      ...answer,
      meta: { ...answer.meta, request_delay: 0.15 },
    });
    const { requests } = await start({ entries: salts(15), distort });
    await run();
    expect(requests[1]!.time - requests[0]!.time).toBeGreaterThan(140);
  });
});

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

  test('that stays down is an error; the same call goes on from the last page', async () => {
    const down = { kind: 'status', status: 503 } as const;
    const faults = { 2: down, 3: down, 4: down };
    const { requests } = await start({ entries: salts(25), faults });
    const failing = run({ retries: 2 });
    await expect(failing).rejects.toThrow(InputError);
    await expect(failing).rejects.toThrow('3 times; the same command goes on from there');
    expect((await readdir(folder)).sort()).toEqual(['salt.optimade.json', 'salt.optimade.jsonl']);
    const { ids, events } = await run();
    expect(events[0]).toMatchObject({ kind: 'resumed', state: { entries: 20, pages: 2 } });
    expect(ids).toEqual(idsOf(25));
    expect(requests).toHaveLength(6);
    expect((await readdir(folder)).sort()).toEqual(['salt.dropped.jsonl', 'salt.jsonl.gz']);
  });

  test('may be left by Ctrl-C and found again', async () => {
    await start({ entries: salts(45) });
    const controller = new AbortController();
    const kinds: string[] = [];
    for await (const event of importOptimade(optionsFor({ signal: controller.signal }))) {
      kinds.push(event.kind);
      if (kinds.length === 2) controller.abort();
    }
    expect(kinds).toEqual(['page', 'page', 'paused']);
    const { events, ids } = await run();
    expect(events[0]).toMatchObject({ kind: 'resumed', state: { entries: 20 } });
    expect(ids).toEqual(idsOf(45));
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
    const { url } = server!;
    await server!.close();
    await expect(run({ optimade: url, retries: 1 })).rejects.toThrow('no answer');
  });

  test('a refused page_limit is left out, a missing info endpoint does not matter', async () => {
    await start({ version: '1.1.0', entries: salts(12), largestLimit: 50, withoutInfo: true });
    expect((await run()).ids).toEqual(idsOf(12));
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
        withQuery(url, { page_offset: offset, page_number: server!.requests.length }),
    ],
  ])('repeats itself: %s', async (_, nextOf) => {
    const distort: OptimadeServerOptions['distort'] = (answer, offset) => {
      const { url } = server!.requests.at(-1)!;
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
        next: `${server!.requests.at(-1)!.url.href.replace(/&page_offset.*/, '')}&page_offset=${25 + server!.requests.length}`,
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
    const { ids, events } = await run();
    expect(ids).toEqual(idsOf(13));
    expect(events.findLast((event) => event.kind === 'page')).toMatchObject({
      state: { repeated: 1 },
    });
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
