import type { Cell } from '../crystal/index.ts';
import { reciprocalMetric } from '../crystal/index.ts';
import { AmplitudeTables, interpolate } from './amplitude.ts';
import { type AtomGroup, largestIntensity, type SortedAtoms, sortAtoms } from './atomGroups.ts';
import { largestIndices, visitRows } from './halfSphere.ts';
import { atLeast, PhaseTable } from './phaseTable.ts';
import { evaluateForm, inverseSquareForm, type QuadraticForm } from './quadraticForm.ts';
import type { Scatterer } from './scatterers.ts';

/** Takes the reflections of a powder, 1/d² from `q2Min` up to `q2Max` (Å⁻²). */
export interface ReflectionSink {
  readonly q2Min: number;
  readonly q2Max: number;
  /** `intensity` is the mean |F|² (fm² or e²) of hkl and its Friedel mate. */
  add(q2: number, intensity: number, h: number, k: number, l: number): void;
}

export interface IntensitySummary {
  /** Reflections handed over. */
  readonly count: number;
  /** Largest |F|², fm² or e². */
  readonly strongest: number;
  /** Whether every |F|² is rounding error. */
  readonly vanishing: boolean;
}

/** Share of the |F|² of atoms all in phase below which |F|² is rounding error. */
const ROUNDING = 1e-20;

/** What stays the same for all rows of a crystal. */
interface Task extends SortedAtoms {
  /** Real parts of the amplitudes of each kind over s = sinθ/λ. */
  readonly tables: readonly Float64Array[];
  /** 1/d², Å⁻². */
  readonly q2: QuadraticForm;
  readonly sink: ReflectionSink;
}

/**
 * Sums the structure factors over one half of the sphere of reflections, directly over the content
 * of the cell. Owns the tables of phase factors, which the next crystal uses again.
 *
 * With A = Σ f_re(s) T S over the kinds of atoms, S the geometric sum of one kind, and B = Σ f_im T S,
 * F(h) = A + iB and F(−h) = (A − iB)*: the mean |F|² of Friedel mates, which a powder adds up, is
 * |A|² + |B|².
 */
export class IntensitySum {
  readonly #tables = new AmplitudeTables();
  readonly #x = new PhaseTable();
  readonly #y = new PhaseTable();
  readonly #z = new PhaseTable();
  /** Weight · exp(2πi (hx + ky)) of each atom in the row of reflections at hand. */
  #rowRe: Float64Array = new Float64Array(0);
  #rowIm: Float64Array = new Float64Array(0);
  /** Real part of the amplitude of each kind, for hkl and hk−l. */
  #plusOfKind: Float64Array = new Float64Array(0);
  #minusOfKind: Float64Array = new Float64Array(0);
  /** A and B of hkl and of hk−l: re, im, re, im. */
  readonly #a = new Float64Array(4);
  readonly #b = new Float64Array(4);
  /** |F|² of hkl and of hk−l, the pair summed last. */
  #plus = 0;
  #minus = 0;
  #count = 0;
  #strongest = 0;

