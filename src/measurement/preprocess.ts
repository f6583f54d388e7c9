import type { Interval } from '../math/index.ts';
import type { Grid, Pattern, PeakWidths, Radiation } from '../pattern/index.ts';
import { type BackgroundWindow, estimateBackground } from './background.ts';
import { floorRuns } from './floorRuns.ts';
import { matchResolution } from './matchResolution.ts';
import { type FailedMeasurement, failure } from './measurement.ts';
import { denoise, isNoiseFree, noiseOnGrid, shrink } from './noise.ts';
import { type Resampled, resample, stretches } from './resample.ts';

export interface PreprocessOptions {
  /** `keep` leaves background and noise as they are. @default 'remove' */
  readonly background?: 'remove' | 'keep';
  /** Half width of what counts as a peak, degrees. @default 3 growing to 12 */
  readonly window?: BackgroundWindow;
  /**
   * The released models learned from noisy patterns: they tell peaks from white noise better than
   * from what a filter leaves of it (validation patterns with noise and background: 53 against 39 %
   * of the lattices right, docs/log.md). @default 'keep'
   */
  readonly noise?: 'keep' | 'suppress';
  /** Noise suppressed, in standard deviations after filtering. @default 0.75 */
  readonly threshold?: number;
  /** Widths of the model's instrument, which sharper lines are given. @default lines stay */
  readonly resolution?: PeakWidths;
}

/** A pattern as the models were trained on: on their grid, free of background, maximum 1. */
export interface Preprocessed {
  readonly intensity: Float32Array;
  readonly radiation: Radiation;
  /** Share of the grid that the measurement reaches; beyond it the intensity is 0. */
  readonly coverage: number;
  /** The 2θ interval reached, degrees at the model's wavelength. */
  readonly interval: Interval;
  readonly warnings: readonly string[];
}

export type PreprocessResult =
  | { readonly ok: true; readonly preprocessed: Preprocessed }
  | FailedMeasurement;

const LEAST_COVERAGE = 0.2;
const GOOD_COVERAGE = 0.6;
/** Simulated peaks are zero below this share of their height. */
const CUTOFF = 0.001;
/** Share of itself to which a smooth background is known at best. */
const ERROR = 0.001;
/** Standard deviations that the highest peak must reach: noise alone does so once in 10⁶ points. */
const CERTAIN = 5;
/** Neighbourhood of the noise filter, degrees to either side: about one peak width. */
const FILTER_REACH = 0.2;

/**
 * Carries a pattern to the model's wavelength and grid, removes the background (and the noise, if
 * asked to), and scales the maximum to 1. A simulated pattern, smooth with flat gaps, only loses its constant floor.
 */
export function preprocess(
  pattern: Pattern,
  grid: Grid,
  wavelength: number,
  options: PreprocessOptions = {},
): PreprocessResult {
  const simulated = isSimulated(pattern);
  const subject = simulated ? withoutFloor(pattern) : pattern;
  const carried = resample(subject, grid, wavelength);
  const { coverage, interval } = carried;
  const reach = describe(carried, wavelength);
  if (!interval || coverage < LEAST_COVERAGE) {
    const message = `${reach}; ${100 * LEAST_COVERAGE} % are needed: is the wavelength right?`;
    return failure('low-coverage', message);
  }
  const { resampled, warnings } = options.resolution
    ? matchResolution(subject, carried, grid, wavelength, options.resolution)
    : { resampled: carried, warnings: [] };
  const keep = simulated || options.background === 'keep';
  const peaks = keep
    ? resampled.intensity
    : peaksOf(resampled, noiseOnGrid(pattern, resampled, grid, wavelength), grid, options);
  const max = peaks.reduce((most, y) => Math.max(most, y), 0);
  if (!(max > 0)) return failure('no-signal', 'no peak stands out of the noise');

  const cutoff = keep || options.noise !== 'suppress' ? Number.NEGATIVE_INFINITY : CUTOFF;
  return {
    ok: true,
    preprocessed: {
      intensity: Float32Array.from(peaks, (y) => (y / max < cutoff ? 0 : y / max)),
      radiation: pattern.radiation,
      coverage,
      interval,
      warnings: coverage < GOOD_COVERAGE ? [reach, ...warnings] : warnings,
    },
  };
}

function describe({ coverage, interval }: Resampled, wavelength: number): string {
  const range = interval ? `${interval.low.toFixed(1)}–${interval.high.toFixed(1)}°` : 'nothing';
  const percent = (100 * coverage).toFixed(0);
  return `the pattern reaches ${percent} % of the model's range, ${range} at ${wavelength} Å`;
}

/** Calculated patterns are smooth, and flat between peaks. */
const isSimulated = ({ intensity }: Pattern) =>
  isNoiseFree(intensity) && floorRuns(intensity).some((run) => !run.abrupt);

/** Some programs add a constant; the patterns of Lolla et al. (2022) carry 0.001. */
function withoutFloor(pattern: Pattern): Pattern {
  const floor = pattern.intensity.reduce((low, y) => Math.min(low, y), Number.POSITIVE_INFINITY);
  return { ...pattern, intensity: pattern.intensity.map((y) => y - floor) };
}

/** What stands out of the background, in each stretch where that is more than noise. */
function peaksOf(
  resampled: Resampled,
  sigma: Float64Array,
  grid: Grid,
  { window, noise: fate = 'keep', threshold = 0.75 }: PreprocessOptions,
): Float64Array {
  const reach = Math.max(1, Math.round(FILTER_REACH / grid.step));
  const peaks = new Float64Array(grid.count);
  for (const [start, end] of stretches(resampled)) {
    const noise = sigma.subarray(start, end);
    const measured = resampled.intensity.subarray(start, end);
    const filtered = denoise(measured, noise, reach);
    const from = grid.start + grid.step * start;
    const background = estimateBackground(filtered, noise, from, grid.step, window);
    const net = filtered.map((y, i) => y - background[i]!);
    // Noise that runs over several points, the filter cannot reduce by as much.
    const limit = noise.map((s, i) => {
      const alike = Math.min(resampled.widths[start + i]! / grid.step, 2 * reach + 1);
      return Math.max(threshold * Math.sqrt(alike) * s, ERROR * Math.abs(background[i]!));
    });
    const shrunk = shrink(net, limit);
    if (!shrunk.some((y, i) => y > CERTAIN * noise[i]!)) continue;
    peaks.set(fate === 'keep' ? measured.map((y, i) => y - background[i]!) : shrunk, start);
  }
  return peaks;
}
