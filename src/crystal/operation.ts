import { determinant3, type Matrix3, multiply3, type Triple, transform3 } from '../math/index.ts';

/** A symmetry operation on fractional coordinates, x′ = rotation · x + translation. */
export interface SymmetryOperation {
  /** Integers, determinant ±1. */
  readonly rotation: Matrix3;
  /** Each component in [0, 1). */
  readonly translation: Triple;
}

export const IDENTITY: SymmetryOperation = {
  rotation: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  translation: [0, 0, 0],
};

/** Translations of space groups are multiples of 1/24 in every tabulated setting. */
const DENOMINATOR = 24;
/** How far a printed decimal such as 0.333 may lie from its fraction. */
const DECIMAL_ERROR = 0.001;

const AXES = ['x', 'y', 'z'] as const;
const TERM = /([+-]?)(\d+\.?\d*|\.\d+)?(?:\/(\d+))?\*?([xyz])?/y;

/** `value` moved into [0, 1) by whole cells. */
export function wrapUnit(value: number): number {
  const wrapped = value - Math.floor(value);
  return wrapped < 1 ? wrapped : 0;
}

function snapTranslation(value: number): number {
  const twentyFourths = Math.round(value * DENOMINATOR);
  const near = Math.abs(value - twentyFourths / DENOMINATOR) < DECIMAL_ERROR;
  return wrapUnit(near ? twentyFourths / DENOMINATOR : value);
}

interface Expression {
  readonly row: Triple;
  readonly shift: number;
}

function parseExpression(text: string): Expression | undefined {
  const row: [number, number, number] = [0, 0, 0];
  let shift = 0;
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const first = TERM.lastIndex === 0;
    const match = TERM.exec(text);
    if (match === null) return undefined;
    const [, sign, numerator, denominator, axis] = match;
    const bare = numerator === undefined && axis === undefined;
    const headless = numerator === undefined && denominator !== undefined;
    if (bare || headless || (!first && sign === '')) return undefined;
    const size = Number(numerator ?? 1) / Number(denominator ?? 1);
    const term = sign === '-' ? -size : size;
    if (axis === undefined) shift += term;
    else row[AXES.indexOf(axis as (typeof AXES)[number])]! += term;
  }
  return text === '' ? undefined : { row, shift };
}

/** The affine map that a coordinate triplet writes: `rows` · (x, y, z) + `shift`. */
export interface Triplet {
  readonly rows: Matrix3;
  readonly shift: Triple;
}

/**
 * Reads a coordinate triplet such as `x-y,1/2+z,.25-X` or `x,2x,1/4`: terms in any order, either
 * case, blanks anywhere, fractions or decimals. Undefined when it is none.
 */
export function parseTriplet(text: string): Triplet | undefined {
  const parts = text.toLowerCase().replace(/\s+/g, '').split(',');
  const [x, y, z] = parts.map(parseExpression);
  if (parts.length !== 3 || !x || !y || !z) return undefined;
  return { rows: [x.row, y.row, z.row], shift: [x.shift, y.shift, z.shift] };
}

/** Reads a triplet that is an operation of a lattice; undefined when it is none. */
export function parseOperation(text: string): SymmetryOperation | undefined {
  const triplet = parseTriplet(text);
  if (!triplet) return undefined;
  const { rows: rotation, shift } = triplet;
  const integral = rotation.every((row) => row.every(Number.isInteger));
  if (!integral || Math.abs(determinant3(rotation)) !== 1) return undefined;
  if (!shift.every(Number.isFinite)) return undefined;
  const [x, y, z] = shift;
  return {
    rotation,
    translation: [snapTranslation(x), snapTranslation(y), snapTranslation(z)],
  };
}

function formatShift(shift: number): string {
  if (shift === 0) return '';
  const numerator = Math.round(shift * DENOMINATOR);
  if (Math.abs(shift * DENOMINATOR - numerator) > 1e-6) return `+${shift}`;
  const divisor = [24, 12, 8, 6, 4, 3, 2, 1].find((n) => numerator % n === 0 && 24 % n === 0)!;
  return `+${numerator / divisor}/${DENOMINATOR / divisor}`;
}

function formatRow(row: Triple, shift: number): string {
  const terms = row.map((factor, i) => {
    const size = Math.abs(factor) === 1 ? '' : Math.abs(factor);
    return factor === 0 ? '' : `${factor < 0 ? '-' : '+'}${size}${AXES[i]}`;
  });
  return (terms.join('') + formatShift(shift)).replace(/^\+/, '');
}

/** The triplet of an operation, `-x+y,y,z+1/2`: equal operations give equal text. */
export const formatOperation = ({ rotation, translation }: SymmetryOperation): string =>
  rotation.map((row, i) => formatRow(row, translation[i]!)).join(',');

/** The image of a point, not moved back into the cell. */
export function applyOperation(operation: SymmetryOperation, point: Triple): Triple {
  const [x, y, z] = transform3(operation.rotation, point);
  const [tx, ty, tz] = operation.translation;
  return [x + tx, y + ty, z + tz];
}

/** The operation `first` followed by `then`. */
export function composeOperations(
  then: SymmetryOperation,
  first: SymmetryOperation,
): SymmetryOperation {
  const [x, y, z] = applyOperation(then, first.translation);
  return {
    rotation: multiply3(then.rotation, first.rotation),
    translation: [snapTranslation(x), snapTranslation(y), snapTranslation(z)],
  };
}
