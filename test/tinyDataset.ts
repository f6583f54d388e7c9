import { writeFile } from 'node:fs/promises';
import { buildDataset, type OpenDataset, openDataset } from '../src/io/index.ts';
import { BT1_GE311, type Instrument } from '../src/pattern/index.ts';

/** The instrument of the paper on 64 points, with peaks as broad as such a grid needs. */
export const COARSE: Instrument = {
  ...BT1_GE311,
  grid: { start: 20, step: 2, count: 64 },
  widths: { U: 0, V: 0, W: 20, X: 0, Y: 0, Z: 0 },
  axialDivergence: { kind: 'none' },
};

const SITES = {
  221: [
    ['Cs', 0, 0, 0],
    ['Cl', 0.5, 0.5, 0.5],
  ],
  225: [
    ['Cu', 0, 0, 0],
    ['Cu', 0, 0.5, 0.5],
    ['Cu', 0.5, 0, 0.5],
    ['Cu', 0.5, 0.5, 0],
  ],
  229: [
    ['W', 0, 0, 0],
    ['W', 0.5, 0.5, 0.5],
  ],
};

/** A line of structure `i`: caesium chloride, copper or tungsten in turn, with an edge of its own. */
export function structureLine(i: number, changes: object = {}): string {
  const spaceGroup = ([221, 225, 229] as const)[i % 3]!;
  const edge = 3 + i / 100;
  const cell = [edge, edge, edge, 90, 90, 90];
  const sites = SITES[spaceGroup];
  const names = { id: `made-up-${i}`, source: 'made up', formula: 'X' };
  return JSON.stringify({ ...names, spaceGroup, cell, sites, ...changes });
}

export interface TinyDataset {
  /** @default 48 */
  readonly rows?: number;
  /** @default COARSE */
  readonly instrument?: Instrument;
  /** @default 0 */
  readonly bIso?: number;
}

/** A data set of some dozen structures, built in `folder`. */
export async function buildTinyDataset(
  folder: string,
  { rows = 48, instrument = COARSE, bIso = 0 }: TinyDataset = {},
): Promise<OpenDataset> {
  const input = `${folder}.jsonl`;
  await writeFile(input, Array.from({ length: rows }, (_, i) => structureLine(i)).join('\n'));
  const options = { out: folder, inputs: [input], instrument, bIso, seed: 1, workers: 1 };
  for await (const _ of buildDataset(options));
  return openDataset(folder);
}
