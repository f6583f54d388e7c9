import type { Cell } from '../crystal/index.ts';
import { reciprocalMetric } from '../crystal/index.ts';
import { largestIndices, visitRows } from './halfSphere.ts';
import { atLeast, PhaseTable } from './phaseTable.ts';
import { evaluateForm, inverseSquareForm, type QuadraticForm } from './quadraticForm.ts';
import type { Scatterer } from './scatterers.ts';

/** Takes the reflections of a powder, 1/d² from `q2Min` up to `q2Max` (Å⁻²). */
export interface ReflectionSink {
  readonly q2Min: number;
  readonly q2Max: number;
  /** `intensity` is |F|² (fm²) of one reflection of a Friedel pair. */
  add(q2: number, intensity: number): void;
}

export interface IntensitySummary {
  /** Reflections handed over. */
  readonly count: number;
  /** Largest |F|², fm². */
  readonly strongest: number;
}

/** The atoms `from` … `to` − 1, which share a Debye–Waller factor. */
interface DampingGroup {
  readonly from: number;
  readonly to: number;
  readonly damping: QuadraticForm;
  /** No displacement at all. */
  readonly rigid: boolean;
}

/** What stays the same for all rows of a crystal. */
interface Task {
  /** Atoms. */
  readonly n: number;
  readonly groups: readonly DampingGroup[];
  /** 1/d², Å⁻². */
  readonly q2: QuadraticForm;
  readonly sink: ReflectionSink;
}

/**
 * Sums the structure factors over one half of the sphere of reflections, directly over the content
 * of the cell. Owns the tables of phase factors, which the next crystal uses again.
 */
export class IntensitySum {
  readonly #x = new PhaseTable();
  readonly #y = new PhaseTable();
  readonly #z = new PhaseTable();
  /** Amplitude · exp(2πi (hx + ky)) of each atom in the row of reflections at hand. */
  #rowRe: Float64Array = new Float64Array(0);
  #rowIm: Float64Array = new Float64Array(0);
  /** |F|² of hkl and of hk−l, the pair summed last. */
  #plus = 0;
  #minus = 0;
  #count = 0;
  #strongest = 0;

  run(cell: Cell, scatterers: readonly Scatterer[], sink: ReflectionSink): IntensitySummary {
    const atoms = scatterers.toSorted((p, r) => compareForms(p.damping, r.damping));
    const groups = groupByDamping(atoms);
    const q2 = inverseSquareForm(reciprocalMetric(cell));
    const task = { n: atoms.length, groups, q2, sink };
    const qMax = Math.sqrt(sink.q2Max);
    const [hMax, kMax, lMax] = largestIndices(cell, qMax);
    this.#x.fill(atoms, 0, hMax);
    this.#y.fill(atoms, 1, kMax);
    this.#z.fill(atoms, 2, lMax);
    this.#rowRe = atLeast(this.#rowRe, atoms.length);
    this.#rowIm = atLeast(this.#rowIm, atoms.length);
    this.#count = 0;
    this.#strongest = 0;
    visitRows(cell, qMax, (h, k, lLow, lHigh) => {
      this.#weighRow(atoms, h, k);
      this.#sumRow(task, h, k, lLow, lHigh);
    });
    return { count: this.#count, strongest: this.#strongest };
  }

  #weighRow(atoms: readonly Scatterer[], h: number, k: number): void {
    const n = atoms.length;
    const sign = k < 0 ? -1 : 1;
    const { re: xRe, im: xIm } = this.#x;
    const { re: yRe, im: yIm } = this.#y;
    for (let j = 0, x = h * n, y = Math.abs(k) * n; j < n; j++, x++, y++) {
      const amplitude = atoms[j]!.amplitude;
      const im = sign * yIm[y]!;
      this.#rowRe[j] = amplitude * (xRe[x]! * yRe[y]! - xIm[x]! * im);
      this.#rowIm[j] = amplitude * (xRe[x]! * im + xIm[x]! * yRe[y]!);
    }
  }

  #sumRow({ n, groups, q2, sink }: Task, h: number, k: number, lLow: number, lHigh: number): void {
    const lLast = Math.max(lHigh, -lLow);
    for (let l = Math.max(0, lLow, -lHigh); l <= lLast; l++) {
      this.#sumPair(n, groups, h, k, l);
      if (l >= lLow && l <= lHigh) {
        this.#handOver(evaluateForm(q2, h, k, l), this.#plus, sink);
      }
      if (l > 0 && -l >= lLow && -l <= lHigh) {
        this.#handOver(evaluateForm(q2, h, k, -l), this.#minus, sink);
      }
    }
  }

  /** Both hkl and hk−l: they need the same four products of an atom, half of the work. */
  #sumPair(n: number, groups: readonly DampingGroup[], h: number, k: number, l: number): void {
    const rowRe = this.#rowRe;
    const rowIm = this.#rowIm;
    const { re: zRe, im: zIm } = this.#z;
    let plusRe = 0;
    let plusIm = 0;
    let minusRe = 0;
    let minusIm = 0;
    for (const { from, to, damping, rigid } of groups) {
      let rr = 0;
      let ii = 0;
      let ri = 0;
      let ir = 0;
      for (let j = from, z = l * n + from; j < to; j++, z++) {
        rr += rowRe[j]! * zRe[z]!;
        ii += rowIm[j]! * zIm[z]!;
        ri += rowRe[j]! * zIm[z]!;
        ir += rowIm[j]! * zRe[z]!;
      }
      const plus = rigid ? 1 : Math.exp(-evaluateForm(damping, h, k, l));
      const minus = rigid ? 1 : Math.exp(-evaluateForm(damping, h, k, -l));
      plusRe += plus * (rr - ii);
      plusIm += plus * (ir + ri);
      minusRe += minus * (rr + ii);
      minusIm += minus * (ir - ri);
    }
    this.#plus = plusRe * plusRe + plusIm * plusIm;
    this.#minus = minusRe * minusRe + minusIm * minusIm;
  }

  #handOver(q2: number, intensity: number, sink: ReflectionSink): void {
    // The limits of a row are rounded, and know nothing of the smallest angle.
    if (q2 < sink.q2Min || q2 >= sink.q2Max) return;
    this.#count++;
    if (intensity > this.#strongest) this.#strongest = intensity;
    sink.add(q2, intensity);
  }
}

function groupByDamping(atoms: readonly Scatterer[]): readonly DampingGroup[] {
  const groups: DampingGroup[] = [];
  for (let from = 0, to = 0; from < atoms.length; from = to) {
    const { damping } = atoms[from]!;
    while (to < atoms.length && compareForms(atoms[to]!.damping, damping) === 0) to++;
    groups.push({ from, to, damping, rigid: damping.every((coefficient) => coefficient === 0) });
  }
  return groups;
}

function compareForms(f: QuadraticForm, g: QuadraticForm): number {
  for (let i = 0; i < f.length; i++) if (f[i] !== g[i]) return f[i]! - g[i]!;
  return 0;
}
