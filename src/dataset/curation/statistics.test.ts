import { describe, expect, test } from 'vitest';
import { ANATASE, HALITE, HCP, RUTILE } from '../../../test/fixtures/crystals.ts';
import { StructureTally } from './statistics.ts';

describe('StructureTally', () => {
  test('counts', () => {
    const tally = new StructureTally();
    const licence = { provider: 'x', id: '1', url: 'https://example.org', licence: 'unknown' };
    tally.add({ ...HALITE, experimental: true });
    tally.add({ ...RUTILE, experimental: false, provenance: licence });
    tally.add({ ...ANATASE, source: 'elsewhere' });
    const [first, ...others] = HCP.sites;
    tally.add({ ...HCP, sites: [{ ...first!, occupancy: 0.5 }, ...others] });
    const { statistics } = tally;
    expect(statistics).toMatchObject({
      structures: 4,
      spaceGroups: { 136: 1, 141: 1, 194: 1, 225: 1 },
      bravaisLattices: { cF: 1, tP: 1, tI: 1, hP: 1, aP: 0 },
      frequentSpaceGroups: 0,
      sources: { test: 3, elsewhere: 1 },
      experimental: { measured: 1, calculated: 1, unknown: 2 },
      licences: { unknown: 1 },
      elements: { O: 2, Ti: 2, Cl: 1, Co: 1, Na: 1 },
      elementCounts: { 1: 1, 2: 3 },
      disordered: 1,
    });
    expect(Object.keys(statistics.bravaisLattices)).toHaveLength(14);
    expect(Object.keys(statistics.elements)).toEqual(['O', 'Ti', 'Cl', 'Co', 'Na']);
    // Atoms in the cells: 8, 6, 12 and 1.5.
    expect(statistics.atoms).toEqual({
      min: 1.5,
      quarter: 4.875,
      median: 7,
      threeQuarters: 9,
      percent98: expect.closeTo(11.76, 10),
      max: 12,
      mean: 6.875,
    });
  });

  test('more than 50 make a class', () => {
    const tally = new StructureTally();
    for (let i = 0; i < 50; i++) tally.add(HALITE);
    expect(tally.statistics.frequentSpaceGroups).toBe(0);
    tally.add(HALITE);
    expect(tally.statistics.frequentSpaceGroups).toBe(1);
  });

  test('of nothing', () => {
    expect(new StructureTally().statistics).toMatchObject({ structures: 0, volume: null });
  });
});
