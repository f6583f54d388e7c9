import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../../test/shared.ts';
import type { Crystal, Site } from './crystal.ts';
import { ELEMENTS } from './species.ts';
import { formatStructureLine, parseStructureLine } from './structureLine.ts';

const caesiumChloride = {
  id: 'x/1',
  source: 'test',
  formula: 'ClCs',
  spaceGroup: 221,
  cell: [4.123, 4.123, 4.123, 90, 90, 90],
  sites: [
    ['Cs', 0, 0, 0],
    ['Cl-', 0.5, 0.5, 1.5, 0.98, 0.02],
  ],
};

const faultOf = (change: object) => {
  const result = parseStructureLine(JSON.stringify({ ...caesiumChloride, ...change }));
  return result.ok ? undefined : result.fault;
};

describe('parseStructureLine', () => {
  test('reads cell, sites, occupancy and U', () => {
    expect(parseStructureLine(JSON.stringify(caesiumChloride))).toEqual({
      ok: true,
      warnings: [],
      crystal: {
        id: 'x/1',
        source: 'test',
        formula: 'ClCs',
        spaceGroup: 221,
        cell: { a: 4.123, b: 4.123, c: 4.123, alpha: 90, beta: 90, gamma: 90 },
        sites: [
          {
            species: { element: 'Cs', charge: 0 },
            position: [0, 0, 0],
            occupancy: 1,
            displacement: { kind: 'none' },
          },
          {
            species: { element: 'Cl', charge: -1 },
            position: [0.5, 0.5, 0.5],
            occupancy: 0.98,
            displacement: { kind: 'isotropic', uIso: 0.02 },
          },
        ],
      },
    });
  });

  test.each([
    ['no text in id', { id: 7 }, 'syntax'],
    ['no space group', { spaceGroup: undefined }, 'missing-symmetry'],
    ['space group 231', { spaceGroup: 231 }, 'unknown-symmetry'],
    ['five cell constants', { cell: [4, 4, 4, 90, 90] }, 'missing-cell'],
    ['an impossible cell', { cell: [4, 4, 4, 90, 90, 200] }, 'impossible-cell'],
    ['no sites', { sites: [] }, 'missing-atoms'],
    ['a site that is no list', { sites: [{}] }, 'syntax'],
    ['an unknown element', { sites: [['Xx', 0, 0, 0]] }, 'unknown-element'],
    ['a missing coordinate', { sites: [['Cs', 0, 0]] }, 'bad-number'],
    ['an occupancy of 0', { sites: [['Cs', 0, 0, 0, 0]] }, 'bad-occupancy'],
    ['an occupancy above 1', { sites: [['Cs', 0, 0, 0, 1.2]] }, 'bad-occupancy'],
    ['a word for experimental', { experimental: 'yes' }, 'syntax'],
    [
      'a provenance without licence',
      { provenance: { provider: 'a', id: 'b', url: 'c' } },
      'syntax',
    ],
    ['a negative U', { sites: [['Cs', 0, 0, 0, 1, -0.01]] }, 'bad-number'],
    [
      'two atoms in one place',
      {
        sites: [
          ['Cs', 0, 0, 0],
          ['Cl', 0, 0, 0.05],
        ],
      },
      'overlapping-atoms',
    ],
  ])('refuses %s', (_, change, kind) => {
    expect(faultOf(change)?.kind).toBe(kind);
  });

  test('says which structure is at fault', () => {
    expect(faultOf({ sites: [] })?.where).toBe('x/1');
  });

  test.each(['', 'no json', 'null', '3', '{"id":'])('refuses %j', (line) => {
    const result = parseStructureLine(line);
    expect(result.ok ? undefined : result.fault.kind).toBe('syntax');
  });
});

const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map((x) => x + 0);
const anySite: fc.Arbitrary<Site> = fc.record({
  species: fc.record({
    element: fc.constantFrom(...ELEMENTS),
    charge: fc.integer({ min: -3, max: 6 }),
  }),
  position: fc.tuple(unit, unit, unit),
  occupancy: fc.double({ min: 0.001, max: 0.1, noNaN: true }),
  displacement: fc.oneof(
    fc.constant({ kind: 'none' as const }),
    fc
      .double({ min: 1e-4, max: 0.2, noNaN: true })
      .map((uIso) => ({ kind: 'isotropic' as const, uIso })),
  ),
});
const provenance = fc.record(
  {
    provider: fc.string(),
    id: fc.string(),
    url: fc.webUrl(),
    lastModified: fc.constant('2026-01-31T12:00:00Z'),
    licence: fc.constantFrom('unknown', 'CC-BY-4.0'),
  },
  { requiredKeys: ['provider', 'id', 'url', 'licence'] },
);
const crystal: fc.Arbitrary<Crystal> = fc.record(
  {
    id: fc.string(),
    source: fc.string(),
    formula: fc.string(),
    cell: fc.constant({ a: 5.1, b: 6.2, c: 7.3, alpha: 81, beta: 92, gamma: 103 }),
    sites: fc.array(anySite, { minLength: 1, maxLength: 6 }),
    spaceGroup: fc.integer({ min: 1, max: 230 }),
    experimental: fc.boolean(),
    provenance,
  },
  { requiredKeys: ['id', 'source', 'formula', 'cell', 'sites', 'spaceGroup'] },
);

test('parseStructureLine reads what formatStructureLine writes', () => {
  fc.assert(
    fc.property(crystal, (one) => {
      expect(parseStructureLine(formatStructureLine(one))).toEqual({
        ok: true,
        crystal: one,
        warnings: [],
      });
    }),
  );
});

test('a line has the Bravais lattice and no more of the origin than is known', () => {
  const result = parseStructureLine(JSON.stringify(caesiumChloride));
  if (!result.ok) throw new Error(result.fault.message);
  const fields = JSON.parse(formatStructureLine(result.crystal));
  expect(fields.bravais).toBe('cP');
  expect(Object.keys(fields)).toEqual([
    'id',
    'source',
    'formula',
    'spaceGroup',
    'bravais',
    'cell',
    'sites',
  ]);
});

test('an anisotropic displacement is written as its equivalent U', () => {
  const result = parseStructureLine(JSON.stringify(caesiumChloride));
  if (!result.ok) throw new Error(result.fault.message);
  const u = [0.01, 0.02, 0.03, 0, 0, 0] as const;
  const [cs] = result.crystal.sites;
  const line = formatStructureLine({
    ...result.crystal,
    sites: [{ ...cs!, displacement: { kind: 'anisotropic', u } }],
  });
  expect(JSON.parse(line).sites[0].slice(4)).toEqual([1, expect.closeTo(0.02, 12)]);
});

const collection = sharedPath('data/structures.jsonl.gz');

test.skipIf(collection === undefined)('reads the whole collection of structures', () => {
  const lines = gunzipSync(readFileSync(collection!)).toString().trimEnd().split('\n');
  expect(lines).toHaveLength(35_644);
  const refused = lines.flatMap((line) => {
    const result = parseStructureLine(line);
    return result.ok ? [] : [result.fault.where];
  });
  // Its published occupancies, 0.87 + 0.11 + 0.13, sum to 1.11.
  expect(refused).toEqual(['cod-misc/Co.87Fe.11Ni.13As3-Skutterudite']);
});
