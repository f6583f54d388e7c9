import { gaussLegendre, radFromDeg } from '../math/index.ts';
import type { Instrument } from './instrument.ts';
import { cutoffDistance, type PeakShape, peakShape, pseudoVoigt } from './peakShape.ts';

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

/**
 * Profile of a reflection with the given Bragg angle: a pseudo-Voigt, cut off where it has fallen
 * to the instrument's share of its maximum, then averaged over the shifts ε of axial divergence.
 *
 * The shifts lie between 0 and ε_m = −(90/π) k cot 2θ with the density (√|ε_m/ε| − 1) / |ε_m|. With
 * ε = ε_m u² the average is ∫₀¹ 2(1 − u) pV(Δ − ε_m u²) du, which is smooth inside the cut-off.
 */
export function peakProfile(instrument: Instrument, braggAngle: number): PeakProfile {
  const shape = peakShape(instrument.widths, braggAngle);
  const reach = cutoffDistance(shape, instrument.cutoff);
  const maxShift =
    ((-90 / Math.PI) * instrument.axialDivergence) / Math.tan(radFromDeg(braggAngle));
  const centre = braggAngle + instrument.zeroShift;
  return {
    from: centre - reach + Math.min(0, maxShift),
    to: centre + reach + Math.max(0, maxShift),
    heightAt: (twoTheta) => meanOverShifts(shape, twoTheta - centre, reach, maxShift),
  };
}

function meanOverShifts(shape: PeakShape, x: number, reach: number, maxShift: number): number {
  if (maxShift === 0) return Math.abs(x) < reach ? pseudoVoigt(shape, x) : 0;
  // Shares u² of ε_m that leave the point inside the cut-off, and the one that centres the peak on it.
  const edges = [(x - reach) / maxShift, (x + reach) / maxShift] as const;
  const low = Math.sqrt(clampUnit(Math.min(...edges)));
  const high = Math.sqrt(clampUnit(Math.max(...edges)));
  const centred = Math.min(high, Math.max(low, Math.sqrt(clampUnit(x / maxShift))));
  // Split at the maximum, because the nodes crowd at the ends of an interval.
  return (
    shiftIntegral(shape, x, maxShift, low, centred) +
    shiftIntegral(shape, x, maxShift, centred, high)
  );
}

function shiftIntegral(
  shape: PeakShape,
  x: number,
  maxShift: number,
  low: number,
  high: number,
): number {
  const width = high - low;
  if (width <= 0) return 0;
  let sum = 0;
  const { nodes, weights } = Math.abs(maxShift) > 2 * shape.fwhm ? MANY_SHIFTS : FEW_SHIFTS;
  for (let i = 0; i < nodes.length; i++) {
    const u = low + width * nodes[i]!;
    sum += weights[i]! * 2 * (1 - u) * pseudoVoigt(shape, x - maxShift * u * u);
  }
  return width * sum;
}

const clampUnit = (x: number): number => Math.min(1, Math.max(0, x));