  run(cell: Cell, scatterers: readonly Scatterer[], sink: ReflectionSink): IntensitySummary {
    const sorted = sortAtoms(scatterers);
    const { atoms, kinds, weights } = sorted;
    const q2 = inverseSquareForm(reciprocalMetric(cell));
    const qMax = Math.sqrt(sink.q2Max);
    const tables = kinds.map((kind) => this.#tables.tableOf(kind, qMax / 2));
    const task = { ...sorted, tables, q2, sink };
    const [hMax, kMax, lMax] = largestIndices(cell, qMax);
    this.#x.fill(atoms, 0, hMax);
    this.#y.fill(atoms, 1, kMax);
    this.#z.fill(atoms, 2, lMax);
    this.#rowRe = atLeast(this.#rowRe, atoms.length);
    this.#rowIm = atLeast(this.#rowIm, atoms.length);
    this.#plusOfKind = atLeast(this.#plusOfKind, kinds.length);
    this.#minusOfKind = atLeast(this.#minusOfKind, kinds.length);
    this.#count = 0;
    this.#strongest = 0;
    visitRows(cell, qMax, (h, k, lLow, lHigh) => {
      this.#weighRow(weights, h, k);
      this.#sumRow(task, h, k, lLow, lHigh);
    });
    const vanishing = this.#strongest <= ROUNDING * largestIntensity(atoms);
    return { count: this.#count, strongest: this.#strongest, vanishing };
  }

  #weighRow(weights: Float64Array, h: number, k: number): void {
    const n = weights.length;
    const sign = k < 0 ? -1 : 1;
    const { re: xRe, im: xIm } = this.#x;
    const { re: yRe, im: yIm } = this.#y;
    for (let j = 0, x = h * n, y = Math.abs(k) * n; j < n; j++, x++, y++) {
      const weight = weights[j]!;
      const im = sign * yIm[y]!;
      this.#rowRe[j] = weight * (xRe[x]! * yRe[y]! - xIm[x]! * im);
      this.#rowIm[j] = weight * (xRe[x]! * im + xIm[x]! * yRe[y]!);
    }
  }

  #sumRow(task: Task, h: number, k: number, lLow: number, lHigh: number): void {
    const { weights, groups, kinds, q2, sink } = task;
    const lLast = Math.max(lHigh, -lLow);
    for (let l = Math.max(0, lLow, -lHigh); l <= lLast; l++) {
      const plusQ2 = evaluateForm(q2, h, k, l);
      const minusQ2 = evaluateForm(q2, h, k, -l);
      if (kinds.length === 0) this.#sumPair(weights.length, groups, h, k, l);
      else {
        this.#evaluateKinds(task, plusQ2, minusQ2);
        this.#sumPairOfKinds(task, h, k, l);
      }
      if (l >= lLow && l <= lHigh) this.#handOver(plusQ2, this.#plus, h, k, l, sink);
      if (l > 0 && -l >= lLow && -l <= lHigh) {
        this.#handOver(minusQ2, this.#minus, h, k, -l, sink);
      }
    }
  }

  /** Where one of the pair lies outside of the sphere, its amplitudes stay what they were. */
  #evaluateKinds({ tables, sink }: Task, plusQ2: number, minusQ2: number): void {
    if (plusQ2 < sink.q2Max) interpolate(tables, Math.sqrt(plusQ2) / 2, this.#plusOfKind);
    if (minusQ2 < sink.q2Max) interpolate(tables, Math.sqrt(minusQ2) / 2, this.#minusOfKind);
  }

  /** Both hkl and hk−l: they need the same four products of an atom, half of the work. */
  #sumPair(n: number, groups: readonly AtomGroup[], h: number, k: number, l: number): void {
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

  /**
   * The same with the amplitude of each kind, A and B apart. Written out again because the sum over
   * real lengths would lose a sixth of its speed in this one.
   */
  #sumPairOfKinds({ weights, groups, kinds }: Task, h: number, k: number, l: number): void {
    const n = weights.length;
    const rowRe = this.#rowRe;
    const rowIm = this.#rowIm;
    const { re: zRe, im: zIm } = this.#z;
    const a = this.#a.fill(0);
    const b = this.#b.fill(0);
    for (const { from, to, damping, rigid, kind } of groups) {
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
      const { im } = kinds[kind]!;
      addPair(a, plus * this.#plusOfKind[kind]!, minus * this.#minusOfKind[kind]!, rr, ii, ri, ir);
      if (im !== 0) addPair(b, plus * im, minus * im, rr, ii, ri, ir);
    }
    this.#plus = a[0]! ** 2 + a[1]! ** 2 + b[0]! ** 2 + b[1]! ** 2;
    this.#minus = a[2]! ** 2 + a[3]! ** 2 + b[2]! ** 2 + b[3]! ** 2;
  }

  #handOver(
    q2: number,
    intensity: number,
    h: number,
    k: number,
    l: number,
    sink: ReflectionSink,
  ): void {
    // The limits of a row are rounded, and know nothing of the smallest angle.
    if (q2 < sink.q2Min || q2 >= sink.q2Max) return;
    this.#count++;
    if (intensity > this.#strongest) this.#strongest = intensity;
    sink.add(q2, intensity, h, k, l);
  }
}

/** Adds to hkl and to hk−l what the products of a group of atoms give. */
function addPair(
  sums: Float64Array,
  plus: number,
  minus: number,
  rr: number,
  ii: number,
  ri: number,
  ir: number,
): void {
  sums[0]! += plus * (rr - ii);
  sums[1]! += plus * (ir + ri);
  sums[2]! += minus * (rr + ii);
  sums[3]! += minus * (ir - ri);
}
