import { mean } from '../../math/index.ts';
import { marginalOf } from '../marginal.ts';
import type { StructureStatistics } from '../statistics.ts';
import type { OrbitFacts, StructureFacts } from './facts.ts';

const FULL = 0.99;
/** Å²: less or more is a slip of the pen. */
const U_RANGE = [1e-4, 0.5] as const;

/** How large displacements are, and how they vary within a crystal. */
export function fitDisplacement(
  facts: readonly StructureFacts[],
): StructureStatistics['displacement'] {
  const [low, high] = U_RANGE;
  const logs = facts
    .filter(({ orbits }) => orbits.every(({ uIso }) => uIso > low && uIso < high))
    .map(({ orbits }) => orbits.map(({ uIso }) => Math.log(uIso)));
  if (logs.length === 0) return { share: 0, logMean: [-5, -4], scatter: 0 };
  const several = logs.filter((values) => values.length > 1);
  const variances = several.map((values) => {
    const middle = mean(values);
    const sum = values.reduce((total, value) => total + (value - middle) ** 2, 0);
    return sum / (values.length - 1);
  });
  return {
    share: share(logs.length, facts.length),
    logMean: [...marginalOf(logs.map(mean))],
    scatter: variances.length > 0 ? Number(Math.sqrt(mean(variances)).toFixed(3)) : 0,
  };
}

/** How many sites are mixed or partly empty, and how full they are. */
export function fitOccupancy(facts: readonly StructureFacts[]): StructureStatistics['occupancy'] {
  const disordered = facts.filter(({ orbits }) => orbits.some(isDisordered));
  if (disordered.length === 0) {
    return { share: 0, orbitShare: 0, mixedShare: 0, values: [0.5, 0.5] };
  }
  const orbits = disordered.flatMap((fact) => fact.orbits);
  const partial = orbits.filter(isDisordered);
  const mixed = partial.filter(({ species }) => species.length > 1);
  return {
    share: share(disordered.length, facts.length),
    orbitShare: share(partial.length, orbits.length),
    mixedShare: share(mixed.length, partial.length),
    values: [...marginalOf(partial.map(({ species }) => species[0]!.occupancy))],
  };
}

const isDisordered = ({ species }: OrbitFacts): boolean =>
  species.length > 1 || species[0]!.occupancy < FULL;

const share = (part: number, whole: number): number => Number((part / whole).toPrecision(4));
