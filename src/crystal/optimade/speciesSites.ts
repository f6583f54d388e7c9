import type { Fractional, Site, Species } from '../crystal.ts';
import { type Checked, refuse } from '../fault.ts';
import { ELEMENTS } from '../species.ts';
import type { OptimadeSpecies } from './schema.ts';

/** Relative atomic mass of deuterium, which OPTIMADE has as H of that mass, give or take 0.1. */
const DEUTERIUM_MASS = 2.014;

/** Rounding of published concentrations may carry a full one a little above 1. */
const FULL = 1.0005;

/** The ways to fill a site of a species, each as a site of its occupancy; vacancies are none. */
export function speciesSites(species: OptimadeSpecies, position: Fractional): Checked<Site[]> {
  const { name, chemical_symbols: symbols, concentration, attached } = species;
  if (attached && attached.length > 0) {
    const atoms = attached.join(', ');
    return refuse(
      'unsupported-feature',
      `${atoms} attached to the sites of "${name}" have no place`,
    );
  }
  if (symbols.length !== concentration.length) {
    return refuse('bad-occupancy', `"${name}" has not one concentration for each chemical symbol`);
  }
  const sites: Site[] = [];
  for (const [i, symbol] of symbols.entries()) {
    if (symbol === 'vacancy') continue;
    if (!ELEMENTS.has(symbol)) {
      return refuse('unknown-element', `"${symbol}" of the species "${name}" is no element`);
    }
    const share = concentration[i]!;
    if (!(share > 0 && share <= FULL)) {
      return refuse('bad-occupancy', `${symbol} has a concentration of ${share}, not 0–1`);
    }
    sites.push({
      species: nuclideOf(symbol, massOf(species, i)),
      position,
      occupancy: Math.min(share, 1),
      displacement: { kind: 'none' },
    });
  }
  return { ok: true, value: sites };
}

const massOf = ({ mass }: OptimadeSpecies, i: number): number | undefined =>
  (typeof mass === 'number' ? mass : mass?.[i]) ?? undefined;

function nuclideOf(symbol: string, mass: number | undefined): Species {
  const isDeuterium = symbol === 'H' && Math.abs((mass ?? 1) - DEUTERIUM_MASS) < 0.1;
  return { element: isDeuterium ? 'D' : symbol, charge: 0 };
}
