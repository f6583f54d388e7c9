import type { Cell } from '../crystal/index.ts';

/** A number that shapes a conventional cell. */
export interface CellVariable {
  readonly name: string;
  readonly of: (cell: Cell) => number;
}

const logBToA: CellVariable = { name: 'logBToA', of: ({ a, b }) => Math.log(b / a) };
const logCToA: CellVariable = { name: 'logCToA', of: ({ a, c }) => Math.log(c / a) };
const alpha: CellVariable = { name: 'alpha', of: (cell) => cell.alpha };
const beta: CellVariable = { name: 'beta', of: (cell) => cell.beta };
const gamma: CellVariable = { name: 'gamma', of: (cell) => cell.gamma };

/** What is free in the cell of a lattice, by the first letter of its Pearson symbol; degrees. */
export const CELL_VARIABLES = {
  a: [logBToA, logCToA, alpha, beta, gamma],
  m: [logBToA, logCToA, beta],
  o: [logBToA, logCToA],
  t: [logCToA],
  h: [logCToA],
  c: [],
} as const satisfies Record<string, readonly CellVariable[]>;

/** The cell of edge a = 1 with these values of the lattice's variables. */
export function cellOfShape(family: keyof typeof CELL_VARIABLES, values: readonly number[]): Cell {
  const [x = 0, y = 0] = values;
  const right = { alpha: 90, beta: 90, gamma: 90 };
  switch (family) {
    case 'a': {
      const [alpha, beta, gamma] = values.slice(2) as [number, number, number];
      return { a: 1, b: Math.exp(x), c: Math.exp(y), alpha, beta, gamma };
    }
    case 'm':
      return { ...right, a: 1, b: Math.exp(x), c: Math.exp(y), beta: values[2]! };
    case 'o':
      return { ...right, a: 1, b: Math.exp(x), c: Math.exp(y) };
    case 't':
      return { ...right, a: 1, b: 1, c: Math.exp(x) };
    case 'h':
      return { ...right, a: 1, b: 1, c: Math.exp(x), gamma: 120 };
    case 'c':
      return { ...right, a: 1, b: 1, c: 1 };
  }
}
