import type { Triple } from '../math/index.ts';
import type { KernelMemory } from './kernels.ts';

/** Bytes of a number. */
export const DOUBLE = 8;

/** Phase factors exp(2πi h x) of atom j along one axis, for h = 0, 1, 2 …, in a kernel's memory. */
export interface PhaseTable {
  /** Addresses of the real and imaginary parts; those of h begin `h · stride` bytes later. */
  readonly re: number;
  readonly im: number;
  /** Bytes. */
  readonly stride: number;
}

/** Room for the phases of `atoms` atoms up to the index `largest`. */
export function allocatePhases(memory: KernelMemory, atoms: number, largest: number): PhaseTable {
  const stride = atoms * DOUBLE;
  const bytes = stride * (largest + 1);
  return { re: memory.allocate(bytes), im: memory.allocate(bytes), stride };
}

/** Fills a table up to the index `largest`, by repeated multiplication. */
export function fillPhases(
  memory: KernelMemory,
  table: PhaseTable,
  positions: readonly Triple[],
  axis: 0 | 1 | 2,
  largest: number,
): void {
  const n = positions.length;
  const re = memory.doubles(table.re, n * (largest + 1));
  const im = memory.doubles(table.im, n * (largest + 1));
  for (let j = 0; j < n; j++) {
    const angle = 2 * Math.PI * positions[j]![axis];
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    re[j] = 1;
    im[j] = 0;
    for (let i = j; i < n * largest; i += n) {
      re[i + n] = re[i]! * c - im[i]! * s;
      im[i + n] = re[i]! * s + im[i]! * c;
    }
  }
}
