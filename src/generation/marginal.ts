import { binarySearch, normalCdf, normalQuantile, quantile } from '../math/index.ts';
import { LOWEST_PROBABILITY, type Marginal } from './statistics.ts';

const POINTS = 33;
const SPAN = 1 - 2 * LOWEST_PROBABILITY;

/** The marginal of values, to `digits` significant digits. */
export const marginalOf = (values: readonly number[], digits = 4): Marginal =>
  Array.from({ length: POINTS }, (_, i) => {
    const value = quantile(values, LOWEST_PROBABILITY + (SPAN * i) / (POINTS - 1));
    return Number(value.toPrecision(digits));
  });

/** The value with this normal score, within the tabulated range. */
export function valueOfScore(marginal: Marginal, score: number): number {
  const share = (normalCdf(score) - LOWEST_PROBABILITY) / SPAN;
  const place = Math.min(Math.max(share, 0), 1) * (marginal.length - 1);
  const low = Math.min(Math.floor(place), marginal.length - 2);
  return marginal[low]! + (place - low) * (marginal[low + 1]! - marginal[low]!);
}

/** Normal score of a value; in the middle of a run of equal quantiles. */
export function scoreOfValue(marginal: Marginal, value: number): number {
  const last = marginal.length - 1;
  const place = (placeBelow(marginal, value) + placeAbove(marginal, value)) / 2;
  return normalQuantile(LOWEST_PROBABILITY + (SPAN * place) / last);
}

function placeBelow(marginal: Marginal, value: number): number {
  const first = marginal.findIndex((quantile) => quantile >= value);
  if (first < 0) return marginal.length - 1;
  return first === 0 || marginal[first] === value ? first : between(marginal, first - 1, value);
}

function placeAbove(marginal: Marginal, value: number): number {
  const low = binarySearch(marginal, value);
  if (low < 0) return 0;
  return low === marginal.length - 1 ? low : between(marginal, low, value);
}

const between = (marginal: Marginal, low: number, value: number): number =>
  low + (value - marginal[low]!) / (marginal[low + 1]! - marginal[low]!);
