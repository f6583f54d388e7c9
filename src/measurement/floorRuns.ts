/** Consecutive points start … end − 1 at the lowest intensity of a pattern. */
export interface FloorRun {
  readonly start: number;
  readonly end: number;
  /** The intensity jumps at an edge, by more than the tail of a simulated peak can. */
  readonly abrupt: boolean;
}

/** Fewer zeros in a row happen by chance where counts are low. */
const SHORTEST_RUN = 10;
/** Simulated peaks end at 0.001 of their own height; overlapping ones may end higher. */
const LARGEST_TAIL = 0.003;

/** Runs of exactly equal lowest values: gaps between simulated peaks, or padding of a scan. */
export function floorRuns(intensity: Float64Array): readonly FloorRun[] {
  const lowest = intensity.reduce((low, y) => Math.min(low, y), Number.POSITIVE_INFINITY);
  const height = intensity.reduce((high, y) => Math.max(high, y), lowest) - lowest;
  const atFloor = (i: number) => intensity[i]! - lowest <= 1e-9 * height;
  const above = (i: number) => (intensity[i] ?? lowest) - lowest;

  const runs: FloorRun[] = [];
  for (let start = 0; start < intensity.length; start++) {
    if (!atFloor(start)) continue;
    let end = start + 1;
    while (end < intensity.length && atFloor(end)) end++;
    const jump = Math.max(above(start - 1), above(end));
    if (end - start >= SHORTEST_RUN)
      runs.push({ start, end, abrupt: jump > LARGEST_TAIL * height });
    start = end;
  }
  return runs;
}
