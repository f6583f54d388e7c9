import { describe, expect, test } from 'vitest';
import { readOptimade } from './readOptimade.ts';

const origin = { provider: 'exmpl', baseUrl: 'https://example.org/v1' };

const attributes = {
  last_modified: '2026-01-31T12:00:00Z',
  dimension_types: [1, 1, 1],
  nperiodic_dimensions: 3,
  lattice_vectors: [
    [4.123, 0, 0],
    [0, 4.123, 0],
    [0, 0, 4.123],
  ],
  cartesian_site_positions: [
    [0, 0, 0],
    [2.0615, 2.0615, 2.0615],
  ],
  nsites: 2,
  species_at_sites: ['Cs', 'halide'],
  species: [
    { name: 'Cs', chemical_symbols: ['Cs'], concentration: [1] },
    { name: 'halide', chemical_symbols: ['Cl', 'Br'], concentration: [0.75, 0.25] },
  ],
  structure_features: ['disorder'],
};

const entry = (changes: object = {}) => ({
  id: '7',
  type: 'structures',
  attributes: { ...attributes, ...changes },
});

const faultOf = (changes: object) => {
  const result = readOptimade(entry(changes), origin);
  return result.ok ? undefined : result.fault;
};

const species = (change: object) => ({
  species: [attributes.species[0], { ...attributes.species[1], ...change }],
});

describe('readOptimade', () => {
  test('reads cell, mixed sites and provenance', () => {
    expect(readOptimade(entry(), origin)).toEqual({
      ok: true,
      warnings: [],
      crystal: {
        id: 'exmpl/7',
        source: 'exmpl',
        formula: 'Br0.25Cl0.75Cs',
        cell: { a: 4.123, b: 4.123, c: 4.123, alpha: 90, beta: 90, gamma: 90 },
        sites: [
          ['Cs', 0, 1],
          ['Cl', 0.5, 0.75],
          ['Br', 0.5, 0.25],
        ].map(([element, x, occupancy]) => ({
          species: { element, charge: 0 },
          position: [x, x, x],
          occupancy,
          displacement: { kind: 'none' },
        })),
        provenance: {
          provider: 'exmpl',
          id: '7',
          url: 'https://example.org/v1/structures/7',
          lastModified: '2026-01-31T12:00:00Z',
          licence: 'unknown',
        },
      },
    });
  });

  test('takes the space group of version 1.2 and the licence where they are stated', () => {
    const stated = { space_group_it_number: 221, license: 'CC0-1.0' };
    const result = readOptimade(entry(stated), { ...origin, licence: 'CC-BY-4.0' });
    expect(result.ok && result.crystal.spaceGroup).toBe(221);
    expect(result.ok && result.crystal.provenance?.licence).toBe('CC0-1.0');
    const database = readOptimade(entry(), { ...origin, licence: 'CC-BY-4.0' });
    expect(database.ok && database.crystal.provenance?.licence).toBe('CC-BY-4.0');
  });

  test('leaves vacancies out and knows deuterium by its mass', () => {
    const change = { chemical_symbols: ['H', 'vacancy'], concentration: [0.9, 0.1] };
    const masses = [
      [2.014, 0],
      [2.014, null],
    ];
    for (const mass of masses) {
      const result = readOptimade(entry(species({ ...change, mass })), origin);
      expect(
        result.ok && result.crystal.sites.map((site) => [site.species.element, site.occupancy]),
      ).toEqual([
        ['Cs', 1],
        ['D', 0.9],
      ]);
    }
    const light = readOptimade(entry(species({ ...change, mass: 1.008 })), origin);
    expect(light.ok && light.crystal.sites[1]!.species.element).toBe('H');
  });

  test.each([
    ['a slab', { dimension_types: [1, 1, 0] }, 'not-periodic'],
    ['a slab of few words', { dimension_types: null, nperiodic_dimensions: 2 }, 'not-periodic'],
    ['no lattice', { lattice_vectors: null }, 'missing-cell'],
    [
      'a lattice with a gap',
      {
        lattice_vectors: [
          [4, 0, 0],
          [0, 4, 0],
          [null, null, null],
        ],
      },
      'missing-cell',
    ],
    [
      'a flat lattice',
      {
        lattice_vectors: [
          [4, 0, 0],
          [0, 4, 0],
          [4, 4, 0],
        ],
      },
      'impossible-cell',
    ],
    ['no positions', { cartesian_site_positions: null }, 'missing-atoms'],
    ['no species', { species: undefined }, 'missing-atoms'],
    ['fewer positions than species', { cartesian_site_positions: [[0, 0, 0]] }, 'missing-atoms'],
    ['another number of sites', { nsites: 3 }, 'missing-atoms'],
    ['a species that is not listed', { species_at_sites: ['Cs', 'F'] }, 'unknown-element'],
    ['an unknown element', species({ chemical_symbols: ['X', 'Br'] }), 'unknown-element'],
    ['a concentration too few', species({ concentration: [1] }), 'bad-occupancy'],
    ['a concentration of 2', species({ concentration: [2, 0.5] }), 'bad-occupancy'],
    ['attached atoms', species({ attached: ['H'], nattached: [3] }), 'unsupported-feature'],
    ['assemblies', { structure_features: ['disorder', 'assemblies'] }, 'unsupported-feature'],
    [
      'vacancies alone',
      {
        species_at_sites: ['v', 'v'],
        species: [{ name: 'v', chemical_symbols: ['vacancy'], concentration: [1] }],
      },
      'missing-atoms',
    ],
    [
      'two atoms in one place',
      {
        cartesian_site_positions: [
          [0, 0, 0],
          [0, 0, 0.01],
        ],
      },
      'overlapping-atoms',
    ],
    ['a text for a position', { cartesian_site_positions: [['0', 0, 0]] }, 'syntax'],
  ])('refuses %s and says which entry', (_, changes, kind) => {
    expect(faultOf(changes)).toMatchObject({ kind, where: 'exmpl/7' });
  });

  test.each([null, 'text', {}, { id: 'a' }])('refuses %j', (value) => {
    const result = readOptimade(value, origin);
    expect(result.ok ? undefined : result.fault.kind).toBe('syntax');
  });
});
