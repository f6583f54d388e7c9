import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { rockSalt, salts } from '../../../test/fixtures/optimadeEntries.ts';
import type { OptimadeServerOptions } from '../../../test/optimadeServer.ts';
import { withOptimade } from '../../../test/withOptimade.ts';
import type { ImportResult } from '../curation/importStructures.ts';
import { InputError } from '../inputError.ts';
import { loadCrystals } from '../structureTexts.ts';
import { importOptimade, type OptimadeEvent, type OptimadeOptions } from './importOptimade.ts';

const { path, start, server } = withOptimade();

const optionsFor = (change: Partial<OptimadeOptions> = {}): OptimadeOptions => ({
  optimade: server().url,
  out: path('salt.jsonl.gz'),
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
    for await (const loaded of loadCrystals([path('salt.jsonl.gz')])) {
      if (loaded.ok) ids.push(loaded.crystal.id);
    }
  }
  return { events, result: finished?.result, warnings, ids };
}

const idsOf = (count: number) => Array.from({ length: count }, (_, i) => `exmpl/${i}`);
const dropped = async () =>
  (await readFile(path('salt.dropped.jsonl'), 'utf8'))
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
    expect((await readdir(path())).sort()).toEqual(['salt.dropped.jsonl', 'salt.jsonl.gz']);
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
    for await (const loaded of loadCrystals([path('salt.jsonl.gz')])) {
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

describe('a stop on the way', () => {
  test('a database that stays down is an error; the same call goes on from the last page', async () => {
    const down = { kind: 'status', status: 503 } as const;
    const faults = { 2: down, 3: down, 4: down };
    const { requests } = await start({ entries: salts(25), faults });
    const failing = run({ retries: 2 });
    await expect(failing).rejects.toThrow(InputError);
    await expect(failing).rejects.toThrow('3 times; the same command goes on from there');
    expect((await readdir(path())).sort()).toEqual(['salt.optimade.json', 'salt.optimade.jsonl']);
    const { ids, events } = await run();
    expect(events[0]).toMatchObject({ kind: 'resumed', state: { entries: 20, pages: 2 } });
    expect(ids).toEqual(idsOf(25));
    expect(requests).toHaveLength(6);
    expect((await readdir(path())).sort()).toEqual(['salt.dropped.jsonl', 'salt.jsonl.gz']);
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
});
