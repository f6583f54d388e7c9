import type { Kernels } from './kernels.ts';

/** Bytes of a sample, and of a point of the pattern. */
export const SAMPLE = 4;
export const POINT = 8;

/** Samples of a peak on the grid points `first` … `end` − 1, from an address on. */
export interface Row {
  readonly address: number;
  readonly first: number;
  readonly end: number;
}

/** Adds `a` times a row to the pattern at the address `out`. */
export const addRow = (kernels: Kernels, row: Row, a: number, out: number): void =>
  addPart(kernels, row, a, row.first, row.end, out);

/** Adds the multiples `a` and `b` of two rows that hardly differ in length, in one pass. */
export function addRows(kernels: Kernels, p: Row, a: number, q: Row, b: number, out: number): void {
  const from = Math.max(p.first, q.first);
  const to = Math.max(from, Math.min(p.end, q.end));
  addPart(kernels, p, a, p.first, Math.min(from, p.end), out);
  addPart(kernels, q, b, q.first, Math.min(from, q.end), out);
  kernels.addPair(sampleAt(p, from), a, sampleAt(q, from), b, out + from * POINT, to - from);
  addPart(kernels, p, a, to, p.end, out);
  addPart(kernels, q, b, to, q.end, out);
}

function addPart(
  kernels: Kernels,
  row: Row,
  a: number,
  from: number,
  to: number,
  out: number,
): void {
  if (from < to) kernels.addRow(sampleAt(row, from), a, out + from * POINT, to - from);
}

const sampleAt = ({ address, first }: Row, point: number): number =>
  address + (point - first) * SAMPLE;
