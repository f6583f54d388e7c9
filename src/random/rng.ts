import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random numbers; drawing advances it, forking does not. */
export interface Rng {
  /** An independent stream that depends only on this stream's seed and path, and on `name`. */
  fork(name: string): Rng;
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Uniform integer in 0 … n − 1. */
  integer(n: number): number;
  /** Normal with mean 0 and variance 1. */
  normal(): number;
  /** Poisson with the given mean ≥ 0; by the normal limit above 1000. */
  poisson(mean: number): number;
  /** A random order of 0 … n − 1. */
  permutation(n: number): Uint32Array;
  /** 32 random bits, to seed a generator of another kind. */
  bits32(): number;
}

/**
 * The stream of a seed.
 *
 * @throws RangeError when `seed` is not an integer from 0 to 2⁵³ − 1.
 */
export function createRng(seed: number): Rng {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`a seed must be an integer from 0 to 2^53 − 1, got ${seed}`);
  }
  return stream(String(seed));
}

function stream(path: string): Rng {
  const generator = xoroshiro128plus(hash32(path));
  const uniform = () => uniformFloat64(generator);
  let spare: number | undefined;

  // Marsaglia's polar method gives two normals at a time; the second waits in `spare`.
  const normal = (): number => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const factor = Math.sqrt((-2 * Math.log(s)) / s);
        spare = v * factor;
        return u * factor;
      }
    }
  };

  return {
    fork: (name) => stream(`${path}/${name}`),
    uniform,
    integer: (n) => uniformInt(generator, 0, n - 1),
    normal,
    poisson(mean) {
      if (mean > 1000) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      return poissonBySplitting(mean, uniform);
    },
    permutation(n) {
      const order = Uint32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = uniformInt(generator, 0, i);
        const swapped = order[i]!;
        order[i] = order[j]!;
        order[j] = swapped;
      }
      return order;
    },
    bits32: () => uniformInt(generator, 0, 0xffffffff) | 0,
  };
}

/** Knuth's product of uniforms, in steps of at most 30 so that exp(−mean) does not underflow. */
function poissonBySplitting(mean: number, uniform: () => number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 30) {
    const limit = Math.exp(-Math.min(left, 30));
    for (let product = uniform(); product > limit; product *= uniform()) count++;
  }
  return count;
}

/** FNV-1a over UTF-16 code units, with a final avalanche so that near paths give far seeds. */
function hash32(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
