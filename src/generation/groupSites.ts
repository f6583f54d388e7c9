import {
  type BravaisLattice,
  bravaisOfSpaceGroup,
  operationsOfSetting,
  type WyckoffPosition,
  wyckoffSet,
} from '../crystal/index.ts';
import { invert3, type Matrix3, multiply3, type Triple, transform3 } from '../math/index.ts';

/** The atoms that symmetry makes of one on a Wyckoff position, in the primitive cell. */
export interface SiteKind {
  readonly position: WyckoffPosition;
  /** Degrees of freedom, 0–3. */
  readonly freedom: number;
  /** Atoms in the primitive cell. */
  readonly count: number;
  /** The first atom from the free parameters (x, y, z): rows of M, then t, of M · (x, y, z) + t. */
  readonly first: Float64Array;
  /** Every atom from the first one: twelve numbers each, rows of R, then t. */
  readonly images: Float64Array;
}

/** A space group made ready to place atoms in its primitive cell. */
export interface GroupSites {
  readonly number: number;
  readonly bravais: BravaisLattice;
  /** Columns: edges of the primitive cell in units of the conventional ones. */
  readonly primitiveEdges: Matrix3;
  readonly kinds: readonly SiteKind[];
}

/** Columns: primitive edges by the letter of the centring; R obverse. [ITA, Table 1.5.1.1] */
const PRIMITIVE_EDGES: Readonly<Record<string, Matrix3>> = {
  P: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  A: [
    [1, 0, 0],
    [0, 1 / 2, 1 / 2],
    [0, -1 / 2, 1 / 2],
  ],
  C: [
    [1 / 2, 1 / 2, 0],
    [-1 / 2, 1 / 2, 0],
    [0, 0, 1],
  ],
  I: [
    [-1 / 2, 1 / 2, 1 / 2],
    [1 / 2, -1 / 2, 1 / 2],
    [1 / 2, 1 / 2, -1 / 2],
  ],
  F: [
    [0, 1 / 2, 1 / 2],
    [1 / 2, 0, 1 / 2],
    [1 / 2, 1 / 2, 0],
  ],
  R: [
    [2 / 3, -1 / 3, -1 / 3],
    [1 / 3, 1 / 3, -2 / 3],
    [1 / 3, 1 / 3, 1 / 3],
  ],
};

/** Free parameters without relation: images of this point coincide only where all images do. */
const GENERIC = [0.1371, 0.2619, 0.4157] as const;

const known = new Map<number, GroupSites>();

/**
 * The sites of a space group.
 *
 * @throws RangeError when `number` is not an integer 1–230.
 */
export function groupSites(number: number): GroupSites {
  const found = known.get(number);
  if (found) return found;
  const { setting, positions } = wyckoffSet(number);
  const primitiveEdges = PRIMITIVE_EDGES[setting.hall.replace('-', '').charAt(0)]!;
  const toPrimitive = invert3(primitiveEdges);
  const operations = operationsOfSetting(setting).map(({ rotation, translation }) => ({
    rotation: multiply3(toPrimitive, multiply3(rotation, primitiveEdges)),
    translation: transform3(toPrimitive, translation),
  }));
  const kinds = positions.map((position) => siteKind(position, operations, toPrimitive));
  const sites = { number, bravais: bravaisOfSpaceGroup(number), primitiveEdges, kinds };
  known.set(number, sites);
  return sites;
}

function siteKind(
  position: WyckoffPosition,
  operations: readonly PrimitiveOperation[],
  toPrimitive: Matrix3,
): SiteKind {
  const linear = multiply3(toPrimitive, position.linear);
  const shift = transform3(toPrimitive, position.shift);
  const first = Float64Array.from([...linear.flat(), ...shift]);
  const generic = sum(transform3(linear, GENERIC), shift);
  const images = new Map<string, readonly number[]>();
  for (const { rotation, translation } of operations) {
    const key = sum(transform3(rotation, generic), translation).map(wrapped).join();
    if (!images.has(key)) images.set(key, [...rotation.flat(), ...translation]);
  }
  const { size: count } = images;
  const freedom = position.free.length;
  return {
    position,
    freedom,
    count,
    first,
    images: Float64Array.from([...images.values()].flat()),
  };
}

interface PrimitiveOperation {
  readonly rotation: Matrix3;
  readonly translation: Triple;
}

const sum = (a: Triple, b: Triple): Triple => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

/** In 1/10⁵ of a cell: what differs by rounding is the same. */
const wrapped = (value: number): number => ((Math.round(1e5 * value) % 1e5) + 1e5) % 1e5;
