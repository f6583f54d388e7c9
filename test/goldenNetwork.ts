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
  readonly D: readonly number[];
  readonly gradients: readonly GoldenGradient[];
}

/** What the whole batch holds after a part of the network; `first5` of row 0, channel 0. */
interface GoldenTrace {
  readonly after: string;
  readonly l2: number;
  readonly sum: number;
  readonly first5: readonly number[];
}

export interface GoldenHead {
  readonly labels: readonly number[];
  readonly loss: number;
  readonly D: readonly number[];
  readonly logitsFirst5OfEachRow: readonly (readonly number[])[];
  readonly logitsLast2OfEachRow: readonly (readonly number[])[];
}

interface GoldenPatterns {
  readonly l2: number;
  readonly first5OfEachRow: readonly (readonly number[])[];
}

interface Goldens {
  readonly labels: readonly number[];
  readonly parameterCounts: Readonly<Record<'14' | '144' | '230', number>>;
  readonly parameterL2: readonly number[];
  readonly inputL2: number;
  readonly withoutPool: GoldenRun & {
    readonly trace: readonly GoldenTrace[];
    readonly softmax: readonly (readonly number[])[];
  };
  readonly withStemMaxPool: GoldenRun & { readonly trace: readonly GoldenTrace[] };
  readonly classes144: GoldenHead;
  readonly classes230: GoldenHead;
  readonly length3042: { readonly logits: readonly (readonly number[])[] };
  readonly unlabelledL2: number;
  readonly unlabelledReal: GoldenRun;
  /** The discriminator on generated patterns. */
  readonly fake: GoldenRun;
  readonly generator: {
    readonly parameterCount: number;
    readonly parameterL2: readonly number[];
    readonly latentL2: number;
    readonly training: GoldenPatterns & {
      readonly sum: number;
      readonly every500OfRow0: readonly number[];
    };
    readonly runningStatistics: readonly {
      readonly name: string;
      readonly mean: Omit<GoldenGradient, 'name'>;
      readonly variance: Omit<GoldenGradient, 'name'>;
    }[];
    readonly evaluation: GoldenPatterns;
    readonly loss: number;
    readonly gradients: readonly GoldenGradient[];
  };
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

/** All parameters in PyTorch's layout: 0.1·v, for weights of norms 1 + 0.1·v. */
export function goldenParameters(parameters: readonly ParameterSpec[]): Float64Array {
  const flat = new Float64Array(parameters.reduce((sum, { size }) => sum + size, 0));
  parameters.forEach(({ name, shape, offset, size }, t) => {
    const base = name.endsWith('.weight') && shape.length === 1 ? 1 : 0;
    for (let i = 0; i < size; i++) flat[offset + i] = base + 0.1 * quasiRandom(t, i);
  });
  return flat;
}

/**
 * Four patterns of six Lorentzians each, the largest at every point.
 *
 * @param shift 0 for the labelled patterns, 5 for the unlabelled ones
 */
export function goldenPatterns(length: number, shift = 0): Float64Array {
  const x = new Float64Array(GOLDEN_ROWS * length);
  for (let b = 0; b < GOLDEN_ROWS; b++) {
    for (let m = 0; m < 6; m++) {
      const centre = (211 + 487 * m + 131 * (b + shift) * (m + 1)) % length;
      const width = 3 + 2 * m;
      for (let j = 0; j < length; j++) {
        const y = 1 / (1 + m) / (1 + ((j - centre) / width) ** 2);
        x[b * length + j] = Math.max(x[b * length + j]!, y);
      }
    }
  }
  return x;
}

/** Four rows of latent numbers. */
export function goldenLatent(latent: number): Float64Array {
  return Float64Array.from({ length: GOLDEN_ROWS * latent }, (_, i) => {
    return 4 * quasiRandom(1000 + Math.floor(i / latent), i % latent);
  });
}

/**
 * Worst tensor of a gradient in PyTorch's layout: difference of its L2 norm, relative; and of its
 * first five elements, relative to its root mean square.
 */
export function gradientErrors(
  gradient: Float32Array | Float64Array,
  parameters: readonly ParameterSpec[],
  golden: readonly GoldenGradient[],
) {
  const errors = parameters.map(({ name, offset, size }, t) => {
    const expected = golden[t]!;
    if (name !== expected.name) throw new Error(`tensor ${t}: ${name} is not ${expected.name}`);
    const part = gradient.subarray(offset, offset + size);
    const rms = expected.l2 / Math.sqrt(size);
    const elements = expected.first5.map((g, i) => Math.abs(part[i]! - g) / rms);
    return { norm: Math.abs(l2(part) / expected.l2 - 1), element: Math.max(...elements) };
  });
  return {
    norm: Math.max(...errors.map(({ norm }) => norm)),
    element: Math.max(...errors.map(({ element }) => element)),
  };
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
