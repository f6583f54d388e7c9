import type { Grid } from '../pattern/index.ts';
import { resample } from './resample.ts';
import { scaleToMax } from './scaleToMax.ts';

/** Moves a pattern to higher angles by `shift` degrees, in place; its ends are carried on. */
export function shiftZero(pattern: Float32Array, grid: Grid, shift: number): void {
  if (shift === 0) return;
  const points = shift / grid.step;
  resample(pattern, (i) => i - points, pattern.at(-1)!);
  scaleToMax(pattern);
}
