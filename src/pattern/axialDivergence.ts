import { gaussLegendre, radFromDeg } from '../math/index.ts';
import type { AxialDivergence } from './instrument.ts';
import { interpolate } from './polynomial.ts';

/** Shifts of 2θ, ε = ε_m v² with v from 0 to 1, over which axial divergence spreads a peak. */
export interface AxialShifts {
  /** ε_m, degrees: negative below 2θ = 90°, positive above. */
  readonly largest: number;
  /** Share of the rays per unit of v, in pieces from v = 0 to 1; takes microseconds. */
  density(): readonly DensityPiece[];
}

export interface DensityPiece {
  readonly from: number;
  readonly to: number;
  /** Coefficients of the powers of v − `from`, the constant first. */
  readonly polynomial: Float64Array;
}

/** The shifts of a peak; undefined where there are none. */
export function axialShifts(
  divergence: AxialDivergence,
  braggAngle: number,
): AxialShifts | undefined {
  switch (divergence.kind) {
    case 'none':
      return undefined;
    case 'simple':
      return simpleShifts(divergence.k, braggAngle);
    case 'finger-cox-jephcoat':
      return fingerShifts(divergence.sOverL, divergence.hOverL, braggAngle);
  }
}

const FALLING: readonly DensityPiece[] = [{ from: 0, to: 1, polynomial: Float64Array.of(2, -2) }];

/**
 * Density (√|ε_m/ε| − 1) / |ε_m| of ε up to ε_m = −(90/π) k cot 2θ, which is 2(1 − v) in v. It is
 * the limit of Finger's for small shifts and S = H, with k = (S/L + H/L)².
 */
function simpleShifts(k: number, braggAngle: number): AxialShifts | undefined {
  const largest = ((-90 / Math.PI) * k) / Math.tan(radFromDeg(braggAngle));
  return largest === 0 ? undefined : { largest, density: () => FALLING };
}

/** Gives the density to better than 1e-6 of its mean, also where rays reach the direct beam. */
const DEGREE = 12;
const NORMALISATION = gaussLegendre(16);
/** Radians; smaller shifts move nothing. */
const NO_SHIFT = 1e-9;

/**
 * Rays from a sample of half height S to a slit of half height H, at the distance L. The cone of
 * the Bragg angle 2θ meets the slit at 2φ and at the height h above the origin of the ray, where
 * cos 2φ = cos 2θ √(1 + h²/L²). The density of 2φ is W(h) / (h cos 2φ), with the share W(h) of the
 * pairs of heights h apart: constant up to |H − S|, then falling to 0 at H + S.
 * [Finger, Cox & Jephcoat, J. Appl. Cryst. 27, 892 (1994)]
 *
 * In v the density is smooth but for the kink at |H − S|, because h grows like v from 0.
 */
function fingerShifts(sOverL: number, hOverL: number, braggAngle: number): AxialShifts | undefined {
  const bragg = radFromDeg(braggAngle);
  const cos = Math.cos(bragg);
  // A Bragg angle may be smaller than the heights: then rays reach down to the direct beam.
  const shiftOfHeight = (h: number) =>
    Math.acos(Math.max(-1, Math.min(1, cos * Math.sqrt(1 + h * h)))) - bragg;
  const largest = shiftOfHeight(sOverL + hOverL);
  if (Math.abs(largest) < NO_SHIFT) return undefined;
  const kink = Math.sqrt(shiftOfHeight(Math.abs(hOverL - sOverL)) / largest);
  const lower = 2 * Math.min(sOverL, hOverL);
  const relative = (v: number) => {
    const shift = largest * v * v;
    // cos²2φ − cos²2θ without cancellation.
    const h = Math.sqrt(-Math.sin(shift) * Math.sin(2 * bragg + shift)) / Math.abs(cos);
    const pairs = Math.min(1, Math.max(0, sOverL + hOverL - h) / lower);
    return (pairs * v) / (h * Math.abs(Math.cos(bragg + shift)));
  };
  return {
    largest: (largest * 180) / Math.PI,
    density: () => normalisedPieces(relative, kink),
  };
}

function normalisedPieces(relative: (v: number) => number, kink: number): readonly DensityPiece[] {
  const pieces = piecesAround(kink);
  const total = pieces.reduce((sum, { from, to }) => sum + integral(relative, from, to), 0);
  return pieces.map(({ from, to }) => ({
    from,
    to,
    polynomial: interpolate((v) => relative(v) / total, from, to, DEGREE),
  }));
}

function piecesAround(kink: number): readonly { readonly from: number; readonly to: number }[] {
  // Where S = H it is 0, or NaN for rounding; where one of them is 0, it is 1.
  if (!(kink > 1e-3 && kink < 0.999)) return [{ from: 0, to: 1 }];
  return [
    { from: 0, to: kink },
    { from: kink, to: 1 },
  ];
}

function integral(f: (v: number) => number, from: number, to: number): number {
  const { nodes, weights } = NORMALISATION;
  return (
    nodes.reduce((sum, x, i) => sum + weights[i]! * f(from + (to - from) * x), 0) * (to - from)
  );
}
