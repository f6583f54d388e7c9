import {
  type BravaisLattice,
  bravaisOfSpaceGroup,
  operationsOfSetting,
  type SymmetryOperation,
  type WyckoffPosition,
  wyckoffSet,
} from '../crystal/index.ts';
import { invert3, type Matrix3, multiply3, transform3 } from '../math/index.ts';

/** The atoms that symmetry makes of one on a Wyckoff position, in the primitive cell. */
export interface SiteKind {
  readonly position: WyckoffPosition;
  /** Degrees of freedom, 0–3. */
  readonly freedom: number;
  /** Atoms in the primitive cell. */
  readonly count: number;
  /**
   * Of each atom twelve numbers: the rows of M and then t of M · (x, y, z) + t, primitive fractional
   * coordinates from the free parameters.
   */
  readonly maps: Float64Array;
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
  const operations = operationsOfSetting(setting);
  const kinds = positions.map((position) => siteKind(position, operations, toPrimitive));
  const sites = { number, bravais: bravaisOfSpaceGroup(number), primitiveEdges, kinds };
  known.set(number, sites);
  return sites;
}

function siteKind(
  position: WyckoffPosition,
  operations: readonly SymmetryOperation[],
  toPrimitive: Matrix3,
): SiteKind {
  const images = new Map<string, readonly number[]>();
  for (const { rotation, translation } of operations) {
    const linear = multiply3(toPrimitive, multiply3(rotation, position.linear));
    const [x, y, z] = transform3(rotation, position.shift);
    const [tx, ty, tz] = translation;
    const shift = transform3(toPrimitive, [x + tx, y + ty, z + tz]);
    const point = transform3(linear, GENERIC).map((value, i) => wrapped(value + shift[i]!));
    const key = point.join();
    if (!images.has(key)) images.set(key, [...linear.flat(), ...shift]);
  }
  const maps = Float64Array.from([...images.values()].flat());
  return { position, freedom: position.free.length, count: images.size, maps };
}

/** In 1/10⁵ of a cell: what differs by rounding is the same. */
const wrapped = (value: number): number => ((Math.round(1e5 * value) % 1e5) + 1e5) % 1e5;
