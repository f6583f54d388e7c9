import { checkCell } from './cell.ts';
import type { Cell, Crystal, CrystalResult, Displacement, Provenance, Site } from './crystal.ts';
import { equivalentU } from './displacement.ts';
import { type Checked, refuse } from './fault.ts';
import { wrapUnit } from './operation.ts';
import { findOverlap } from './overlap.ts';
import { bravaisOfSpaceGroup } from './spaceGroups.ts';
import { formatSpecies, parseSpecies } from './species.ts';

const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);

/**
 * Reads one line of a structure collection (JSON Lines): an object with `id`, `source`, `formula`,
 * `spaceGroup`, `cell` [a, b, c, α, β, γ] in Å and degrees, and `sites`, the full content of that
 * cell: `[element, x, y, z]`, `[…, occupancy]` or `[…, occupancy, Uiso in Å²]`. `experimental` and
 * `provenance` are read where they stand; `bravais` follows from the space group and is not.
 */
export function parseStructureLine(line: string): CrystalResult {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse('syntax', `the line is no JSON: ${reason}`);
  }
  if (typeof record !== 'object' || record === null) {
    return refuse('syntax', 'the line holds no JSON object');
  }
  const fields = record as Record<string, unknown>;
  const checked = readFields(fields);
  if (checked.ok) return { ok: true, ...checked.value };
  const where = typeof fields.id === 'string' ? { where: fields.id } : {};
  return { ok: false, fault: { ...checked.fault, ...where } };
}

interface Reading {
  readonly crystal: Crystal;
  readonly warnings: readonly string[];
}

function readFields(fields: Record<string, unknown>): Checked<Reading> {
  const { id, source, formula, spaceGroup } = fields;
  if (typeof id !== 'string' || typeof source !== 'string' || typeof formula !== 'string') {
    return refuse('syntax', 'id, source and formula must be texts');
  }
  if (!isFiniteNumber(spaceGroup)) return refuse('missing-symmetry', 'spaceGroup must be a number');
  if (!Number.isInteger(spaceGroup) || spaceGroup < 1 || spaceGroup > 230) {
    return refuse('unknown-symmetry', `spaceGroup must be an integer 1–230, got ${spaceGroup}`);
  }
  const cell = readCell(fields.cell);
  if (!cell.ok) return cell;
  const sites = readSites(fields.sites);
  if (!sites.ok) return sites;
  const { fault, warning } = findOverlap(cell.value, sites.value);
  if (fault !== undefined) return refuse('overlapping-atoms', fault);
  const origin = readOrigin(fields);
  if (!origin.ok) return origin;
  const crystal: Crystal = {
    id,
    source,
    formula,
    cell: cell.value,
    sites: sites.value,
    spaceGroup,
    ...origin.value,
  };
  return { ok: true, value: { crystal, warnings: warning === undefined ? [] : [warning] } };
}

function readOrigin(
  fields: Record<string, unknown>,
): Checked<Pick<Crystal, 'experimental' | 'provenance'>> {
  const experimental = fields.experimental ?? undefined;
  const provenance = fields.provenance ?? undefined;
  if (experimental !== undefined && typeof experimental !== 'boolean') {
    return refuse('syntax', 'experimental must be true or false');
  }
  if (provenance !== undefined && !isProvenance(provenance)) {
    return refuse('syntax', 'provenance must have the texts provider, id, url and licence');
  }
  const known = { ...(experimental !== undefined && { experimental }) };
  return { ok: true, value: provenance === undefined ? known : { ...known, provenance } };
}

function isProvenance(value: unknown): value is Provenance {
  if (typeof value !== 'object' || value === null) return false;
  const { provider, id, url, licence, lastModified = '' } = value as Record<string, unknown>;
  return [provider, id, url, licence, lastModified].every((part) => typeof part === 'string');
}

function readCell(value: unknown): Checked<Cell> {
  if (!Array.isArray(value) || value.length !== 6 || !value.every(isFiniteNumber)) {
    return refuse('missing-cell', 'cell must be a list of six numbers: a, b, c, α, β, γ');
  }
  const [a, b, c, alpha, beta, gamma] = value as [number, number, number, number, number, number];
  const cell = { a, b, c, alpha, beta, gamma };
  const impossible = checkCell(cell);
  return impossible === undefined
    ? { ok: true, value: cell }
    : refuse('impossible-cell', impossible);
}

function readSites(value: unknown): Checked<readonly Site[]> {
  if (!Array.isArray(value) || value.length === 0) {
    return refuse('missing-atoms', 'sites must be a list of at least one atom');
  }
  const sites: Site[] = [];
  for (const entry of value) {
    const site = readSite(entry);
    if (!site.ok) return site;
    sites.push(site.value);
  }
  return { ok: true, value: sites };
}

function readSite(entry: unknown): Checked<Site> {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') {
    return refuse('syntax', 'a site must be a list that begins with an element symbol');
  }
  const [symbol, x, y, z, occupancy = 1, uIso = 0] = entry as [string, ...unknown[]];
  const species = parseSpecies(symbol);
  if (species === undefined) return refuse('unknown-element', `"${symbol}" names no element`);
  if (!isFiniteNumber(x) || !isFiniteNumber(y) || !isFiniteNumber(z)) {
    return refuse('bad-number', `an atom ${symbol} has a coordinate that is no number`);
  }
  if (!isFiniteNumber(occupancy) || occupancy <= 0 || occupancy > 1) {
    return refuse('bad-occupancy', `an atom ${symbol} has an occupancy of ${occupancy}, not 0–1`);
  }
  if (!isFiniteNumber(uIso) || uIso < 0) {
    return refuse('bad-number', `an atom ${symbol} has a displacement of ${uIso} Å²`);
  }
  const displacement: Displacement = uIso > 0 ? { kind: 'isotropic', uIso } : { kind: 'none' };
  const position = [wrapUnit(x), wrapUnit(y), wrapUnit(z)] as const;
  return { ok: true, value: { species, position, occupancy, displacement } };
}

/**
 * The line of a crystal, without line end; what is not known of its origin is left out. Anisotropic
 * displacements become their equivalent U.
 */
export function formatStructureLine(crystal: Crystal): string {
  const { id, source, formula, spaceGroup, experimental, cell, provenance } = crystal;
  const { a, b, c, alpha, beta, gamma } = cell;
  return JSON.stringify({
    id,
    source,
    formula,
    spaceGroup,
    bravais: bravaisOfSpaceGroup(spaceGroup),
    experimental,
    cell: [a, b, c, alpha, beta, gamma],
    sites: crystal.sites.map((site) => formatSite(site, cell)),
    provenance,
  });
}

function formatSite({ species, position, occupancy, displacement }: Site, cell: Cell) {
  const u = uIsoOf(displacement, cell);
  const atom = [formatSpecies(species), ...position];
  if (u > 0) return [...atom, occupancy, u];
  return occupancy < 1 ? [...atom, occupancy] : atom;
}

function uIsoOf(displacement: Displacement, cell: Cell): number {
  switch (displacement.kind) {
    case 'none':
      return 0;
    case 'isotropic':
      return displacement.uIso;
    case 'anisotropic':
      return Math.max(0, equivalentU(displacement.u, cell));
  }
}
