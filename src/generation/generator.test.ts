import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Crystal,
  cellVolume,
  findSymmetry,
  formatStructureLine,
  initSymmetry,
  parseStructureLine,
  SPACE_GROUP_TYPES,
} from '../crystal/index.ts';
import { createRng } from '../random/index.ts';
import { structureFacts } from './fit/facts.ts';
import { fitStatistics } from './fit/fitStatistics.ts';
import { addCounts, generateOne, NO_COUNTS } from './generateOne.ts';
import { createGenerator } from './generator.ts';
import { type StructureStatistics, statisticsSchema } from './statistics.ts';

const text = readFileSync(
  new URL('../../statistics/open-structures.json', import.meta.url),
  'utf8',
);
const statistics = statisticsSchema.parse(JSON.parse(text)) as StructureStatistics;
const generator = createGenerator(statistics);
const rng = createRng(11);

beforeAll(() => {
  const require = createRequire(import.meta.url);
  initSymmetry(readFileSync(require.resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm')));
});

/** A crystal of each of the 230 groups, and what was counted on the way. */
function oneOfEach() {
  let counts = NO_COUNTS;
  const crystals = SPACE_GROUP_TYPES.map(({ number }) => {
    const weights = SPACE_GROUP_TYPES.map((type) => Number(type.number === number));
    const made = generateOne(generator, rng.fork(String(number)), weights, `gen-${number}`);
    counts = addCounts(counts, made.counts);
    return made.crystal;
  });
  return { crystals, counts };
}

describe('generated crystals', () => {
  const made: { crystals: readonly Crystal[]; counts: typeof NO_COUNTS } = {
    crystals: [],
    counts: NO_COUNTS,
  };
  beforeAll(() => Object.assign(made, oneOfEach()), 60_000);

  test('are of the group they were made for, in all 230, by either tolerance', () => {
    expect(made.crystals).toHaveLength(230);
    for (const crystal of made.crystals) {
      for (const tolerance of [0.1, 0.01]) {
        const found = findSymmetry(crystal, tolerance);
        expect(found.ok && found.number, crystal.id).toBe(crystal.spaceGroup);
      }
    }
  });

  test('count what was dropped: only more symmetric ones, and crowded ones', () => {
    const { made: finished, placed, moreSymmetric, other, abandoned, crowded } = made.counts;
    expect(finished).toBe(230);
    expect(placed).toBe(finished + moreSymmetric + other);
    expect(moreSymmetric).toBeGreaterThan(0);
    expect(crowded).toBeGreaterThan(0);
    expect([other, abandoned]).toEqual([0, 0]);
  });

  test('come back from their lines, marked as generated', () => {
    for (const crystal of made.crystals) {
      const read = parseStructureLine(formatStructureLine(crystal));
      expect(read.ok, crystal.id).toBe(true);
      if (!read.ok) continue;
      expect(read.crystal).toMatchObject({ source: 'generated', experimental: false });
      expect(read.crystal.sites).toHaveLength(crystal.sites.length);
      expect(read.crystal.spaceGroup).toBe(crystal.spaceGroup);
    }
  });

  test('keep their atoms as far apart as the statistics ask, but for the closing', () => {
    const radius = new Map(statistics.elements.map((one) => [one.symbol, one.radius]));
    const shortest = new Map(statistics.distances.map(([a, b, d]) => [`${a} ${b}`, d]));
    let checked = 0;
    for (const crystal of made.crystals) {
      const facts = structureFacts(crystal)!;
      for (const [pair, distance] of facts.distances) {
        const [a, b] = pair.split(' ');
        const floor = shortest.get(pair) ?? radius.get(a!)! + radius.get(b!)!;
        // 0.8 of the floor is the nearest that is allowed; coordinates are rounded to 10⁻⁶.
        expect(distance, `${pair} in ${crystal.id}`).toBeGreaterThan(0.8 * floor - 1e-3);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(500);
  });

  test('are the same for the same stream, others for another', () => {
    const make = (name: string) => {
      const { crystal } = createGenerator(statistics)(createRng(3).fork(name), 'x', 62);
      return formatStructureLine(crystal!);
    };
    expect(make('a')).toBe(make('a'));
    expect(make('a')).not.toBe(make('b'));
  });

  test('have no more atoms than asked for', () => {
    const small = createGenerator(statistics, { maxAtoms: 6 });
    for (let i = 0; i < 30; i++) {
      const { crystal } = small(rng.fork(`small-${i}`), 'x', 123);
      expect(crystal!.sites.filter(({ occupancy }) => occupancy === 1).length).toBeLessThan(7);
    }
  });
});

/** Statistics of so many crystals drawn from statistics. */
function fitGenerated(source: StructureStatistics, count: number): StructureStatistics {
  const again = createGenerator(source);
  const facts = Array.from({ length: count }, (_, i) => {
    const stream = rng.fork(`closure-${i}`);
    const { crystal } = generateOne(again, stream, source.spaceGroups, 'x');
    return structureFacts(crystal)!;
  });
  return fitStatistics(facts, 'generated');
}

describe('fitStatistics', () => {
  test('finds again what crystals were drawn from', { timeout: 120_000 }, () => {
    const again = fitGenerated(
      { ...statistics, displacement: { ...statistics.displacement, share: 0.5 } },
      3000,
    );
    expect(statisticsSchema.safeParse(again).success).toBe(true);
    expect(again.structures).toBe(3000);
    // Of 35,181 structures 3.7 % are Pnma, No. 62: within five standard errors.
    const expected = 3000 * (statistics.spaceGroups[61]! / statistics.structures);
    expect(Math.abs(again.spaceGroups[61]! - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(again.displacement.share).toBeGreaterThan(0.45);
    expect(again.displacement.share).toBeLessThan(0.55);
    expect(again.displacement.scatter).toBeCloseTo(statistics.displacement.scatter, 1);
    // Volumes are drawn from those of the elements, and found from the volumes.
    for (const symbol of ['O', 'S', 'F', 'Si', 'La']) {
      const [source, found] = [statistics, again].map(
        ({ elements }) => elements.find((one) => one.symbol === symbol)!.volume,
      );
      expect(found! / source!, symbol).toBeGreaterThan(0.85);
      expect(found! / source!, symbol).toBeLessThan(1.15);
    }
  });

  test('asks for more where a lattice is missing', () => {
    const { crystal } = generator(rng.fork('single'), 'x', 225);
    expect(cellVolume(crystal!.cell)).toBeGreaterThan(1);
    expect(() => fitStatistics([structureFacts(crystal!)!], 'one')).toThrow(RangeError);
  });
});
