/** @throws RangeError naming an option that is not a positive integer. */
export function checkPositive(options: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (Number.isInteger(value) && value > 0) continue;
    throw new RangeError(`${name} must be a positive integer, got ${value}`);
  }
}

/**
 * Rows of a batch, and whether it has some, not too many and no half ones.
 *
 * @throws RangeError when it has not.
 */
export function wholeRows(values: Float32Array, width: number, most: number): number {
  const rows = values.length / width;
  if (Number.isInteger(rows) && rows >= 1 && rows <= most) return rows;
  throw new RangeError(`a batch must have 1 to ${most} whole rows, got ${rows}`);
}

/** @throws RangeError when there are not `width` targets for each row. */
export function checkTargets(targets: Float32Array, rows: number, width: number): void {
  if (targets.length === rows * width) return;
  throw new RangeError(`${rows} rows need ${width} targets each, got ${targets.length} in all`);
}

/**
 * Number of patterns to classify.
 *
 * @throws RangeError when there is none, or one is cut off.
 */
export function patternCount(x: Float32Array, inputLength: number): number {
  const rows = x.length / inputLength;
  if (rows > 0 && Number.isInteger(rows)) return rows;
  throw new RangeError(`patterns must have ${inputLength} points each, got ${x.length}`);
}
