/**
 * @file Parameters and patterns by formula, for which test/fixtures/model-goldens.json holds the
 * answers of PyTorch in float64.
 */
import { readFileSync } from 'node:fs';
import type { ParameterSpec } from '../src/nn/index.ts';

export interface GoldenGradient {
  readonly name: string;
  readonly l2: number;
  readonly first5: readonly number[];
}

export interface GoldenRun {
  readonly loss: number;
  readonly logits: readonly (readonly number[])[];
  readonly gradients: readonly GoldenGradient[];
}

export interface GoldenHead {
  readonly labels: readonly number[];
  readonly loss: number;
  readonly logitsFirst5OfEachRow: readonly (readonly number[])[];
  readonly logitsLast2OfEachRow: readonly (readonly number[])[];
}

interface Goldens {
  readonly labels: readonly number[];
  readonly parameterCounts: Readonly<Record<'14' | '144' | '230', number>>;
  readonly parameterL2: readonly number[];
  readonly inputL2: number;
  readonly withoutPool: GoldenRun;
  readonly withStemMaxPool: GoldenRun;
  readonly classes144: GoldenHead;
  readonly classes230: GoldenHead;
  readonly length3042: { readonly logits: readonly (readonly number[])[] };
}

export const goldens: Goldens = JSON.parse(
  readFileSync(new URL('./fixtures/model-goldens.json', import.meta.url), 'utf8'),
);

export const GOLDEN_ROWS = 4;

/** A low-discrepancy value in [−1/2, 1/2) for element i of tensor t. */
function quasiRandom(t: number, i: number): number {
  const u = (i + 1) * 0.6180339887498949 + (t + 1) * 0.7548776662466927;
  return u - Math.floor(u) - 0.5;
}

/** All parameters in PyTorch's layout: 0.1·v, for weights of layer norms 1 + 0.1·v. */
export function goldenParameters(parameters: readonly ParameterSpec[]): Float64Array {
  const flat = new Float64Array(parameters.reduce((sum, { size }) => sum + size, 0));
  parameters.forEach(({ name, offset, size }, t) => {
    const base = name.endsWith('layer_norm.weight') ? 1 : 0;
    for (let i = 0; i < size; i++) flat[offset + i] = base + 0.1 * quasiRandom(t, i);
  });
  return flat;
}

/** Four patterns of six Lorentzians each, the largest at every point. */
export function goldenPatterns(length: number): Float64Array {
  const x = new Float64Array(GOLDEN_ROWS * length);
  for (let b = 0; b < GOLDEN_ROWS; b++) {
    for (let m = 0; m < 6; m++) {
      const centre = (211 + 487 * m + 131 * b * (m + 1)) % length;
      const width = 3 + 2 * m;
      for (let j = 0; j < length; j++) {
        const y = 1 / (1 + m) / (1 + ((j - centre) / width) ** 2);
        x[b * length + j] = Math.max(x[b * length + j]!, y);
      }
    }
  }
  return x;
}

/** Rows with a 1 at each label. */
export function oneHot(labels: readonly number[], classes: number): Float64Array {
  const target = new Float64Array(labels.length * classes);
  labels.forEach((label, row) => {
    target[row * classes + label] = 1;
  });
  return target;
}

/** Euclidean length. */
export const l2 = (x: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! ** 2;
  return Math.sqrt(sum);
};

/** |a − b| / |b|. */
export function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return l2(Float64Array.from(b, (value, i) => a[i]! - value)) / l2(b);
}
