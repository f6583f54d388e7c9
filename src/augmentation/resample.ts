/**
 * Replaces a pattern by its values at other places, in place, by straight lines between points.
 *
 * @param positionOf where the value of a point comes from, in points, ascending
 * @param right what lies beyond the last point; the first point stands for all to its left
 */
export function resample(
  pattern: Float32Array,
  positionOf: (i: number) => number,
  right: number,
): void {
  const source = pattern.slice();
  const last = source.length - 1;
  for (let i = 0; i < source.length; i++) {
    const position = positionOf(i);
    const left = Math.floor(position);
    if (left < 0) pattern[i] = source[0]!;
    else if (left > last) pattern[i] = right;
    else {
      const [a, b] = [source[left]!, left < last ? source[left + 1]! : right];
      pattern[i] = a + (b - a) * (position - left);
    }
  }
}
