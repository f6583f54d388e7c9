import type { Cell, Displacement } from '../crystal.ts';
import { type AnisotropicU, mapTensor, uFromB, uFromBeta } from '../displacement.ts';
import { type Checked, refuse } from '../fault.ts';
import type { CifColumns } from './blocks.ts';
import { findValue, parseCifNumber } from './values.ts';

const ELEMENTS_OF_U = ['11', '22', '33', '12', '13', '23'];

type Convert = (values: AnisotropicU, cell: Cell) => AnisotropicU;

/** The forms of an anisotropic displacement, and what makes U of each. */
const FORMS: readonly (readonly [name: string, convert: Convert])[] = [
  ['u', (u) => u],
  ['b', (b) => mapTensor(b, uFromB)],
  ['beta', uFromBeta],
];

function readTensor(columns: CifColumns, form: string, row: number): AnisotropicU | undefined {
  const values = ELEMENTS_OF_U.map((element) => {
    const value = findValue(columns, [`_atom_site_aniso_${form}_${element}`], row);
    return value && parseCifNumber(value.text);
  });
  return values.every((value) => value !== undefined)
    ? (values as unknown as AnisotropicU)
    : undefined;
}

/** Anisotropic U (Å²) by atom label. Incomplete tensors and tensors of zeros count as none. */
export function tabulateAnisotropic(
  columns: CifColumns,
  cell: Cell,
): ReadonlyMap<string, AnisotropicU> {
  const table = new Map<string, AnisotropicU>();
  for (const [row, { text: label }] of (columns.get('_atom_site_aniso_label') ?? []).entries()) {
    for (const [form, convert] of FORMS) {
      const tensor = readTensor(columns, form, row);
      if (tensor?.some((value) => value !== 0)) table.set(label, convert(tensor, cell));
    }
  }
  return table;
}

/**
 * The displacement of an atom: its tensor unless `_atom_site_adp_type` says it is isotropic, else U
 * or B. Zero and negative values, of atoms held in place and of failed refinements, are none.
 */
export function readDisplacement(
  columns: CifColumns,
  row: number,
  anisotropic: ReadonlyMap<string, AnisotropicU>,
): Checked<Displacement> {
  const label = columns.get('_atom_site_label')?.[row]?.text;
  const u = label === undefined ? undefined : anisotropic.get(label);
  const type = findValue(columns, ['_atom_site_adp_type', '_atom_site_thermal_displace_type'], row);
  const isotropic = /^[UB]iso$/i.test(type?.text ?? '');
  if (u !== undefined && !isotropic) return { ok: true, value: { kind: 'anisotropic', u } };
  const uValue = findValue(columns, ['_atom_site_u_iso_or_equiv'], row);
  const value = uValue ?? findValue(columns, ['_atom_site_b_iso_or_equiv'], row);
  if (value === undefined) return { ok: true, value: { kind: 'none' } };
  const number = parseCifNumber(value.text);
  if (number === undefined) {
    return refuse('bad-number', `displacement "${value.text}" is not a number`, value.line);
  }
  const uIso = uValue ? number : uFromB(number);
  return { ok: true, value: uIso > 0 ? { kind: 'isotropic', uIso } : { kind: 'none' } };
}
