import { type Crystal, crystalDensity } from '../../crystal/index.ts';
import { BT1_GE311, listReflections } from '../../pattern/index.ts';
import { structureFacts } from '../fit/facts.ts';

/** Numbers that describe a crystal, by name. */
export const DESCRIPTORS = [
  /** Å³, of the primitive cell. */
  'volume',
  /** Å³ */
  'volumePerAtom',
  /** g/cm³ */
  'density',
  /** In the primitive cell. */
  'atoms',
  'elements',
  /** Occupied Wyckoff positions, each as often as it is occupied. */
  'orbits',
  /** Orbits by their degrees of freedom. */
  'fixedOrbits',
  'lineOrbits',
  'planeOrbits',
  'generalOrbits',
  /** Between two atoms, Å. */
  'shortestDistance',
  /** Longest over shortest edge of the conventional cell. */
  'edgeRatio',
  /** Reflections of at least 1 % of the strongest, within the range of BT-1. */
  'peaks',
  /** Share of the strongest reflection in the intensity of all. */
  'strongestPeak',
] as const;

export type DescriptorName = (typeof DESCRIPTORS)[number];
export type Descriptors = Readonly<Record<DescriptorName, number>>;

/** Reflections nearer than this are one peak, degrees 2θ. */
const SAME_PEAK = 0.1;
/** Percent of the strongest. */
const WEAKEST_PEAK = 1;

/**
 * Describes a crystal; undefined where its atoms do not have the space group stated, or an element
 * whose scattering is unknown.
 *
 * @throws TypeError before `initSymmetry`.
 */
export function describeCrystal(crystal: Crystal): Descriptors | undefined {
  const facts = structureFacts(crystal);
  if (!facts) return undefined;
  const peaks = describePeaks(crystal);
  if (!peaks) return undefined;
  const { orbits, volume, distances, cell } = facts;
  const atoms = orbits.reduce((sum, { count }) => sum + count, 0);
  const withFreedom = (n: number) => orbits.filter(({ freedom }) => freedom === n).length;
  const edges = [cell.a, cell.b, cell.c];
  return {
    volume,
    volumePerAtom: volume / atoms,
    density: crystalDensity(crystal),
    atoms,
    elements: new Set(orbits.flatMap(({ species }) => species.map(({ element }) => element))).size,
    orbits: orbits.length,
    fixedOrbits: withFreedom(0),
    lineOrbits: withFreedom(1),
    planeOrbits: withFreedom(2),
    generalOrbits: withFreedom(3),
    shortestDistance: Math.min(...distances.values(), 6),
    edgeRatio: Math.max(...edges) / Math.min(...edges),
    ...peaks,
  };
}

/** Of the neutron pattern of BT-1; undefined where it cannot be calculated. */
function describePeaks(crystal: Crystal): Pick<Descriptors, 'peaks' | 'strongestPeak'> | undefined {
  let reflections: ReturnType<typeof listReflections>;
  try {
    reflections = listReflections(crystal, { instrument: BT1_GE311 });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  const peaks: { readonly twoTheta: number; intensity: number }[] = [];
  for (const { twoTheta, intensity } of reflections) {
    const last = peaks.at(-1);
    if (last && twoTheta - last.twoTheta < SAME_PEAK) last.intensity += intensity;
    else peaks.push({ twoTheta, intensity });
  }
  const strongest = Math.max(...peaks.map(({ intensity }) => intensity));
  const total = peaks.reduce((sum, { intensity }) => sum + intensity, 0);
  const visible = peaks.filter(({ intensity }) => intensity >= (WEAKEST_PEAK / 100) * strongest);
  return { peaks: visible.length, strongestPeak: strongest / total };
}
