import type { Cell } from '../crystal/index.ts';
import { reciprocalMetric } from '../crystal/index.ts';
import type { Triple } from '../math/index.ts';
import { AmplitudeTables, interpolate, isConstant } from './amplitude.ts';
import { largestIntensity, type SortedAtoms, sortAtoms } from './atomGroups.ts';
import { largestIndices, visitRows } from './halfSphere.ts';
import { KernelMemory } from './kernels.ts';
import { allocatePhases, DOUBLE, fillPhases, type PhaseTable } from './phaseTable.ts';
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

/** Numbers that the kernel leaves for hkl and hk−l: re, im, re, im. */
const PAIR = 4;

/** What stays the same for all rows of a crystal. */
interface Task extends SortedAtoms {
  /** Real parts of the amplitudes of each kind over s = sinθ/λ; none where they are constant. */
  readonly tables: readonly Float64Array[];
  /** 1/d², Å⁻². */
  readonly q2: QuadraticForm;
  readonly sink: ReflectionSink;
  readonly rows: RowMemory;
}

/** Where the kernels find what belongs to a row of reflections, addresses. */
interface RowMemory {
  readonly weights: number;
  readonly x: PhaseTable;
  readonly y: PhaseTable;
  readonly z: PhaseTable;
  /** Weight · exp(2πi (hx + ky)) of each atom in the row at hand. */
  readonly rowRe: number;
  readonly rowIm: number;
  /** PAIR numbers for each l of a row, group after group. */
  readonly sums: number;
  readonly sumsOfGroup: number;
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
  readonly #memory = new KernelMemory();
  readonly #tables = new AmplitudeTables();
  /** Real part of the amplitude of each kind, for hkl and hk−l. */
  #plusOfKind: Float64Array = new Float64Array(0);
  #minusOfKind: Float64Array = new Float64Array(0);
  /** Geometric sums of the row at hand, a view of the kernels' memory. */
  #sums: Float64Array = new Float64Array(0);
  /** |F|² of hkl and of hk−l, the pair summed last. */
  #plus = 0;
  #minus = 0;
  #count = 0;
  #strongest = 0;

