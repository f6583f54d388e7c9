import type { Gaussian } from '../crystal/index.ts';

/**
 * How one kind of atom scatters: Σ a·exp(−b s²) + re + i·im, s = sinθ/λ. Neutrons, fm: the
 * scattering length alone, no Gaussians. X-rays, electrons: form factor and dispersion.
 */
export interface Amplitude {
  readonly gaussians: readonly Gaussian[];
  readonly re: number;
  readonly im: number;
}

/** Whether it is the same number for every reflection. */
export const isConstant = ({ gaussians }: Amplitude): boolean => gaussians.length === 0;

/** Whether it is the same real number for every reflection. */
export const isRealConstant = (amplitude: Amplitude): boolean =>
  isConstant(amplitude) && amplitude.im === 0;

/** Real part at s² = sin²θ/λ² = 1/4d², Å⁻². */
export function realPart({ gaussians, re }: Amplitude, s2: number): number {
  let sum = re;
  for (const { a, b } of gaussians) sum += a * Math.exp(-b * s2);
  return sum;
}

/** Size in the forward direction, where it is largest. */
export const forwardSize = (amplitude: Amplitude): number =>
  Math.sqrt(realPart(amplitude, 0) ** 2 + amplitude.im ** 2);

/** Nodes for each Å⁻¹ of s: cubics then miss the narrowest tabulated term by less than 1e-10 a. */
const NODES = 4096;

/**
 * Real parts of amplitudes by interpolation between even steps of s, which takes a tenth of the
 * time of five exponentials. Owns the tables, which the next crystal uses again.
 */
export class AmplitudeTables {
  readonly #tables = new WeakMap<Amplitude, Float64Array>();

  /** The table of an amplitude for s up to `largest`, Å⁻¹. */
  tableOf(amplitude: Amplitude, largest: number): Float64Array {
    const length = Math.ceil(largest * NODES) + 4;
    const known = this.#tables.get(amplitude);
    if (known && known.length >= length) return known;
    const table = new Float64Array(length);
    // The first node lies before s = 0: amplitudes are even.
    for (let i = 0; i < length; i++) table[i] = realPart(amplitude, ((i - 1) / NODES) ** 2);
    this.#tables.set(amplitude, table);
    return table;
  }
}

/** Values at s (Å⁻¹) of tables, one each, written to `out`: Lagrange's cubic through four nodes. */
export function interpolate(tables: readonly Float64Array[], s: number, out: Float64Array): void {
  const place = s * NODES;
  const i = Math.floor(place);
  const t = place - i;
  const w0 = (-t * (t - 1) * (t - 2)) / 6;
  const w1 = ((t + 1) * (t - 1) * (t - 2)) / 2;
  const w2 = (-(t + 1) * t * (t - 2)) / 2;
  const w3 = ((t + 1) * t * (t - 1)) / 6;
  for (let n = 0; n < tables.length; n++) {
    const f = tables[n]!;
    out[n] = w0 * f[i]! + w1 * f[i + 1]! + w2 * f[i + 2]! + w3 * f[i + 3]!;
  }
}
