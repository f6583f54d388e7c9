import { quantile } from '../math/index.ts';
import type { Grid, Pattern } from '../pattern/index.ts';
import { type Resampled, resample } from './resample.ts';

const BLOCK = 100;
/** 30 % of |x| lie below this for a normal x of variance 1: Φ⁻¹(0.65). */
const NORMAL_QUANTILE = 0.38532046640756773;

/**
 * Standard deviation of the noise at each point, from fourth differences, which hardly feel peaks
 * more than four points wide: their variance is 70 σ². The lower part of their distribution counts,
 * in blocks of 100 points, so that strong peaks do not; in between σ runs straight.
 */
export function noiseLevel(intensity: Float64Array): Float64Array {
  const y = intensity;
  const differences = new Float64Array(Math.max(0, y.length - 4));
  for (let i = 0; i < differences.length; i++) {
    const fourth = y[i]! - 4 * y[i + 1]! + 6 * y[i + 2]! - 4 * y[i + 3]! + y[i + 4]!;
    differences[i] = Math.abs(fourth) / Math.sqrt(70);
  }
  const blocks = Math.max(1, Math.floor(differences.length / BLOCK));
  const size = differences.length / blocks;
  const levels = Float64Array.from({ length: blocks }, (_, b) => {
    const block = differences.subarray(Math.round(b * size), Math.round((b + 1) * size));
    return quantile(block, 0.3) / NORMAL_QUANTILE;
  });
  return Float64Array.from(y, (_, i) => {
    const position = Math.min(Math.max((i - 2) / size - 0.5, 0), blocks - 1);
    const k = Math.floor(position);
    const t = position - k;
    return levels[k]! * (1 - t) + levels[Math.min(k + 1, blocks - 1)]! * t;
  });
}

/** Noise of each grid point of a resampled pattern: the mean of n points has 1/√n of theirs. */
export function noiseOnGrid(
  pattern: Pattern,
  { samples }: Resampled,
  grid: Grid,
  wavelength: number,
): Float64Array {
  const noise = { ...pattern, intensity: noiseLevel(pattern.intensity) };
  const sigma = resample(noise, grid, wavelength).intensity;
  return sigma.map((s, i) => (samples[i]! > 0 ? s / Math.sqrt(samples[i]!) : 0));
}

/**
 * Whether the intensities run smoothly, as calculated ones do: turning points are two thirds of
 * the points of white noise, and few of a curve. Points without intensity do not count.
 * [Bienaymé, Bull. Soc. Math. France 2, 153 (1874)]
 */
export function isNoiseFree(intensity: Float64Array): boolean {
  let turns = 0;
  let points = 0;
  for (let i = 1; i + 1 < intensity.length; i++) {
    const [a, b, c] = [intensity[i - 1]!, intensity[i]!, intensity[i + 1]!];
    if (b === 0) continue;
    points++;
    if ((b > a && b > c) || (b < a && b < c)) turns++;
  }
  return turns < points / 3;
}

/**
 * Local Wiener filter: each point moves towards the mean of its neighbourhood (± `reach` points) by
 * the share of the local variance that noise explains; peaks stay sharp. [Lee, IEEE Trans. Pattern
 * Anal. Mach. Intell. 2, 165 (1980)]
 */
export function denoise(y: Float64Array, sigma: Float64Array, reach: number): Float64Array {
  return Float64Array.from(y, (value, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(y.length, i + reach + 1);
    let sum = 0;
    for (let j = from; j < to; j++) sum += y[j]!;
    const mean = sum / (to - from);
    let square = 0;
    for (let j = from; j < to; j++) square += (y[j]! - mean) ** 2;
    const variance = square / (to - from - 1);
    const share = variance > 0 ? Math.max(0, 1 - sigma[i]! ** 2 / variance) : 1;
    return mean + share * (value - mean);
  });
}

/**
 * Shrinks what does not stand out: 0 up to `threshold`, y − threshold² / y above, which leaves
 * strong values nearly alone (the non-negative garrote). [Gao, J. Comput. Graph. Stat. 7, 469 (1998)]
 */
export function shrink(y: Float64Array, threshold: Float64Array): Float64Array {
  return Float64Array.from(y, (value, i) =>
    value > threshold[i]! ? value - threshold[i]! ** 2 / value : 0,
  );
}
