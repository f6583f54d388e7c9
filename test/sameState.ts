import type { TrainingState } from '../src/training/index.ts';
import { sameBits } from './sameBits.ts';

/** Whether two states are the same to the last bit. */
export function sameState(a: TrainingState, b: TrainingState): boolean {
  const [one, other] = [partsOf(a), partsOf(b)];
  return (
    one.rest === other.rest &&
    one.vectors.length === other.vectors.length &&
    one.vectors.every((vector, i) => sameBits(vector, other.vectors[i]!))
  );
}

/** The vectors of a state in a fixed order, and all else as text. */
function partsOf(state: TrainingState) {
  const vectors: Float32Array[] = [];
  const strip = (value: unknown): unknown => {
    if (value instanceof Float32Array) return vectors.push(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.map(([name, field]) => [name, strip(field)]);
  };
  return { rest: JSON.stringify(strip(state)), vectors };
}
