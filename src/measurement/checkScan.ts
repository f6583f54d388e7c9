import type { Radiation } from '../pattern/index.ts';
import { failure, type MeasurementFault, type MeasurementResult } from './measurement.ts';

/** Numbers as a format found them, in file order, before any check. */
export interface RawScan {
  readonly twoTheta: readonly number[];
  readonly intensity: readonly number[];
  readonly sigma?: readonly number[];
  /** File line of each point, counted from 1, for formats that have lines. */
  readonly lines?: readonly number[];
  readonly wavelength?: number;
  readonly radiation?: Radiation;
  readonly warnings?: readonly string[];
}

const FEWEST_POINTS = 50;
/** Position-sensitive detectors start up to here behind the beam (ILL D1A5: −10°, 11-BM: −16°). */
const LOWEST_ANGLE = -30;
/** Net counts of pure noise are negative half of the time; beyond this share something is wrong. */
const MOST_NEGATIVE = 0.6;

/**
 * Turns the numbers of any format into a measurement: ascending, one point per angle, finite.
 * A descending scan is turned round, points at one angle are averaged.
 */
export function checkScan(scan: RawScan): MeasurementResult {
  const fault = faultOfNumbers(scan) ?? faultOfOrder(scan) ?? faultOfIntensities(scan.intensity);
  if (fault) return { ok: false, fault };

  const warnings = [...(scan.warnings ?? [])];
  const { twoTheta, intensity, sigma, merged } = mergeEqualAngles(scan);
  if (twoTheta.length < FEWEST_POINTS) return tooFew(twoTheta.length, 'different angles');
  if (merged > 0) {
    warnings.push(`${merged} points repeat the angle of another one; they were averaged`);
  }
  const negative = scan.intensity.filter((y) => y < 0).length;
  if (negative > 0) {
    warnings.push(`${negative} intensities are negative, as after subtraction of a background`);
  }
  const sigmaIsSound = sigma?.every((s) => s >= 0 && Number.isFinite(s)) ?? true;
  if (!sigmaIsSound) {
    warnings.push('the third column holds negative or missing values; it was not used as sigma');
  }
  return {
    ok: true,
    measurement: {
      twoTheta,
      intensity,
      ...(sigma && sigmaIsSound && { sigma }),
      ...(scan.wavelength !== undefined && { wavelength: scan.wavelength }),
      ...(scan.radiation && { radiation: scan.radiation }),
      warnings,
    },
  };
}

const tooFew = (count: number, what: string) =>
  failure('too-few-points', `a pattern needs at least ${FEWEST_POINTS} ${what}, found ${count}`);

function faultOfNumbers(scan: RawScan): MeasurementFault | undefined {
  const { twoTheta, intensity, lines } = scan;
  if (twoTheta.length < FEWEST_POINTS) return tooFew(twoTheta.length, 'points').fault;
  for (let i = 0; i < twoTheta.length; i++) {
    const x = twoTheta[i]!;
    if (!Number.isFinite(x) || !Number.isFinite(intensity[i]!)) {
      const what = Number.isFinite(x) ? `the intensity at ${x}°` : 'an angle';
      return failure('not-finite', `${what} is not a finite number`, lines?.[i]).fault;
    }
    if (x > 180 || x < LOWEST_ANGLE) {
      const message =
        `2θ must lie within 0–180 degrees, found ${x}; ` +
        'hundredths of a degree, Q, d or time of flight must be converted first';
      return failure('angle-range', message, lines?.[i]).fault;
    }
  }
  if (twoTheta.every((x) => x <= 0)) {
    return failure('angle-range', 'no point has a 2θ above 0 degrees').fault;
  }
  return undefined;
}

function faultOfOrder({ twoTheta, lines }: RawScan): MeasurementFault | undefined {
  const direction = Math.sign(twoTheta.at(-1)! - twoTheta[0]!);
  for (let i = 1; i < twoTheta.length; i++) {
    if ((twoTheta[i]! - twoTheta[i - 1]!) * direction < 0) {
      const message =
        `2θ turns back from ${twoTheta[i - 1]} to ${twoTheta[i]} degrees; ` +
        'a file must hold one scan with angles in order';
      return failure('not-monotonic', message, lines?.[i]).fault;
    }
  }
  return undefined;
}

function faultOfIntensities(intensity: readonly number[]): MeasurementFault | undefined {
  const first = intensity[0]!;
  if (intensity.every((y) => y === first)) {
    return failure('no-signal', `all intensities are equal (${first}): there is no pattern`).fault;
  }
  const negative = intensity.filter((y) => y < 0).length / intensity.length;
  const sum = intensity.reduce((total, y) => total + y, 0);
  if (negative > MOST_NEGATIVE || sum <= 0) {
    const share = Math.round(100 * negative);
    const message = `${share} % of the intensities are negative: subtract less background`;
    return failure('negative-intensity', message).fault;
  }
  return undefined;
}

interface Merged {
  readonly twoTheta: Float64Array;
  readonly intensity: Float64Array;
  readonly sigma: Float64Array | undefined;
  readonly merged: number;
}

/** Ascending copies of the columns; points at one angle become their mean. */
function mergeEqualAngles(scan: RawScan): Merged {
  const count = scan.twoTheta.length;
  const descending = scan.twoTheta.at(-1)! < scan.twoTheta[0]!;
  const angles: number[] = [];
  const sums: number[] = [];
  const variances: number[] = [];
  const copies: number[] = [];
  for (let k = 0; k < count; k++) {
    const i = descending ? count - 1 - k : k;
    if (angles.at(-1) !== scan.twoTheta[i]) {
      angles.push(scan.twoTheta[i]!);
      sums.push(0);
      variances.push(0);
      copies.push(0);
    }
    const last = angles.length - 1;
    const s = scan.sigma?.[i] ?? 0;
    sums[last]! += scan.intensity[i]!;
    // A negative sigma stays recognisable: it turns the variance into NaN.
    variances[last]! += s < 0 ? Number.NaN : s * s;
    copies[last]! += 1;
  }
  return {
    twoTheta: Float64Array.from(angles),
    intensity: Float64Array.from(sums, (sum, i) => sum / copies[i]!),
    sigma: scan.sigma && Float64Array.from(variances, (v, i) => Math.sqrt(v) / copies[i]!),
    merged: count - angles.length,
  };
}
