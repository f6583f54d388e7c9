import type { Instrument } from '../pattern/index.ts';
import { scaleToMax } from './scaleToMax.ts';

/**
 * Damps a pattern as a displacement of B (Å²) common to all atoms does, in place: every intensity by
 * exp(−2B sin²θ/λ²). Satellite wavelengths are damped as the main one at their angle.
 */
export function createDamper({
  grid,
  wavelength,
}: Instrument): (pattern: Float32Array, b: number) => void {
  const squares = Float64Array.from({ length: grid.count }, (_, i) => {
    const theta = ((grid.start + grid.step * i) * Math.PI) / 360;
    return (Math.sin(theta) / wavelength) ** 2;
  });
  return (pattern, b) => {
    if (b === 0) return;
    for (let i = 0; i < pattern.length; i++) pattern[i]! *= Math.exp(-2 * b * squares[i]!);
    scaleToMax(pattern);
  };
}
