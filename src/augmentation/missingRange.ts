import type { Grid } from '../pattern/index.ts';
import { scaleToMax } from './scaleToMax.ts';

/**
 * Sets the first `low` and the last `high` degrees of a pattern to 0, in place. A pattern of which
 * nothing would be left stays whole.
 */
export function cutEnds(pattern: Float32Array, grid: Grid, low: number, high: number): void {
  const from = Math.min(pattern.length, Math.ceil(low / grid.step));
  const to = Math.max(from, pattern.length - Math.ceil(high / grid.step));
  if (!pattern.subarray(from, to).some((y) => y > 0)) return;
  pattern.fill(0, 0, from);
  pattern.fill(0, to);
  scaleToMax(pattern);
}
