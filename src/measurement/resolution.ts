import { dot, invert3, type Matrix3, median, type Triple, transform3 } from '../math/index.ts';

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
const ROUNDS = 8;
/** A peak broader than the fit by this share counts half: lines that overlap look like one. */
const TOO_BROAD = 0.15;
/** No sound fit falls below this share of the narrowest peak. */
const NARROWEST = 0.5;

const termsOf = (tangent: number): Triple => [tangent * tangent, tangent, 1];

/** Full width at half maximum at tan θ, degrees. */
export const widthAt = (caglioti: Caglioti, tangent: number): number =>
  Math.sqrt(Math.max(0, dot(caglioti, termsOf(tangent))));

/**
 * The resolution curve that measured widths lie on or above: all of Caglioti's terms, or those of
 * U and W, or a constant: the first that the peaks suffice for and that stays sound for tan θ
 * within `range`.
 *
 * @throws RangeError without a peak.
 */
export function fitResolution(
  peaks: readonly MeasuredWidth[],
  range: readonly [number, number],
): Caglioti {
  if (peaks.length === 0) throw new RangeError('a resolution cannot be fitted without a peak');
  const widths = peaks.map(({ fwhm }) => fwhm);
  const tangents = peaks.map(({ tangent }) => tangent);
  const spread = Math.max(...tangents) / Math.min(...tangents);
  for (const { terms, fewest } of FITS) {
    if (peaks.length < fewest || spread < LEAST_SPREAD) continue;
    const fit = reweighted(peaks, terms);
    if (isSound(fit, range, NARROWEST * Math.min(...widths))) return fit;
  }
  return [0, 0, median(widths) ** 2];
}

/** U ≥ 0, and no width under `least` at the ends of the range or at the minimum between them. */
function isSound(fit: Caglioti, [low, high]: readonly [number, number], least: number): boolean {
  const [u, v] = fit;
  const minimum = u > 0 ? Math.min(Math.max(-v / (2 * u), low), high) : low;
  return u >= 0 && [low, minimum, high].every((tangent) => widthAt(fit, tangent) >= least);
}

/** Least squares of FWHM² relative to the fit; each round trusts peaks above the last fit less. */
function reweighted(peaks: readonly MeasuredWidth[], terms: Triple): Caglioti {
  let expected = peaks.map(({ fwhm }) => fwhm);
  let fit: Caglioti = [0, 0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const weights = peaks.map(({ fwhm }, k) => {
      const excess = Math.max(0, fwhm / expected[k]! - 1) / TOO_BROAD;
      return 1 / ((1 + excess * excess) * expected[k]! ** 4);
    });
    fit = leastSquares(peaks, weights, terms);
    // Where a fit passes below nothing, the peak itself is the better guess.
    expected = peaks.map(({ tangent, fwhm }) => Math.max(widthAt(fit, tangent), NARROWEST * fwhm));
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
