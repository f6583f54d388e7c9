/**
 * Space groups from Hall symbols: lattice, generators, change of basis.
 * [S. R. Hall, Acta Cryst. A37, 517 (1981); S. R. Hall & R. W. Grosse-Kunstleve, International
 * Tables for Crystallography, Vol. B (2010), A1.4.2]
 */
import type { Matrix3, Triple } from '../math/index.ts';
import { changeBasis, parseChangeOfBasis } from './changeOfBasis.ts';
import { generateGroup, type SpaceGroup } from './group.ts';
import { IDENTITY, parseOperation, type SymmetryOperation, wrapUnit } from './operation.ts';
import { CENTRING_VECTORS, ROTATIONS, TRANSLATIONS } from './tables/hall.ts';

/** A space group, or why the symbol gives none. */
export type HallResult =
  | { readonly ok: true; readonly group: SpaceGroup }
  | { readonly ok: false; readonly message: string };

/** A matrix symbol such as `-2xbc`, taken apart. */
interface MatrixSymbol {
  readonly improper: boolean;
  readonly order: number;
  /** Axis of the rotation, or the one along which a diagonal is seen. */
  readonly axis: 'x' | 'y' | 'z';
  /** Face diagonal a−b (`'`) or a+b (`"`) for the axis z, body diagonal (`*`). */
  readonly diagonal: string;
  readonly translations: string;
}

const SYMBOL = /^(-?)([PABCIFRST])((?:\s+[^\s(]+)+)\s*(?:\(([^()]*)\))?$/i;
const MATRIX = /^(-?)([12346])([xyz]?)(['"=*]?)([abcnuvwd1-5]*)$/;

/** Reads a Hall symbol; `=` is taken for `"`, and `_` for a blank. */
export function groupFromHall(symbol: string): HallResult {
  const [, bar, letter, matrices, bracket] = SYMBOL.exec(symbol.replaceAll('_', ' ').trim()) ?? [];
  if (letter === undefined || matrices === undefined) {
    return { ok: false, message: `"${symbol}" does not have the form of a Hall symbol` };
  }
  const generators = bar === '-' ? [INVERSION] : [];
  let previous: MatrixSymbol | undefined;
  for (const [i, text] of matrices.trim().split(/\s+/).entries()) {
    const matrix = readMatrixSymbol(text.toLowerCase(), i, previous);
    const operation = matrix && operationOf(matrix);
    if (!operation)
      return { ok: false, message: `"${text}" in Hall symbol "${symbol}" is unknown` };
    generators.push(operation);
    previous = matrix;
  }
  const group = generateGroup(generators, CENTRING_VECTORS[letter.toUpperCase()]!);
  if (!group) return { ok: false, message: `Hall symbol "${symbol}" generates no space group` };
  return bracket === undefined ? { ok: true, group } : inNewBasis(group, bracket, symbol);
}

function inNewBasis(group: SpaceGroup, bracket: string, symbol: string): HallResult {
  const change = parseChangeOfBasis(bracket);
  const changed = change && changeBasis(group, change);
  if (changed) return { ok: true, group: changed };
  return { ok: false, message: `"(${bracket})" in Hall symbol "${symbol}" leads to no unit cell` };
}

/** Fills in the axes that the notation leaves out. */
function readMatrixSymbol(
  text: string,
  index: number,
  previous: MatrixSymbol | undefined,
): MatrixSymbol | undefined {
  const match = MATRIX.exec(text.replace('=', '"'));
  if (!match) return undefined;
  const [, bar, digit, letter, diagonal, translations] = match;
  const order = Number(digit);
  const given = { improper: bar === '-', order, translations: translations! };
  if (letter !== '' || diagonal !== '') {
    const axis = (letter || previous?.axis || 'z') as MatrixSymbol['axis'];
    return { ...given, axis, diagonal: diagonal! };
  }
  // Second twofold axis: along a after 2 or 4, along a−b after 3 or 6; third threefold: a+b+c.
  if (index === 1 && order === 2 && previous) {
    const diagonalFollows = previous.order === 3 || previous.order === 6;
    if (diagonalFollows) return { ...given, axis: previous.axis, diagonal: "'" };
    return { ...given, axis: 'x', diagonal: '' };
  }
  return { ...given, axis: 'z', diagonal: index === 2 && order === 3 ? '*' : '' };
}

function operationOf(symbol: MatrixSymbol): SymmetryOperation | undefined {
  const { improper, order, axis, diagonal, translations } = symbol;
  const aroundZ = parseOperation(ROTATIONS[`${order}${diagonal}`] ?? '');
  if (!aroundZ) return undefined;
  const turns = 'zxy'.indexOf(axis);
  const rotation = turnAxes(aroundZ.rotation, turns);
  const translation: [number, number, number] = [0, 0, 0];
  for (const letter of translations) {
    const screw: Triple = turnVector([0, 0, Number(letter) / order], turns);
    const step = TRANSLATIONS[letter] ?? screw;
    for (const i of [0, 1, 2] as const) translation[i] += step[i];
  }
  return {
    rotation: improper ? negated(rotation) : rotation,
    translation: [wrapUnit(translation[0]), wrapUnit(translation[1]), wrapUnit(translation[2])],
  };
}

/** Renames x → y → z → x `turns` times. */
const turnVector = ([x, y, z]: Triple, turns: number): Triple =>
  turns === 0 ? [x, y, z] : turnVector([z, x, y], turns - 1);

const turnAxes = ([x, y, z]: Matrix3, turns: number): Matrix3 =>
  turns === 0
    ? [x, y, z]
    : turnAxes([turnVector(z, 1), turnVector(x, 1), turnVector(y, 1)], turns - 1);

const negated = (m: Matrix3): Matrix3 => {
  const row = ([x, y, z]: Triple): Triple => [0 - x, 0 - y, 0 - z];
  return [row(m[0]), row(m[1]), row(m[2])];
};

const INVERSION: SymmetryOperation = {
  rotation: negated(IDENTITY.rotation),
  translation: [0, 0, 0],
};
