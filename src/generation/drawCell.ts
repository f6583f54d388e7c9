import {
  type BravaisLattice,
  type Cell,
  cellFromMetric,
  cellVolume,
  checkCell,
  metricTensor,
} from '../crystal/index.ts';
import { type Matrix3, multiply3, transpose3 } from '../math/index.ts';
import type { Rng } from '../random/index.ts';
import { type CELL_VARIABLES, cellOfShape } from './cellShape.ts';
import { scoreOfValue, valueOfScore } from './marginal.ts';
import type { StructureStatistics } from './statistics.ts';

/** Draws a primitive cell of a given volume in Å³; undefined where the angles close none. */
export type CellDraw = (rng: Rng, volume: number) => Cell | undefined;

/**
 * Cells of a lattice: the shape goes with the volume as it does in real crystals, by a Gaussian
 * copula.
 *
 * @param primitiveEdges columns: edges of the primitive cell in units of the conventional ones
 */
export function cellDraw(
  statistics: StructureStatistics,
  bravais: BravaisLattice,
  primitiveEdges: Matrix3,
): CellDraw {
  const { marginals, correlation } = statistics.cells[bravais]!;
  const root = choleskyRoot(correlation);
  const family = bravais.charAt(0) as keyof typeof CELL_VARIABLES;
  return (rng, volume) => {
    // The first variable is given, the others follow it.
    const scores = [scoreOfValue(marginals[0]!, Math.log(volume))];
    while (scores.length < marginals.length) scores.push(rng.normal());
    const values = marginals.map((marginal, i) =>
      valueOfScore(
        marginal,
        root[i]!.reduce((sum, factor, j) => sum + factor * scores[j]!, 0),
      ),
    );
    const conventional = cellOfShape(family, values.slice(1));
    if (checkCell({ ...conventional, a: 1, b: 1, c: 1 }) !== undefined) return undefined;
    const metric = metricTensor(conventional);
    const primitive = cellFromMetric(
      multiply3(multiply3(transpose3(primitiveEdges), metric), primitiveEdges),
    );
    const scale = Math.cbrt(volume / cellVolume(primitive));
    const { a, b, c } = primitive;
    return { ...primitive, a: scale * a, b: scale * b, c: scale * c };
  };
}

/**
 * Lower triangle L with L Lᵀ the matrix; what rounding makes negative on the diagonal counts as 0.
 */
function choleskyRoot(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const rows: number[][] = [];
  for (const [i, given] of matrix.entries()) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      const other = j < i ? rows[j]! : row;
      const rest = row.reduce(
        (left, value, k) => (k < j ? left - value * other[k]! : left),
        given[j]!,
      );
      if (j === i) row.push(Math.sqrt(Math.max(0, rest)));
      else row.push(other[j]! > 0 ? rest / other[j]! : 0);
    }
    rows.push(row);
  }
  return rows;
}
