import type { Matrix3 } from '../../math/index.ts';
import type { CrystalResult, Provenance, Site, UnlabelledCrystal } from '../crystal.ts';
import { type Checked, type Refusal, refuse } from '../fault.ts';
import { checkSites, type Lattice, latticeOfVectors } from '../latticeVectors.ts';
import { formulaOf } from '../species.ts';
import { type OptimadeAttributes, type OptimadeEntry, optimadeEntrySchema } from './schema.ts';
import { speciesSites } from './speciesSites.ts';

/** The database that an entry comes from. */
export interface OptimadeOrigin {
  /** Prefix of the provider, such as `mp`. */
  readonly provider: string;
  /** Base URL with its version. */
  readonly baseUrl: string;
  /** SPDX identifiers or a web address; left out when the database states none. */
  readonly licence?: string;
}

/**
 * Reads an entry of an OPTIMADE database's structures: disorder becomes mixed sites, vacancies are
 * left out. What is not a whole crystal is refused: no three dimensions, no positions, atoms attached
 * to others without a place, assemblies of sites that exclude each other, the unknown element X.
 * [OPTIMADE 1.0–1.2]
 *
 * @param entry as in `data` of a response
 */
export function readOptimade(
  entry: unknown,
  origin: OptimadeOrigin,
): CrystalResult<UnlabelledCrystal> {
  const parsed = optimadeEntrySchema.safeParse(entry);
  if (!parsed.success) {
    const { path = [], message = '' } = parsed.error.issues[0] ?? {};
    const refusal = refuse('syntax', `the entry's ${path.join('.')} is not valid: ${message}`);
    return atEntry(refusal, (entry as { id?: unknown } | null)?.id, origin);
  }
  const read = readStructure(parsed.data.attributes);
  if (!read.ok) return atEntry(read, parsed.data.id, origin);
  const { cell, sites, warnings } = read.value;
  const spaceGroup = spaceGroupOf(parsed.data.attributes);
  const crystal = {
    id: `${origin.provider}/${parsed.data.id}`,
    source: origin.provider,
    formula: formulaOf(sites),
    cell,
    sites,
    provenance: provenanceOf(parsed.data, origin),
    ...(spaceGroup !== undefined && { spaceGroup }),
  };
  return { ok: true, crystal, warnings };
}

const atEntry = (refusal: Refusal, id: unknown, { provider }: OptimadeOrigin): Refusal =>
  typeof id === 'string' || typeof id === 'number'
    ? { ok: false, fault: { ...refusal.fault, where: `${provider}/${id}` } }
    : refusal;

function provenanceOf({ id, attributes }: OptimadeEntry, origin: OptimadeOrigin): Provenance {
  const { last_modified, license } = attributes;
  const own = typeof license === 'string' && license !== '' ? license : undefined;
  return {
    provider: origin.provider,
    id,
    url: `${origin.baseUrl}/structures/${encodeURIComponent(id)}`,
    ...(typeof last_modified === 'string' && { lastModified: last_modified }),
    licence: own ?? origin.licence ?? 'unknown',
  };
}

function spaceGroupOf({ space_group_it_number }: OptimadeAttributes): number | undefined {
  const n = space_group_it_number ?? 0;
  return Number.isInteger(n) && n >= 1 && n <= 230 ? n : undefined;
}

interface Reading {
  readonly cell: UnlabelledCrystal['cell'];
  readonly sites: readonly Site[];
  readonly warnings: readonly string[];
}

function readStructure(attributes: OptimadeAttributes): Checked<Reading> {
  const odd = oddity(attributes);
  if (odd) return odd;
  const lattice = readLattice(attributes);
  if (!lattice.ok) return lattice;
  const sites = readSites(attributes, lattice.value);
  if (!sites.ok) return sites;
  const { cell } = lattice.value;
  const checked = checkSites(cell, sites.value);
  return checked.ok ? { ok: true, value: { cell, ...checked.value } } : checked;
}

/** Features of a structure whose cell does not hold all its atoms, or holds alternatives. */
const NOT_WHOLE = ['assemblies', 'implicit_atoms', 'site_attachments', 'unknown_positions'];

function oddity(attributes: OptimadeAttributes): Refusal | undefined {
  const { dimension_types: dimensions, nperiodic_dimensions: n, structure_features } = attributes;
  const isBulk = dimensions ? dimensions.every((one) => one === 1) : (n ?? 3) === 3;
  if (!isBulk) {
    const periodic = dimensions?.filter((one) => one === 1).length ?? n;
    return refuse('not-periodic', `repeats in ${periodic} directions, a crystal does in 3`);
  }
  const feature = structure_features?.find((name) => NOT_WHOLE.includes(name));
  if (feature === undefined) return undefined;
  return refuse('unsupported-feature', `its structure_features name ${feature}`);
}

function readLattice({ lattice_vectors: rows }: OptimadeAttributes): Checked<Lattice> {
  if (!rows) return refuse('missing-cell', 'lattice_vectors are missing');
  if (rows.length !== 3 || rows.some((row) => row.length !== 3 || row.includes(null))) {
    return refuse('missing-cell', 'lattice_vectors are not three vectors of three numbers');
  }
  return latticeOfVectors(rows as unknown as Matrix3);
}

function readSites(attributes: OptimadeAttributes, lattice: Lattice): Checked<readonly Site[]> {
  const { cartesian_site_positions: places, species_at_sites: names, species, nsites } = attributes;
  for (const [field, value] of Object.entries({
    cartesian_site_positions: places,
    species_at_sites: names,
    species,
  })) {
    if (!value?.length) return refuse('missing-atoms', `${field} is missing or empty`);
  }
  if (places!.length !== names!.length || (nsites ?? names!.length) !== names!.length) {
    const counts = `${places!.length} places, ${names!.length} species, nsites ${nsites}`;
    return refuse('missing-atoms', `the numbers of sites differ: ${counts}`);
  }
  const known = new Map(species!.map((one) => [one.name, one]));
  const sites: Site[] = [];
  for (const [i, name] of names!.entries()) {
    const one = known.get(name);
    if (!one) return refuse('unknown-element', `species has no "${name}" of species_at_sites`);
    const found = speciesSites(one, lattice.fractional(places![i]!));
    if (!found.ok) return found;
    sites.push(...found.value);
  }
  return sites.length > 0
    ? { ok: true, value: sites }
    : refuse('missing-atoms', 'all its sites are vacancies');
}
