import type { Grid } from './instrument.ts';

/** 2θ of the i-th point, degrees. */
const gridAngle = (grid: Grid, i: number): number => grid.start + grid.step * i;

/** 2θ of the last point, degrees. */
export const gridEnd = (grid: Grid): number => gridAngle(grid, grid.count - 1);

/** Where an angle lies on the grid, in steps from the first point; not rounded, not limited. */
export const gridPosition = (grid: Grid, twoTheta: number): number =>
  (twoTheta - grid.start) / grid.step;

/** The angles of a grid, degrees. */
export const twoThetaGrid = (grid: Grid): Float64Array =>
  Float64Array.from({ length: grid.count }, (_, i) => gridAngle(grid, i));

/** No Bragg angle comes nearer to 0 and 180 degrees unless asked for: Lorentz factors diverge there. */
const MARGIN = 0.1;

/** Smallest and largest Bragg angle that peaks on a grid are drawn of, degrees. */
export const defaultBraggRange = (grid: Grid): readonly [number, number] => [
  Math.max(MARGIN, grid.start),
  Math.min(180 - MARGIN, gridEnd(grid)),
];
