import { describe, expect, test } from 'vitest';
import { ANATASE, HALITE, RUTILE } from '../../test/fixtures/crystals.ts';
import { sameBits } from '../../test/sameBits.ts';
import type { Crystal } from '../crystal/index.ts';
import { BT1_GE311, createSimulator, type Instrument } from '../pattern/index.ts';
import { createRng } from '../random/index.ts';
import { parseAugmentation } from './augmentation.ts';
import { instrumentAt, RESOLUTIONS } from './augmentCrystal.ts';
import { createAugmentedSimulator } from './augmentedSimulator.ts';

const INSTRUMENT: Instrument = { ...BT1_GE311, grid: { start: 10, step: 0.1, count: 1201 } };
const POINTS = INSTRUMENT.grid.count;

function plainOf(crystal: Crystal, instrument = INSTRUMENT): Float32Array {
  const out = new Float32Array(POINTS);
  expect(createSimulator(instrument).simulate(crystal, out).ok).toBe(true);
  return out;
}

/** Patterns of views 0, 1, … under one simulator. */
function patternsOf(augmentation: object, crystal: Crystal, count = 1, seed = 1) {
  const simulate = createAugmentedSimulator(INSTRUMENT, {}, parseAugmentation(augmentation));
  return Array.from({ length: count }, (_, i) => {
    const out = new Float32Array(POINTS);
    const result = simulate(crystal, createRng(seed).fork(`${i}`), () => HALITE, out);
    expect(result).toEqual({ ok: true, plain: false });
    return out;
  });
}
const distance = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, y, i) => Math.max(most, Math.abs(y - b[i]!)), 0);

test('without an option it is the plain simulator', () => {
  expect(sameBits(patternsOf({}, RUTILE)[0]!, plainOf(RUTILE))).toBe(true);
});

/** Options of the crystal, and the same without strength. */
describe.each([
  ['cellStrain', { max: 0.03 }, { max: 0 }],
  ['wavelength', { max: 0.03 }, { max: 0 }],
  ['resolution', { min: 0.5, max: 2 }, { min: 1, max: 1 }],
  ['texture', { max: 3 }, { max: 1 }],
  ['intensityNoise', { max: 0.5 }, { max: 0 }],
  ['halfWavelength', { max: 0.5 }, { max: 0 }],
  ['impurityPhase', { max: 0.5 }, { max: 0 }],
])('%s', (name, options, none) => {
  test('depends on the stream alone: not on what was simulated before', () => {
    const first = patternsOf({ [name]: options }, ANATASE, 3);
    const again = patternsOf({ [name]: options }, ANATASE, 3);
    first.forEach((y, i) => {
      expect(sameBits(y, again[i]!)).toBe(true);
    });
    expect(new Set(first.map((y) => y.join())).size).toBeGreaterThan(1);
    const other = patternsOf({ [name]: options }, ANATASE, 3, 2);
    expect(other.some((y, i) => !sameBits(y, first[i]!))).toBe(true);
  });

  test('without strength, or without a share, leaves the pattern as it is', () => {
    const plain = plainOf(ANATASE);
    expect(distance(patternsOf({ [name]: none }, ANATASE)[0]!, plain)).toBeLessThan(1e-5);
    const never = patternsOf({ [name]: { ...options, share: 0 } }, ANATASE)[0]!;
    expect(sameBits(never, plain)).toBe(true);
  });
});

test.each(['texture', 'intensityNoise'])('%s leaves every line where it is', (name) => {
  const options = name === 'texture' ? { max: 2 } : { max: 0.3 };
  const drawn = (y: Float32Array, least = 1e-5) => [...y.keys()].filter((i) => y[i]! > least);
  const places = new Set(drawn(plainOf(RUTILE), 1e-9));
  for (const y of patternsOf({ [name]: options }, RUTILE, 5)) {
    expect(drawn(y).every((i) => places.has(i))).toBe(true);
    expect(drawn(y).length).toBeGreaterThan(0.8 * places.size);
    expect(distance(y, plainOf(RUTILE))).toBeGreaterThan(0.001);
  }
});

test('a resolution is an instrument whose widths are a step between min and max', () => {
  const resolution = { share: 1, min: 0.5, max: 2 };
  const steps = Array.from({ length: RESOLUTIONS }, (_, step) =>
    plainOf(RUTILE, instrumentAt(INSTRUMENT, resolution, step)),
  );
  const { widths } = instrumentAt(INSTRUMENT, resolution, RESOLUTIONS - 1);
  expect(widths.U).toBeCloseTo(4 * INSTRUMENT.widths.U, 9);
  const found = patternsOf({ resolution }, RUTILE, 30).map((y) =>
    steps.findIndex((step) => sameBits(y, step)),
  );
  expect(new Set(found)).toEqual(new Set(steps.keys()));
});

test('where nothing that was drawn has a line in range, the crystal is left as it is, and it is told', () => {
  // The largest d of this cell ends just inside of the range; a longer wavelength moves it out.
  const short: Instrument = { ...INSTRUMENT, grid: { start: 38, step: 0.1, count: 100 } };
  const tiny = {
    ...RUTILE,
    spaceGroup: 221,
    sites: [{ ...RUTILE.sites[0]!, position: [0, 0, 0] as const }],
    cell: { a: 2.84, b: 2.84, c: 2.84, alpha: 90, beta: 90, gamma: 90 },
  };
  const simulate = createAugmentedSimulator(
    short,
    {},
    parseAugmentation({ wavelength: { max: 0.2 } }),
  );
  const plain = Array.from({ length: 40 }, (_, seed) => {
    const out = new Float32Array(100);
    const result = simulate(tiny, createRng(seed), () => undefined, out);
    expect(result.ok).toBe(true);
    expect(out.some((y) => y === 1)).toBe(true);
    return result.ok && result.plain;
  });
  expect(new Set(plain)).toEqual(new Set([true, false]));
});
