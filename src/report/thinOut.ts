export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * A curve that looks the same in `columns` columns of pixels: of the points in each column only the
 * first, the lowest, the highest and the last. Curves that are short enough stay as they are.
 */
export function thinOut(x: ArrayLike<number>, y: ArrayLike<number>, columns: number): Point[] {
  const pointAt = (i: number): Point => ({ x: x[i]!, y: y[i]! });
  if (x.length <= 4 * columns) return Array.from(x, (_, i) => pointAt(i));
  const size = Math.ceil(x.length / columns);
  const kept: Point[] = [];
  for (let start = 0; start < x.length; start += size) {
    const end = Math.min(start + size, x.length);
    let lowest = start;
    let highest = start;
    for (let i = start; i < end; i++) {
      if (y[i]! < y[lowest]!) lowest = i;
      if (y[i]! > y[highest]!) highest = i;
    }
    const indices = new Set([start, lowest, highest, end - 1].sort((a, b) => a - b));
    kept.push(...Array.from(indices, pointAt));
  }
  return kept;
}
