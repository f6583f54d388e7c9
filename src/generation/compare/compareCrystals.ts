import { quantile } from '../../math/index.ts';
import type { Rng } from '../../random/index.ts';
import { DESCRIPTORS, type DescriptorName, type Descriptors } from './descriptors.ts';
import { type Separation, tellApart } from './tellApart.ts';

/** How one descriptor is distributed in two collections. */
export interface DescriptorComparison {
  readonly name: DescriptorName;
  /** At the shares of `COMPARED_SHARES`. */
  readonly real: readonly number[];
  readonly generated: readonly number[];
  /** Largest difference of the cumulative distributions (Kolmogorov–Smirnov), 0–1. */
  readonly distance: number;
}

/** Real crystals beside generated ones. */
export interface CrystalComparison {
  readonly real: number;
  readonly generated: number;
  readonly descriptors: readonly DescriptorComparison[];
  /** How well a classifier tells single crystals apart by all descriptors together. */
  readonly separation: Separation;
}

export const COMPARED_SHARES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * Compares two collections of crystals by their descriptors.
 *
 * @throws RangeError when one holds too few to train a classifier and test it.
 */
export function compareCrystals(
  real: readonly Descriptors[],
  generated: readonly Descriptors[],
  rng: Rng,
): CrystalComparison {
  const descriptors = DESCRIPTORS.map((name): DescriptorComparison => {
    const [a, b] = [real, generated].map((side) => side.map((one) => one[name]));
    return {
      name,
      real: COMPARED_SHARES.map((share) => quantile(a!, share)),
      generated: COMPARED_SHARES.map((share) => quantile(b!, share)),
      distance: cumulativeDistance(a!, b!),
    };
  });
  const rows = (side: readonly Descriptors[]) =>
    side.map((one) => DESCRIPTORS.map((name) => one[name]));
  const separation = tellApart(rows(real), rows(generated), rng);
  return { real: real.length, generated: generated.length, descriptors, separation };
}

function cumulativeDistance(a: readonly number[], b: readonly number[]): number {
  const first = Float64Array.from(a).sort();
  const second = Float64Array.from(b).sort();
  let [i, j, largest] = [0, 0, 0];
  while (i < first.length && j < second.length) {
    const value = Math.min(first[i]!, second[j]!);
    while (first[i]! <= value) i++;
    while (second[j]! <= value) j++;
    largest = Math.max(largest, Math.abs(i / first.length - j / second.length));
  }
  return largest;
}
