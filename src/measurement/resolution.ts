import { dot, invert3, type Matrix3, type Triple, transform3 } from '../math/index.ts';

/** Width of a peak, at its angle. */
export interface MeasuredWidth {
  /** tan θ of the peak. */
  readonly tangent: number;
  /** Degrees. */
  readonly fwhm: number;
}

/**
 * U, V, W of FWHM² = U tan²θ + V tanθ + W, degrees².
 * [Caglioti, Paoletti & Ricci, Nucl. Instrum. 3, 223 (1958)]
 */
export type Caglioti = Triple;

/** Which of the three terms a fit has, and the fewest peaks that it takes. */
const FITS: readonly { readonly terms: Triple; readonly fewest: number }[] = [
  { terms: [1, 1, 1], fewest: 8 },
  { terms: [1, 0, 1], fewest: 4 },
];
/** Peaks over a smaller range of tan θ, highest over lowest, tell no slope. */
const LEAST_SPREAD = 1.5;
/** Share of the peaks under the curve: lines that overlap look like a broad one. */
export const UNDER = 0.3;
const ROUNDS = 30;
/** Squared widths this near to the curve, relative to themselves, count as on it. */
const NEAR = 0.02;
/** No sound fit falls below this share of the narrowest peak. */
const NARROWEST = 0.5;

const termsOf = (tangent: number): Triple => [tangent * tangent, tangent, 1];

/** Full width at half maximum at tan θ, degrees. */
export const widthAt = (caglioti: Caglioti, tangent: number): number =>
  Math.sqrt(Math.max(0, dot(caglioti, termsOf(tangent))));

/**
 * The resolution curve that measured widths lie on, or above where lines overlap: all of Caglioti's
 * terms, or those of U and W, the first that the peaks suffice for and that is sound; undefined
 * when neither is.
 */
export function fitResolution(peaks: readonly MeasuredWidth[]): Caglioti | undefined {
  const least = NARROWEST * Math.min(...peaks.map(({ fwhm }) => fwhm));
  const tangents = peaks.map(({ tangent }) => tangent);
  const [low, high] = [Math.min(...tangents), Math.max(...tangents)];
  for (const { terms, fewest } of FITS) {
    if (peaks.length < fewest || high < LEAST_SPREAD * low) continue;
    const fit = quantileFit(peaks, terms);
    if (isSound(fit, low, high, least)) return fit;
  }
  return undefined;
}

/** U ≥ 0, and no width under `least` at tan θ from `low` to `high`, the minimum included. */
function isSound(fit: Caglioti, low: number, high: number, least: number): boolean {
  const [u, v] = fit;
  const minimum = u > 0 ? Math.min(Math.max(-v / (2 * u), low), high) : low;
  return u >= 0 && [low, minimum, high].every((tangent) => widthAt(fit, tangent) >= least);
}

/**
 * Quantile regression of FWHM², relative to itself, by reweighted least squares: residuals count as
 * they are, not squared, and those above the curve less than those under it.
 * [Koenker & Bassett, Econometrica 46, 33 (1978)]
 */
function quantileFit(peaks: readonly MeasuredWidth[], terms: Triple): Caglioti {
  let weights = peaks.map(({ fwhm }) => fwhm ** -4);
  let fit = leastSquares(peaks, weights, terms);
  for (let round = 0; round < ROUNDS; round++) {
    weights = peaks.map(({ tangent, fwhm }) => {
      const residual = 1 - dot(fit, termsOf(tangent)) / fwhm ** 2;
      const side = residual > 0 ? UNDER : 1 - UNDER;
      return side / Math.max(NEAR, Math.abs(residual)) / fwhm ** 4;
    });
    fit = leastSquares(peaks, weights, terms);
  }
  return fit;
}

function leastSquares(
  peaks: readonly MeasuredWidth[],
  weights: readonly number[],
  terms: Triple,
): Caglioti {
  // A term that is left out gets an equation of its own, which sets it to 0.
  const normal = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 1 - terms[i]! : 0)));
  const right = [0, 0, 0];
  for (const [k, { tangent, fwhm }] of peaks.entries()) {
    const basis = termsOf(tangent).map((value, i) => value * terms[i]!);
    for (let i = 0; i < 3; i++) {
      right[i]! += weights[k]! * basis[i]! * fwhm * fwhm;
      for (let j = 0; j < 3; j++) normal[i]![j]! += weights[k]! * basis[i]! * basis[j]!;
    }
  }
  return transform3(invert3(normal as unknown as Matrix3), right as unknown as Triple);
}
