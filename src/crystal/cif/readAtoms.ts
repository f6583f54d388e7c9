import type { Cell, Fractional, Site } from '../crystal.ts';
import type { AnisotropicU } from '../displacement.ts';
import { type Checked, refuse } from '../fault.ts';
import { parseSpecies } from '../species.ts';
import type { CifBlock, CifColumns } from './blocks.ts';
import { readDisplacement, tabulateAnisotropic } from './readDisplacement.ts';
import { remarksOnAtom } from './remarksOnAtom.ts';
import { findValue, parseCifNumber } from './values.ts';

/** A refined occupancy may exceed 1 by this and is then taken as 1. */
const OCCUPANCY_ERROR = 0.01;

/** An atom, or why it is left out. */
type Atom = { readonly site: Site } | { readonly skipped: string };

const LABEL = '_atom_site_label';
const TYPE = '_atom_site_type_symbol';
const COORDINATES = ['_atom_site_fract_x', '_atom_site_fract_y', '_atom_site_fract_z'];

function readSpecies(columns: CifColumns, row: number) {
  const value = findValue(columns, [TYPE, LABEL], row);
  const species = value && parseSpecies(value.text);
  if (species !== undefined) return { ok: true, value: species } as const;
  const message = `"${value?.text ?? '?'}" names no element or isotope; give one in _atom_site_type_symbol`;
  return refuse('unknown-element', message, value?.line);
}

/** Undefined where a coordinate is unknown. */
function readPosition(columns: CifColumns, row: number): Checked<Fractional | undefined> {
  const position: number[] = [];
  for (const tag of COORDINATES) {
    const value = findValue(columns, [tag], row);
    if (value === undefined) return { ok: true, value: undefined };
    const number = parseCifNumber(value.text);
    if (number === undefined) {
      return refuse('bad-number', `coordinate "${value.text}" is not a number`, value.line);
    }
    position.push(number);
  }
  return { ok: true, value: position as unknown as Fractional };
}

function readOccupancy(columns: CifColumns, row: number): Checked<number> {
  const value = findValue(columns, ['_atom_site_occupancy'], row);
  if (value === undefined) return { ok: true, value: 1 };
  const occupancy = parseCifNumber(value.text);
  if (occupancy === undefined) {
    return refuse('bad-number', `occupancy "${value.text}" is not a number`, value.line);
  }
  if (occupancy < 0 || occupancy > 1 + OCCUPANCY_ERROR) {
    return refuse('bad-occupancy', `an occupancy of ${value.text} is not within 0–1`, value.line);
  }
  return { ok: true, value: Math.min(1, occupancy) };
}

const isDummy = (columns: CifColumns, row: number): boolean =>
  columns.get('_atom_site_calc_flag')?.[row]?.text.toLowerCase() === 'dum' ||
  columns.get(TYPE)?.[row]?.text === '.';

function readAtom(
  columns: CifColumns,
  row: number,
  anisotropic: ReadonlyMap<string, AnisotropicU>,
): Checked<Atom> {
  if (isDummy(columns, row)) return skip('it is a dummy');
  const position = readPosition(columns, row);
  if (!position.ok) return position;
  if (position.value === undefined) return skip('a coordinate is unknown');
  const occupancy = readOccupancy(columns, row);
  if (!occupancy.ok) return occupancy;
  if (occupancy.value === 0) return skip('its occupancy is 0');
  const species = readSpecies(columns, row);
  if (!species.ok) return species;
  const displacement = readDisplacement(columns, row, anisotropic);
  if (!displacement.ok) return displacement;
  const site = {
    species: species.value,
    position: position.value,
    occupancy: occupancy.value,
    displacement: displacement.value,
  };
  return { ok: true, value: { site } };
}

/** The atoms of the asymmetric unit, in the order of the file. */
export function readAtoms(
  block: CifBlock,
  cell: Cell,
): Checked<{ readonly sites: readonly Site[]; readonly warnings: readonly string[] }> {
  const { columns } = block;
  const rows = columns.get(COORDINATES[0]!)?.length ?? 0;
  if (rows === 0) {
    const message = 'the block lists no atoms with fractional coordinates (_atom_site_fract_x)';
    return refuse('missing-atoms', message, block.line);
  }
  const anisotropic = tabulateAnisotropic(columns, cell);
  const sites: Site[] = [];
  const warnings: string[] = [];
  for (let row = 0; row < rows; row++) {
    const atom = readAtom(columns, row, anisotropic);
    if (!atom.ok) return atom;
    const name = nameOf(columns, row);
    if ('skipped' in atom.value) {
      warnings.push(`atom ${name} is left out: ${atom.value.skipped}`);
      continue;
    }
    const { site } = atom.value;
    sites.push(site);
    const remarks = remarksOnAtom(columns, row, site.displacement);
    warnings.push(...remarks.map((remark) => `atom ${name} ${remark}`));
  }
  if (sites.length === 0) {
    return refuse('missing-atoms', 'no atom has known coordinates and an occupancy', block.line);
  }
  return { ok: true, value: { sites, warnings } };
}

const skip = (reason: string): Checked<Atom> => ({ ok: true, value: { skipped: reason } });

const nameOf = (columns: CifColumns, row: number): string =>
  findValue(columns, [LABEL, TYPE], row)?.text ?? `number ${row + 1}`;
