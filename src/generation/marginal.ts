import { binarySearch, normalCdf, quantile } from '../math/index.ts';
import { LARGEST_SCORE, type Marginal } from './statistics.ts';

const POINTS = 33;

/** The marginal of values, to `digits` significant digits. */
export const marginalOf = (values: readonly number[], digits = 4): Marginal =>
  Array.from({ length: POINTS }, (_, i) => {
    const score = LARGEST_SCORE * ((2 * i) / (POINTS - 1) - 1);
    return Number(quantile(values, normalCdf(score)).toPrecision(digits));
  });

/** The value with this normal score, within the tabulated range. */
export function valueOfScore(marginal: Marginal, score: number): number {
  const last = marginal.length - 1;
  const place = Math.min(Math.max((score / LARGEST_SCORE + 1) / 2, 0), 1) * last;
  const low = Math.min(Math.floor(place), last - 1);
  return marginal[low]! + (place - low) * (marginal[low + 1]! - marginal[low]!);
}

/** Normal score of a value; in the middle of a run of equal quantiles. */
export function scoreOfValue(marginal: Marginal, value: number): number {
  const place = (placeBelow(marginal, value) + placeAbove(marginal, value)) / 2;
  return LARGEST_SCORE * ((2 * place) / (marginal.length - 1) - 1);
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
