import { BRAVAIS_LATTICES, type BravaisLattice, type Cell } from '../../crystal/index.ts';
import { CELL_VARIABLES } from '../cellShape.ts';
import { marginalOf, scoreOfValue } from '../marginal.ts';
import type { JointDistribution, StructureStatistics } from '../statistics.ts';
import type { StructureFacts } from './facts.ts';

/** Shapes of the conventional cells of each lattice, with ln of the volume of the primitive cell. */
export const fitCells = (facts: readonly StructureFacts[]): StructureStatistics['cells'] =>
  Object.fromEntries(
    BRAVAIS_LATTICES.map(({ symbol }) => {
      const members = facts.filter(({ bravais }) => bravais === symbol);
      return [symbol, jointOf(symbol, members)];
    }),
  ) as Record<BravaisLattice, JointDistribution>;

function jointOf(symbol: BravaisLattice, facts: readonly StructureFacts[]): JointDistribution {
  if (facts.length === 0) throw new RangeError(`no structure has the Bravais lattice ${symbol}`);
  const shape = CELL_VARIABLES[symbol.charAt(0) as keyof typeof CELL_VARIABLES];
  const variables = ['logVolume', ...shape.map(({ name }) => name)];
  const values = [
    facts.map(({ volume }) => Math.log(volume)),
    ...shape.map(({ of }) => facts.map(({ cell }: { cell: Cell }) => of(cell))),
  ];
  const marginals = values.map((list) => [...marginalOf(list)]);
  const scores = values.map((list, i) => list.map((value) => scoreOfValue(marginals[i]!, value)));
  const correlation = scores.map((a) => scores.map((b) => correlationOf(a, b)));
  return { variables, marginals, correlation };
}

/** About 0, which is the mean of normal scores. */
function correlationOf(a: readonly number[], b: readonly number[]): number {
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  if (a === b) return 1;
  const size = Math.sqrt(product(a, a) * product(b, b));
  return size > 0 ? Number((product(a, b) / size).toFixed(3)) : 0;
}
