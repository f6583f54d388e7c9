import { addRow, addRows, POINT, type Row, SAMPLE } from './addRows.ts';
import { dFromTwoTheta } from './angles.ts';
import { gridPosition } from './grid.ts';
import { KernelMemory } from './kernels.ts';
import type { PeakDrawing } from './peakDrawing.ts';
import { lineProfile } from './peakProfile.ts';
import { peakShape } from './peakShape.ts';
import { profileNodes } from './profileNodes.ts';
import type { SpectralLine } from './spectralLines.ts';

/** Cells of even width in 1/d² that lead to a node. */
const CELLS = 1 << 15;
/** Peaks lower than this share of the highest one are not drawn. */
const NEGLIGIBLE = 1e-8;

const q2FromTwoTheta = (twoTheta: number, wavelength: number): number =>
  dFromTwoTheta(twoTheta, wavelength) ** -2;

/**
 * Draws powder patterns. Every profile that a reflection can have at a wavelength is tabulated
 * over the Bragg angle, Lorentz factor included. A reflection shares its intensity between the two
 * nodes next to it; to draw a node then takes one multiplication and addition a point, however many
 * reflections it has.
 *
 * Owns the table, of which a row is computed when it is first needed (all of BT-1: 24 MB).
 */
export class ProfileTable implements PeakDrawing {
  readonly q2Min: number;
  readonly q2Max: number;
  readonly #line: SpectralLine;
  /** Bragg angle (degrees) and 1/d² (Å⁻²) of each node, ascending. */
  readonly #angles: Float64Array;
  readonly #q2: Float64Array;
  /** For each cell, the last node at or below its lower end. */
  readonly #nodeOfCell: Int32Array;
  readonly #cellsPerQ2: number;
  /** Row n covers length[n] grid points from first[n] on. */
  readonly #first: Int32Array;
  readonly #length: Int32Array;
  readonly #memory = new KernelMemory();
  /** Where the samples of row n begin; 0: not computed yet. */
  readonly #address: Uint32Array;
  /** Where the pattern begins. */
  readonly #pattern: number;
  /** Height of each node's peak for unit intensity; asymmetry is left out. */
  readonly #height: Float64Array;
  /** Intensity that has come to each node since the last drawing, and the nodes that have any. */
  readonly #intensity: Float64Array;
  readonly #touched: Int32Array;
  #touchedCount = 0;

  /** Tabulates Bragg angles from `low` to `high`, degrees. */
  constructor(line: SpectralLine, [low, high]: readonly [number, number]) {
    const angles = profileNodes(line, low, high);
    const n = angles.length;
    this.#line = line;
    this.#angles = angles;
    this.#q2 = angles.map((twoTheta) => q2FromTwoTheta(twoTheta, line.wavelength));
    this.q2Min = q2FromTwoTheta(low, line.wavelength);
    this.q2Max = q2FromTwoTheta(high, line.wavelength);
    this.#cellsPerQ2 = CELLS / (this.q2Max - this.q2Min);
    this.#nodeOfCell = nodesOfCells(this.#q2, this.q2Min, this.q2Max);
    this.#first = new Int32Array(n);
    this.#length = new Int32Array(n);
    // One element beyond the last node, which has no neighbour.
    this.#height = new Float64Array(n + 1);
    for (let node = 0; node < n; node++) this.#measureRow(node);
    this.#address = new Uint32Array(n);
    this.#pattern = this.#memory.allocate(line.grid.count * POINT);
    this.#intensity = new Float64Array(n + 1);
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

  draw(): Float64Array {
    const { count } = this.#line.grid;
    this.#memory.doubles(this.#pattern, count).fill(0);
    let highest = 0;
    for (let t = 0; t < this.#touchedCount; t++) {
      const node = this.#touched[t]!;
      highest = Math.max(highest, this.#intensity[node]! * this.#height[node]!);
    }
    const least = NEGLIGIBLE * highest;
    for (let t = 0; t < this.#touchedCount; t++) {
      const node = this.#touched[t]!;
      const intensity = this.#take(node, least);
      // Every reflection has touched two neighbours.
      if (intensity !== 0) this.#drawNodes(node, intensity, this.#take(node + 1, least));
    }
    this.#touchedCount = 0;
    return this.#memory.doubles(this.#pattern, count);
  }

  #drawNodes(node: number, intensity: number, next: number): void {
    const { kernels } = this.#memory;
    const row = this.#rowOf(node);
    if (next === 0) addRow(kernels, row, intensity, this.#pattern);
    else addRows(kernels, row, intensity, this.#rowOf(node + 1), next, this.#pattern);
  }

  #give(node: number, intensity: number): void {
    if (intensity <= 0) return;
    if (this.#intensity[node] === 0) this.#touched[this.#touchedCount++] = node;
    this.#intensity[node]! += intensity;
  }

  /** The intensity of a node, which is forgotten; 0 where nobody would see its peak. */
  #take(node: number, least: number): number {
    const intensity = this.#intensity[node]!;
    this.#intensity[node] = 0;
    return intensity * this.#height[node]! > least ? intensity : 0;
  }

  #rowOf(node: number): Row {
    if (this.#address[node] === 0) this.#computeRow(node);
    const first = this.#first[node]!;
    return { address: this.#address[node]!, first, end: first + this.#length[node]! };
  }

  #measureRow(node: number): void {
    const { grid, widths, factorAt } = this.#line;
    const twoTheta = this.#angles[node]!;
    const shape = peakShape(widths, twoTheta);
    const { from, to } = lineProfile(this.#line, twoTheta, shape);
    const first = Math.max(0, Math.ceil(gridPosition(grid, from)));
    const last = Math.floor(Math.min(grid.count - 1, gridPosition(grid, to)));
    this.#first[node] = Math.min(first, grid.count);
    this.#length[node] = Math.max(0, last - first + 1);
    this.#height[node] = factorAt(twoTheta) / shape.fwhm;
  }

  #computeRow(node: number): void {
    const { grid, widths, factorAt } = this.#line;
    const twoTheta = this.#angles[node]!;
    const { heightAt } = lineProfile(this.#line, twoTheta, peakShape(widths, twoTheta));
    const factor = factorAt(twoTheta);
    const length = this.#length[node]!;
    const address = this.#memory.allocate(length * SAMPLE);
    const { floats } = this.#memory;
    for (let i = 0, at = address / SAMPLE; i < length; i++, at++) {
      const angle = grid.start + grid.step * (this.#first[node]! + i);
      floats[at] = factor * heightAt(angle);
    }
    this.#address[node] = address;
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
