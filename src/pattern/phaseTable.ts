import type { Scatterer } from './scatterers.ts';

/** `array` where it is long enough, otherwise a new one. */
export const atLeast = (array: Float64Array, length: number): Float64Array =>
  array.length >= length ? array : new Float64Array(length);

/** Phase factors exp(2πi h x) of atom j at [h · atoms + j], for h = 0, 1, 2 … and one axis. */
export class PhaseTable {
  re: Float64Array = new Float64Array(0);
  im: Float64Array = new Float64Array(0);

  /** Fills the table up to the index `largest`, by repeated multiplication. */
  fill(atoms: readonly Scatterer[], axis: 0 | 1 | 2, largest: number): void {
    const n = atoms.length;
    this.re = atLeast(this.re, n * (largest + 1));
    this.im = atLeast(this.im, n * (largest + 1));
    const { re, im } = this;
    for (let j = 0; j < n; j++) {
      const angle = 2 * Math.PI * atoms[j]!.position[axis];
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
}
