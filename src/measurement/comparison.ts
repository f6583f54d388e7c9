import { leastSquares } from '../math/index.ts';
import type { Measurement } from './measurement.ts';

export interface CompareOptions {
  /** Terms of the background, Chebyshev polynomials T₀, T₁, …; 0: none, 1: a constant. @default 3 */
  readonly backgroundTerms?: number;
}

/** A measurement beside what was calculated for it, point by point. */
export interface Comparison {
  readonly twoTheta: Float64Array;
  readonly measured: Float64Array;
  /** Σ scale · phase + background. */
  readonly calculated: Float64Array;
  /** Coefficients of the background, Chebyshev polynomials over the angles compared. */
  readonly background: readonly number[];
  /** One a phase. */
  readonly scales: readonly number[];
  /** R = √(Σ (o − c)² / Σ o²) over all points, the background included in o and c. */
  readonly R: number;
  /** The same with weights 1/σ², where the measurement has σ. */
  readonly Rwp: number | undefined;
}

export type ComparisonResult =
  | { readonly ok: true; readonly comparison: Comparison }
  | { readonly ok: false; readonly message: string };

/**
 * Compares a measurement with calculated phases, each given at its points; scales and background are
 * found by linear least squares, with weights 1/σ² where σ is known. Points where a phase is NaN,
 * because its pattern does not reach there, and points without a positive σ are left out.
 *
 * @throws RangeError when a phase has not one value a point.
 */
export function compareToMeasurement(
  measurement: Measurement,
  phases: readonly Float64Array[],
  { backgroundTerms = 3 }: CompareOptions = {},
): ComparisonResult {
  const { twoTheta, intensity, sigma } = measurement;
  if (phases.some((phase) => phase.length !== twoTheta.length)) {
    throw new RangeError('a phase must have a value at each point of the measurement');
  }
  const used = Array.from(twoTheta.keys()).filter(
    (i) => phases.every((phase) => !Number.isNaN(phase[i]!)) && (sigma?.[i] ?? 1) > 0,
  );
  const pick = (values: Float64Array) => Float64Array.from(used, (i) => values[i]!);
  if (used.length <= phases.length + backgroundTerms) {
    const reach = `of the measurement ${used.length} points lie in the range of the calculation`;
    return { ok: false, message: `${reach}, too few to fit scale and background` };
  }
  const angles = pick(twoTheta);
  const [measured, calculatedPhases] = [pick(intensity), phases.map(pick)];
  const terms = chebyshevTerms(angles, backgroundTerms);
  const weights = sigma && pick(sigma).map((s) => 1 / (s * s));
  const found = leastSquares([...calculatedPhases, ...terms], measured, weights);
  if (!found) {
    return { ok: false, message: 'scale and background cannot be told apart: a phase has no peak' };
  }
  const calculated = combine([...calculatedPhases, ...terms], found);
  const comparison = {
    twoTheta: angles,
    measured,
    calculated,
    background: found.slice(phases.length),
    scales: found.slice(0, phases.length),
    R: residual(measured, calculated),
    Rwp: weights && residual(measured, calculated, weights),
  };
  return { ok: true, comparison };
}

/** T₀ … T₍ₙ₋₁₎ at x from −1 at the first angle to 1 at the last. */
function chebyshevTerms(twoTheta: Float64Array, count: number): Float64Array[] {
  const [first, last] = [twoTheta[0]!, twoTheta.at(-1)!];
  const x = twoTheta.map((angle) => (2 * (angle - first)) / (last - first) - 1);
  const order = Array.from({ length: count }, (_, n) => n);
  // x leaves −1 … 1 by rounding.
  return order.map((n) =>
    x.map((value) => Math.cos(n * Math.acos(Math.max(-1, Math.min(1, value))))),
  );
}

function combine(
  [first, ...others]: readonly Float64Array[],
  [scale = 0, ...coefficients]: readonly number[],
): Float64Array {
  const sum = first!.map((y) => scale * y);
  for (const [j, column] of others.entries()) {
    for (let i = 0; i < sum.length; i++) sum[i]! += coefficients[j]! * column[i]!;
  }
  return sum;
}

function residual(o: Float64Array, c: Float64Array, weights?: Float64Array): number {
  let difference = 0;
  let total = 0;
  for (let i = 0; i < o.length; i++) {
    const w = weights?.[i] ?? 1;
    difference += w * (o[i]! - c[i]!) ** 2;
    total += w * o[i]! ** 2;
  }
  return Math.sqrt(difference / total);
}
