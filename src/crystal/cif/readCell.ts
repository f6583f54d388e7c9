import { checkCell } from '../cell.ts';
import type { Cell } from '../crystal.ts';
import { type Checked, refuse } from '../fault.ts';
import type { CifBlock } from './blocks.ts';
import { findValue, parseCifNumber } from './values.ts';

const TAGS = {
  a: '_cell_length_a',
  b: '_cell_length_b',
  c: '_cell_length_c',
  alpha: '_cell_angle_alpha',
  beta: '_cell_angle_beta',
  gamma: '_cell_angle_gamma',
} as const;

/** The cell of a data block. An angle left out is 90°, as the core dictionary has it. */
export function readCell(block: CifBlock): Checked<Cell> {
  const cell = { a: 0, b: 0, c: 0, alpha: 90, beta: 90, gamma: 90 };
  for (const key of Object.keys(TAGS) as (keyof typeof TAGS)[]) {
    const value = findValue(block.columns, [TAGS[key]]);
    if (value === undefined) {
      if (cell[key] === 90) continue;
      return refuse('missing-cell', `the block gives no ${TAGS[key]}`, block.line);
    }
    const number = parseCifNumber(value.text);
    if (number === undefined) {
      return refuse('bad-number', `${TAGS[key]} is "${value.text}", not a number`, value.line);
    }
    cell[key] = number;
  }
  const line = findValue(block.columns, Object.values(TAGS))?.line;
  const impossible = checkCell(cell);
  if (impossible !== undefined) return refuse('impossible-cell', impossible, line);
  return { ok: true, value: cell };
}
