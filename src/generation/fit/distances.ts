import { leastSquares, quantile } from '../../math/index.ts';
import type { StructureStatistics } from '../statistics.ts';
import type { StructureFacts } from './facts.ts';

/** Pairs that are neighbours in fewer structures get the sum of their radii. */
const ENOUGH = 20;
/** Share of the structures whose shortest distance may be below the tabulated one. */
const FLOOR = 0.1;

/** Shortest distances of pairs of elements, and radii whose sums come near them, Å. */
export function fitDistances(
  facts: readonly StructureFacts[],
  symbols: readonly string[],
): { readonly distances: StructureStatistics['distances']; readonly radii: readonly number[] } {
  const found = new Map<string, number[]>();
  for (const { distances } of facts) {
    for (const [pair, distance] of distances) {
      const list = found.get(pair);
      if (list) list.push(distance);
      else found.set(pair, [distance]);
    }
  }
  const distances = [...found]
    .filter(([, values]) => values.length >= ENOUGH)
    .map(([pair, values]): [string, string, number] => {
      const [first, second] = pair.split(' ');
      return [first!, second!, Number(quantile(values, FLOOR).toFixed(3))];
    })
    .sort((a, b) => (`${a[0]} ${a[1]}` < `${b[0]} ${b[1]}` ? -1 : 1));
  return { distances, radii: radiiOf(distances, symbols) };
}

/** r of each element so that r₁ + r₂ is near the distance of the pair. */
function radiiOf(
  distances: StructureStatistics['distances'],
  symbols: readonly string[],
): readonly number[] {
  const columns = symbols.map((symbol) =>
    distances.map(([a, b]) => Number(a === symbol) + Number(b === symbol)),
  );
  const radii = leastSquares(
    columns,
    distances.map(([, , distance]) => distance),
  );
  if (!radii) throw new RangeError('too few structures to tell the radii of the elements');
  return radii.map((radius) => Number(Math.max(0.3, radius).toFixed(3)));
}
