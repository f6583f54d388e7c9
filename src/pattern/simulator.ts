import type { Crystal } from '../crystal/index.ts';
import { gridEnd } from './grid.ts';
import { halfSphereCount } from './halfSphere.ts';
import type { Instrument } from './instrument.ts';
import { IntensitySum } from './intensitySum.ts';
import { ProfileTable } from './profileTable.ts';
import { scatterersOf } from './scatterers.ts';

export interface SimulationOptions {
  /** B_iso of atoms without a displacement value, Å². @default 0 */
  readonly bIso?: number;
  /**
   * Bragg angles of the reflections that are drawn, degrees. The tails of those beyond the last
   * grid point would reach into the pattern, but the patterns of Lolla et al. (2022) have none.
   * @default the ends of the grid
   */
  readonly braggRange?: readonly [number, number];
}

/** Why a crystal has no pattern on the instrument. */
export interface SimulationFault {
  readonly kind: 'unknown-scatterer' | 'no-reflections' | 'too-many-reflections' | 'zero-intensity';
  /** What is wrong and what to do, one sentence. */
  readonly message: string;
}

/** Intensities on the grid of the instrument. */
export type Samples = Float32Array | Float64Array;

export type SimulationResult<T extends Samples = Float64Array> =
  | {
      readonly ok: true;
      /** One element a grid point, scaled to a maximum of 1. */
      readonly intensity: T;
      /** Reflections summed, Friedel mates counted once. */
      readonly reflectionCount: number;
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly fault: SimulationFault };

/** Computes patterns of one instrument, fast; keeps its tables between crystals. */
export interface Simulator {
  readonly instrument: Instrument;
  /**
   * Powder pattern of a crystal, written to `out`, or to a new array.
   *
   * @throws RangeError when `out` has not one element a grid point.
   */
  simulate(crystal: Crystal): SimulationResult;
  simulate<T extends Samples>(crystal: Crystal, out: T): SimulationResult<T>;
}

/** Sums over more reflections take seconds; such cells are proteins, or mistakes. */
const MAX_REFLECTIONS = 1_000_000;
/** Share of (Σ|b|)² below which |F|² is rounding error. */
const ROUNDING = 1e-20;

/**
 * A simulator of powder patterns: m |F|² / (sin²θ cosθ) under the peak profile of `instrument`,
 * without background. Only real scattering lengths count. The result depends on the crystal alone,
 * not on what has been simulated before.
 *
 * @throws RangeError when the Bragg angles do not ascend, or the peaks are too narrow for the grid.
 */
export function createSimulator(
  instrument: Instrument,
  options: SimulationOptions = {},
): Simulator {
  const drawing = new Drawing(instrument, options);
  const { length } = drawing.intensity;

  function simulate<T extends Samples>(
    crystal: Crystal,
    out = new Float64Array(length) as Samples as T,
  ): SimulationResult<T> {
    if (out.length !== length) {
      throw new RangeError(`the grid has ${length} points, got room for ${out.length}`);
    }
    const drawn = drawing.draw(crystal);
    if (!drawn.ok) return drawn;
    scaleToMax(drawing.intensity, out);
    return { ...drawn, intensity: out };
  }

  return { instrument, simulate };
}

type Drawn =
  | { readonly ok: true; readonly reflectionCount: number; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly fault: SimulationFault };

/** Owns the tables, and the pattern drawn last. */
class Drawing {
  /** Not scaled. */
  readonly intensity: Float64Array;
  readonly #instrument: Instrument;
  readonly #bIso: number;
  readonly #table: ProfileTable;
  readonly #sum = new IntensitySum();

  constructor(instrument: Instrument, { bIso = 0, braggRange }: SimulationOptions) {
    const [low, high] = braggRange ?? [instrument.grid.start, gridEnd(instrument.grid)];
    if (!(low > 0 && low < high && high < 180)) {
      throw new RangeError(`Bragg angles must ascend between 0 and 180 degrees: ${low}, ${high}`);
    }
    this.intensity = new Float64Array(instrument.grid.count);
    this.#instrument = instrument;
    this.#bIso = bIso;
    this.#table = new ProfileTable(instrument, low, high);
  }

  draw(crystal: Crystal): Drawn {
    const { name, scatteringLengths } = this.#instrument;
    const resolved = scatterersOf(crystal, scatteringLengths, this.#bIso);
    if (!resolved.ok) {
      const elements = resolved.unknown.join(', ');
      return fault('unknown-scatterer', `no neutron scattering length is known of ${elements}`);
    }
    const expected = Math.round(halfSphereCount(crystal.cell, Math.sqrt(this.#table.q2Max)));
    if (expected > MAX_REFLECTIONS) {
      const limit = `at most ${MAX_REFLECTIONS} are summed`;
      return fault('too-many-reflections', `about ${expected} reflections in range; ${limit}`);
    }
    const { scatterers, warnings } = resolved;
    const { count, strongest } = this.#sum.run(crystal.cell, scatterers, this.#table);
    this.intensity.fill(0);
    this.#table.draw(this.intensity);
    if (count === 0) return fault('no-reflections', `no reflection in the range of ${name}`);
    const total = scatterers.reduce((sum, { amplitude }) => sum + Math.abs(amplitude), 0);
    if (strongest <= ROUNDING * total * total) {
      return fault('zero-intensity', `every reflection in the range of ${name} is absent`);
    }
    return { ok: true, reflectionCount: count, warnings };
  }
}

const fault = (kind: SimulationFault['kind'], message: string) =>
  ({ ok: false, fault: { kind, message } }) as const;

function scaleToMax(y: Float64Array, out: Samples): void {
  let max = 0;
  for (let i = 0; i < y.length; i++) if (y[i]! > max) max = y[i]!;
  for (let i = 0; i < y.length; i++) out[i] = y[i]! / max;
}
