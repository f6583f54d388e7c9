import {
  determinant3,
  invert3,
  type Matrix3,
  multiply3,
  type Triple,
  transform3,
  transpose3,
} from '../math/index.ts';
import { isLatticeVector, type SpaceGroup } from './group.ts';
import { composeOperations, IDENTITY, type SymmetryOperation, wrapUnit } from './operation.ts';

/** New from old fractional coordinates, x′ = linear · x + shift. */
export interface ChangeOfBasis {
  readonly linear: Matrix3;
  readonly shift: Triple;
}

const TOLERANCE = 1e-6;
/** Far more lattice points than any cell in use has; ends the search in an absurd one. */
const MAX_CENTRING = 64;
const TERM = /^([+-]?)(\d+(?:\.\d+)?)?(?:\/(\d+))?\*?([xyz])?$/;

/**
 * Reads the bracket that may end a Hall symbol: an origin shift in twelfths, `0 0 -1`, or a triplet,
 * `x-y,x+y,z+1/4`. Undefined when it is neither, or singular.
 */
export function parseChangeOfBasis(text: string): ChangeOfBasis | undefined {
  const twelfths = /^\s*(-?\d+)\s+(-?\d+)\s+(-?\d+)\s*$/.exec(text);
  if (twelfths) {
    const [x, y, z] = twelfths.slice(1).map((n) => Number(n) / 12);
    return { linear: IDENTITY.rotation, shift: [x!, y!, z!] };
  }
  const parts = text.toLowerCase().replace(/\s+/g, '').split(',');
  const [x, y, z] = parts.map(parseComponent);
  if (parts.length !== 3 || !x || !y || !z) return undefined;
  const linear: Matrix3 = [x.row, y.row, z.row];
  const singular = Math.abs(determinant3(linear)) < TOLERANCE;
  return singular ? undefined : { linear, shift: [x.shift, y.shift, z.shift] };
}

/**
 * The group in other coordinates; undefined when the new cell edges are no translations of the
 * lattice, or the new cell is not carried into itself by the rotations.
 */
export function changeBasis(group: SpaceGroup, change: ChangeOfBasis): SpaceGroup | undefined {
  const back = invert3(change.linear);
  const edges = transpose3(back);
  if (!edges.every((edge) => isLatticeVector(edge, group.centring))) return undefined;
  const centring = latticeInNewBasis(group.centring, change.linear);
  const representatives: SymmetryOperation[] = [];
  for (const { rotation, translation } of group.representatives) {
    const turned = multiply3(multiply3(change.linear, rotation), back);
    const moved = {
      rotation: rounded(turned),
      translation: transform3(change.linear, translation),
    };
    if (!isNear(turned, moved.rotation)) return undefined;
    const [x, y, z] = change.shift;
    const toNew = { rotation: IDENTITY.rotation, translation: change.shift };
    const toOld = { rotation: IDENTITY.rotation, translation: [-x, -y, -z] as const };
    representatives.push(composeOperations(toNew, composeOperations(moved, toOld)));
  }
  return centring && { representatives, centring };
}

/** Every lattice point of the new cell: sums of the old edges and centring vectors. */
function latticeInNewBasis(
  centring: readonly Triple[],
  linear: Matrix3,
): readonly Triple[] | undefined {
  const steps = [...IDENTITY.rotation, ...centring].map((vector) => transform3(linear, vector));
  const points: Triple[] = [[0, 0, 0]];
  // The list grows while it is walked.
  for (const point of points) {
    for (const step of steps) {
      const next: Triple = [point[0] + step[0], point[1] + step[1], point[2] + step[2]];
      if (isLatticeVector(next, points)) continue;
      if (points.length === MAX_CENTRING) return undefined;
      points.push([wrapUnit(next[0]), wrapUnit(next[1]), wrapUnit(next[2])]);
    }
  }
  return points;
}

interface Component {
  readonly row: Triple;
  readonly shift: number;
}

function parseComponent(text: string): Component | undefined {
  const row: [number, number, number] = [0, 0, 0];
  let shift = 0;
  const terms = text.match(/[+-]?[^+-]+/g) ?? [];
  for (const term of terms) {
    const [whole, sign, numerator, denominator, axis] = TERM.exec(term) ?? [];
    if (!whole || (numerator === undefined && axis === undefined)) return undefined;
    const size = Number(numerator ?? 1) / Number(denominator ?? 1);
    const value = sign === '-' ? -size : size;
    if (axis === undefined) shift += value;
    else row['xyz'.indexOf(axis)]! += value;
  }
  return terms.join('') === text ? { row, shift } : undefined;
}

const rounded = (m: Matrix3): Matrix3 => {
  const row = ([x, y, z]: Triple): Triple => [whole(x), whole(y), whole(z)];
  return [row(m[0]), row(m[1]), row(m[2])];
};

/** Nearest integer, never −0. */
const whole = (x: number): number => Math.round(x) + 0;

const isNear = (a: Matrix3, b: Matrix3): boolean =>
  a.every((row, i) => row.every((x, j) => Math.abs(x - b[i]![j]!) < TOLERANCE));
