/** Scales a pattern to a maximum of 1, in place; one without a positive point stays as it is. */
export function scaleToMax(pattern: Float32Array): void {
  let max = 0;
  for (let i = 0; i < pattern.length; i++) if (pattern[i]! > max) max = pattern[i]!;
  if (max > 0 && max !== 1) for (let i = 0; i < pattern.length; i++) pattern[i]! /= max;
}
