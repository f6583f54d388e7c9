import { dFromTwoTheta, lorentzFactor } from './angles.ts';
import { gridPosition } from './grid.ts';
import type { Instrument } from './instrument.ts';
import type { ReflectionSink } from './intensitySum.ts';
import { peakProfile } from './peakProfile.ts';
import { peakShape } from './peakShape.ts';
import { profileNodes } from './profileNodes.ts';

/** Cells of even width in 1/d² that lead to a node. */
const CELLS = 1 << 15;
/** Peaks lower than this share of the highest one are not drawn. */
const NEGLIGIBLE = 1e-8;

const q2FromTwoTheta = (twoTheta: number, wavelength: number): number =>
  dFromTwoTheta(twoTheta, wavelength) ** -2;

/**
 * Draws powder patterns. Every profile that a reflection can have on the instrument is tabulated
 * over the Bragg angle, Lorentz factor included. A reflection shares its intensity between the two
 * nodes next to it; to draw a node then takes one multiplication and addition a point.
 *
 * Owns the table (24 MB for BT-1; half a gigabyte without cut-off), of which a row is computed when it is first needed.
 */
export class ProfileTable implements ReflectionSink {
  readonly q2Min: number;
  readonly q2Max: number;
  readonly #instrument: Instrument;
  /** Bragg angle (degrees) and 1/d² (Å⁻²) of each node, ascending. */
  readonly #angles: Float64Array;
  readonly #q2: Float64Array;
  /** For each cell, the last node at or below its lower end. */
  readonly #nodeOfCell: Int32Array;
  readonly #cellsPerQ2: number;
  /** Row n covers the grid points from first[n] on: samples[offset[n]] up to samples[offset[n + 1]]. */
  readonly #first: Int32Array;
  readonly #offset: Float64Array;
  readonly #samples: Float32Array;
  readonly #computed: Uint8Array;
  /** Height of each node's peak for unit intensity; asymmetry is left out. */
  readonly #height: Float64Array;
  /** Intensity that has come to each node since the last drawing, and the nodes that have any. */
  readonly #intensity: Float64Array;
  readonly #touched: Int32Array;
  #touchedCount = 0;

  /** Tabulates Bragg angles from `low` to `high`, degrees. */
  constructor(instrument: Instrument, low: number, high: number) {
    const angles = profileNodes(instrument, low, high);
    const n = angles.length;
    this.#instrument = instrument;
    this.#angles = angles;
    this.#q2 = angles.map((twoTheta) => q2FromTwoTheta(twoTheta, instrument.wavelength));
    this.q2Min = q2FromTwoTheta(low, instrument.wavelength);
    this.q2Max = q2FromTwoTheta(high, instrument.wavelength);
    this.#cellsPerQ2 = CELLS / (this.q2Max - this.q2Min);
    this.#nodeOfCell = nodesOfCells(this.#q2, this.q2Min, this.q2Max);
    this.#height = angles.map(
      (twoTheta) => lorentzFactor(twoTheta) / peakShape(instrument.widths, twoTheta).fwhm,
    );
    this.#first = new Int32Array(n);
    this.#offset = new Float64Array(n + 1);
    for (let node = 0; node < n; node++) {
      const { from, to } = peakProfile(instrument, angles[node]!);
      const first = Math.max(0, Math.ceil(gridPosition(instrument.grid, from)));
      const last = Math.min(instrument.grid.count - 1, gridPosition(instrument.grid, to));
      this.#first[node] = first;
      this.#offset[node + 1] = this.#offset[node]! + Math.max(0, Math.floor(last) - first + 1);
    }
    this.#samples = new Float32Array(this.#offset[n]!);
    this.#computed = new Uint8Array(n);
    this.#intensity = new Float64Array(n);
    this.#touched = new Int32Array(n);
  }

  /** Adds the intensity of a reflection, q2Min ≤ 1/d² < q2Max, to the next drawing. */
  add(q2: number, intensity: number): void {
    const positions = this.#q2;
    let node = this.#nodeOfCell[Math.floor((q2 - this.q2Min) * this.#cellsPerQ2)]!;
    while (positions[node + 1]! <= q2) node++;
    const share = (q2 - positions[node]!) / (positions[node + 1]! - positions[node]!);
    this.#give(node, intensity * (1 - share));
    this.#give(node + 1, intensity * share);
  }

  /** Adds what has been collected to `out`, one element a grid point, and forgets it. */
  draw(out: Float64Array): void {
    let highest = 0;
    for (let t = 0; t < this.#touchedCount; t++) {
      const node = this.#touched[t]!;
      highest = Math.max(highest, this.#intensity[node]! * this.#height[node]!);
    }
    for (let t = 0; t < this.#touchedCount; t++) {
      const node = this.#touched[t]!;
      const intensity = this.#intensity[node]!;
      this.#intensity[node] = 0;
      if (intensity * this.#height[node]! > NEGLIGIBLE * highest)
        this.#drawRow(node, intensity, out);
    }
    this.#touchedCount = 0;
  }

  #give(node: number, intensity: number): void {
    if (intensity <= 0) return;
    if (this.#intensity[node] === 0) this.#touched[this.#touchedCount++] = node;
    this.#intensity[node]! += intensity;
  }

  #drawRow(node: number, intensity: number, out: Float64Array): void {
    if (this.#computed[node] === 0) this.#computeRow(node);
    const samples = this.#samples;
    const end = this.#offset[node + 1]!;
    for (let s = this.#offset[node]!, point = this.#first[node]!; s < end; s++, point++) {
      out[point]! += intensity * samples[s]!;
    }
  }

  #computeRow(node: number): void {
    const { grid } = this.#instrument;
    const twoTheta = this.#angles[node]!;
    const profile = peakProfile(this.#instrument, twoTheta);
    const factor = lorentzFactor(twoTheta);
    const offset = this.#offset[node]!;
    const length = this.#offset[node + 1]! - offset;
    for (let i = 0; i < length; i++) {
      const angle = grid.start + grid.step * (this.#first[node]! + i);
      this.#samples[offset + i] = factor * profile.heightAt(angle);
    }
    this.#computed[node] = 1;
  }
}

function nodesOfCells(q2: Float64Array, q2Min: number, q2Max: number): Int32Array {
  const nodes = new Int32Array(CELLS);
  const width = (q2Max - q2Min) / CELLS;
  for (let cell = 0, node = 0; cell < CELLS; cell++) {
    // Rounding may put a reflection into the next cell: start half a cell early.
    while (q2[node + 1]! <= q2Min + (cell - 0.5) * width) node++;
    nodes[cell] = node;
  }
  return nodes;
}
