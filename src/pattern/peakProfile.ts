import { gaussLegendre } from '../math/index.ts';
import { type AxialShifts, axialShifts, type DensityPiece } from './axialDivergence.ts';
import type { Instrument } from './instrument.ts';
import {
  cutoffDistance,
  type PeakShape,
  peakShape,
  pseudoVoigt,
  pseudoVoigtTerms,
} from './peakShape.ts';
import { evaluatePolynomial } from './polynomial.ts';
import type { Sample } from './sample.ts';
import { type SpectralLine, spectralLines } from './spectralLines.ts';

/** What one reflection of unit area looks like on the instrument. */
export interface PeakProfile {
  /** The profile is zero outside of these angles, degrees. */
  readonly from: number;
  readonly to: number;
  /** Height at an angle 2θ, deg⁻¹. */
  heightAt(twoTheta: number): number;
}

/**
 * Quadrature over the shifts, good to 2e-5 of the maximum on BT-1 down to 3°. A few nodes do where
 * the shifts hardly exceed the width of a peak, which is above 30°.
 */
const FEW_SHIFTS = gaussLegendre(8);
const MANY_SHIFTS = gaussLegendre(24);
/** Distance from the maximum, in widths, inside of which the nodes must resolve a peak. */
const CORE = 16;
/** 4 x²/Γ² from which a Gaussian is less than 1e-15 of its maximum. */
const NO_GAUSSIAN = 50;

/** Profile of a reflection with the given Bragg angle, at the main wavelength of the instrument. */
export function peakProfile(
  instrument: Instrument,
  braggAngle: number,
  sample: Sample = {},
): PeakProfile {
  const [line] = spectralLines(instrument, sample);
  return lineProfile(line, braggAngle, peakShape(line.widths, braggAngle));
}

/**
 * Profile of a reflection of a line: a pseudo-Voigt, cut off where it has fallen to the
 * instrument's share of its maximum, then averaged over the shifts ε of axial divergence. With
 * ε = ε_m v² the average is ∫₀¹ density(v) pV(Δ − ε_m v²) dv, which is smooth inside the cut-off.
 */
export function lineProfile(line: SpectralLine, braggAngle: number, shape: PeakShape): PeakProfile {
  const reach = cutoffDistance(shape, line.cutoff);
  const shifts = axialShifts(line.axialDivergence, braggAngle);
  const centre = braggAngle + line.shiftAt(braggAngle);
  if (!shifts) {
    const heightAt = (twoTheta: number) => {
      const x = twoTheta - centre;
      return Math.abs(x) < reach ? pseudoVoigt(shape, x) : 0;
    };
    return { from: centre - reach, to: centre + reach, heightAt };
  }
  let meanAt: ((x: number) => number) | undefined;
  return {
    from: centre - reach + Math.min(0, shifts.largest),
    to: centre + reach + Math.max(0, shifts.largest),
    heightAt: (twoTheta) => {
      // Only now: a table asks most profiles for their ends alone.
      meanAt ??= meanOverShifts(shape, reach, shifts);
      return meanAt(twoTheta - centre);
    },
  };
}

/** Mean of the shifted pseudo-Voigts as a function of the distance from the centre, degrees. */
function meanOverShifts(
  shape: PeakShape,
  reach: number,
  { largest, density }: AxialShifts,
): (x: number) => number {
  const pieces = density();
  const { lorentzian, gaussian, sharpness } = pseudoVoigtTerms(shape);
  const { nodes, weights } = Math.abs(largest) > 2 * shape.fwhm ? MANY_SHIFTS : FEW_SHIFTS;

  const integral = (x: number, { from, to, polynomial }: DensityPiece, a: number, b: number) => {
    const low = Math.max(a, from);
    const width = Math.min(b, to) - low;
    if (width <= 0) return 0;
    let sum = 0;
    for (let i = 0; i < nodes.length; i++) {
      const v = low + width * nodes[i]!;
      const distance = x - largest * v * v;
      const y = sharpness * distance * distance;
      let height = lorentzian / (1 + y);
      // Half of the points lie out in the tails, where an exponential function is only work.
      if (y < NO_GAUSSIAN) height += gaussian * Math.exp(-Math.LN2 * y);
      sum += weights[i]! * height * evaluatePolynomial(polynomial, v - from);
    }
    return width * sum;
  };

  const core = Math.min(reach, CORE * shape.fwhm);
  const [farSide, nearSide] = largest > 0 ? [reach, core] : [-reach, -core];
  const vOfShift = (shift: number) => Math.sqrt(Math.min(1, Math.max(0, shift / largest)));
  return (x) => {
    // Shifts that leave the point inside the cut-off, and inside the core, where nodes must crowd:
    // they do at the ends of an interval, so that one ends where the peak is centred on the point.
    const low = vOfShift(x - farSide);
    const rising = vOfShift(x - nearSide);
    const centred = vOfShift(x);
    const falling = vOfShift(x + nearSide);
    const high = vOfShift(x + farSide);
    let sum = 0;
    for (const piece of pieces) {
      sum += integral(x, piece, low, rising);
      sum += integral(x, piece, rising, centred);
      sum += integral(x, piece, centred, falling);
      sum += integral(x, piece, falling, high);
    }
    return sum;
  };
}