  run(cell: Cell, scatterers: readonly Scatterer[], sink: ReflectionSink): IntensitySummary {
    const sorted = sortAtoms(scatterers);
    const { kinds } = sorted;
    const q2 = inverseSquareForm(reciprocalMetric(cell));
    const qMax = Math.sqrt(sink.q2Max);
    const constant = kinds.every(isConstant);
    const tables = constant ? [] : kinds.map((kind) => this.#tables.tableOf(kind, qMax / 2));
    this.#plusOfKind = Float64Array.from(kinds, ({ re }) => re);
    this.#minusOfKind = this.#plusOfKind.slice();
    const rows = this.#prepare(sorted, largestIndices(cell, qMax));
    const task = { ...sorted, tables, q2, sink, rows };
    this.#count = 0;
    this.#strongest = 0;
    visitRows(cell, qMax, (h, k, lLow, lHigh) => this.#sumRow(task, h, k, lLow, lHigh));
    const vanishing = this.#strongest <= ROUNDING * largestIntensity(scatterers);
    return { count: this.#count, strongest: this.#strongest, vanishing };
  }

  /** Lays out the memory of the kernels, and fills it with weights and phases. */
  #prepare({ positions, weights, groups }: SortedAtoms, largest: Triple): RowMemory {
    const memory = this.#memory;
    const n = positions.length;
    memory.clear();
    const sumsOfGroup = PAIR * (largest[2] + 1);
    const rows = {
      weights: memory.allocate(n * DOUBLE),
      x: allocatePhases(memory, n, largest[0]),
      y: allocatePhases(memory, n, largest[1]),
      z: allocatePhases(memory, n, largest[2]),
      rowRe: memory.allocate(n * DOUBLE),
      rowIm: memory.allocate(n * DOUBLE),
      sums: memory.allocate(groups.length * sumsOfGroup * DOUBLE),
      sumsOfGroup,
    };
    memory.doubles(rows.weights, n).set(weights);
    fillPhases(memory, rows.x, positions, 0, largest[0]);
    fillPhases(memory, rows.y, positions, 1, largest[1]);
    fillPhases(memory, rows.z, positions, 2, largest[2]);
    this.#sums = memory.doubles(rows.sums, groups.length * sumsOfGroup);
    return rows;
  }

  #sumRow(task: Task, h: number, k: number, lLow: number, lHigh: number): void {
    const { q2, sink } = task;
    const lFirst = Math.max(0, lLow, -lHigh);
    const lLast = Math.max(lHigh, -lLow);
    this.#sumGeometry(task, h, k, lFirst, lLast);
    for (let l = lFirst; l <= lLast; l++) {
      const plusQ2 = evaluateForm(q2, h, k, l);
      const minusQ2 = evaluateForm(q2, h, k, -l);
      this.#evaluateKinds(task, plusQ2, minusQ2);
      this.#sumPair(task, h, k, l, PAIR * (l - lFirst));
      if (l >= lLow && l <= lHigh) this.#handOver(plusQ2, this.#plus, h, k, l, sink);
      if (l > 0 && -l >= lLow && -l <= lHigh) {
        this.#handOver(minusQ2, this.#minus, h, k, -l, sink);
      }
    }
  }

  /** Geometric sums of each group for hkl and hk−l, which need the same four products of an atom. */
  #sumGeometry({ groups, weights, rows }: Task, h: number, k: number, from: number, to: number) {
    const { kernels } = this.#memory;
    const { x, y, z, rowRe, rowIm } = rows;
    const xStart = h * x.stride;
    const yStart = Math.abs(k) * y.stride;
    kernels.weighRow(
      weights.length,
      rows.weights,
      x.re + xStart,
      x.im + xStart,
      y.re + yStart,
      y.im + yStart,
      k < 0 ? -1 : 1,
      rowRe,
      rowIm,
    );
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g]!;
      const first = group.from * DOUBLE;
      const zStart = from * z.stride + first;
      kernels.sumRow(
        group.to - group.from,
        rowRe + first,
        rowIm + first,
        z.re + zStart,
        z.im + zStart,
        z.stride,
        to - from + 1,
        rows.sums + g * rows.sumsOfGroup * DOUBLE,
      );
    }
  }

  /** Where one of the pair lies outside of the sphere, its amplitudes stay what they were. */
  #evaluateKinds({ tables, sink }: Task, plusQ2: number, minusQ2: number): void {
    if (tables.length === 0) return;
    if (plusQ2 < sink.q2Max) interpolate(tables, Math.sqrt(plusQ2) / 2, this.#plusOfKind);
    if (minusQ2 < sink.q2Max) interpolate(tables, Math.sqrt(minusQ2) / 2, this.#minusOfKind);
  }

  /** |F|² of hkl and of hk−l out of the sums of the groups, which begin at `at`. */
  #sumPair({ groups, kinds, rows }: Task, h: number, k: number, l: number, at: number): void {
    const sums = this.#sums;
    // A and B of hkl, and of hk−l.
    let aRe = 0;
    let aIm = 0;
    let bRe = 0;
    let bIm = 0;
    let cRe = 0;
    let cIm = 0;
    let dRe = 0;
    let dIm = 0;
    for (let g = 0, s = at; g < groups.length; g++, s += rows.sumsOfGroup) {
      const { damping, rigid, kind } = groups[g]!;
      const plus = rigid ? 1 : Math.exp(-evaluateForm(damping, h, k, l));
      const minus = rigid ? 1 : Math.exp(-evaluateForm(damping, h, k, -l));
      const { im } = kinds[kind]!;
      const plusRe = plus * this.#plusOfKind[kind]!;
      const minusRe = minus * this.#minusOfKind[kind]!;
      aRe += plusRe * sums[s]!;
      aIm += plusRe * sums[s + 1]!;
      cRe += minusRe * sums[s + 2]!;
      cIm += minusRe * sums[s + 3]!;
      if (im === 0) continue;
      bRe += plus * im * sums[s]!;
      bIm += plus * im * sums[s + 1]!;
      dRe += minus * im * sums[s + 2]!;
      dIm += minus * im * sums[s + 3]!;
    }
    this.#plus = aRe * aRe + aIm * aIm + bRe * bRe + bIm * bIm;
    this.#minus = cRe * cRe + cIm * cIm + dRe * dRe + dIm * dIm;
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
