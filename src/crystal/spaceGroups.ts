import type { BravaisLattice, CrystalSystem } from './bravais.ts';
import { readTable, type TableRow } from './tables/readTable.ts';
import { SPACE_GROUPS } from './tables/spaceGroups.ts';

/** One of the eleven centrosymmetric point groups: the symmetry of |F|². */
export type LaueClass =
  | '-1'
  | '2/m'
  | 'mmm'
  | '4/m'
  | '4/mmm'
  | '-3'
  | '-3m'
  | '6/m'
  | '6/mmm'
  | 'm-3'
  | 'm-3m';

/** What is known of a space-group type. Settings: see `settings.ts`. */
export interface SpaceGroupType {
  /** International Tables number, 1–230. */
  readonly number: number;
  /** Hermann–Mauguin symbol, short `P2_1/c` and full `P 1 2_1/c 1`. */
  readonly short: string;
  readonly full: string;
  readonly crystalSystem: CrystalSystem;
  readonly bravais: BravaisLattice;
  /** Geometric crystal class, such as `-42m`. */
  readonly pointGroup: string;
  readonly laueClass: LaueClass;
  readonly centrosymmetric: boolean;
  /** Number of the mirror image, where that is another type (11 pairs). */
  readonly enantiomorph: number | undefined;
  /** Types with the same name here have the same absent reflections up to the choice of axes. */
  readonly extinctionClass: string;
  /** Extinction symbol; undefined where its letters need a convention. */
  readonly extinctionSymbol: string | undefined;
  /** Such as `h0l: l=2n`, in the standard setting. */
  readonly reflectionConditions: readonly string[];
  /** One of the 144 types of Lolla et al., J. Appl. Cryst. 55, 882 (2022). */
  readonly inPaper: boolean;
}

type Column =
  | 'number'
  | 'short'
  | 'full'
  | 'system'
  | 'bravais'
  | 'pointGroup'
  | 'laue'
  | 'partner'
  | 'paper'
  | 'class'
  | 'absences'
  | 'conditions';

/** The 230 types by rising number. */
export const SPACE_GROUP_TYPES: readonly SpaceGroupType[] =
  readTable<Column>(SPACE_GROUPS).map(typeOfRow);

/** Numbers of the 144 types of Lolla et al. (2022), rising. */
export const PAPER_SPACE_GROUPS: readonly number[] = SPACE_GROUP_TYPES.filter(
  (type) => type.inPaper,
).map((type) => type.number);

/**
 * The space-group type of a number.
 *
 * @throws RangeError when `number` is not an integer 1–230.
 */
export function spaceGroupType(number: number): SpaceGroupType {
  const type = SPACE_GROUP_TYPES[number - 1];
  if (!type) throw new RangeError(`space group number must be an integer 1–230, got ${number}`);
  return type;
}

/**
 * Bravais lattice of a space-group number.
 *
 * @throws RangeError when `number` is not an integer 1–230.
 */
export const bravaisOfSpaceGroup = (number: number): BravaisLattice =>
  spaceGroupType(number).bravais;

function typeOfRow(row: TableRow<Column>): SpaceGroupType {
  return {
    number: Number(row.number),
    short: row.short!,
    full: row.full!,
    crystalSystem: row.system as CrystalSystem,
    bravais: row.bravais as BravaisLattice,
    pointGroup: row.pointGroup!,
    laueClass: row.laue as LaueClass,
    centrosymmetric: row.pointGroup === row.laue,
    enantiomorph: row.partner === undefined ? undefined : Number(row.partner),
    extinctionClass: row.class!,
    extinctionSymbol: row.absences,
    reflectionConditions: row.conditions?.split(' | ') ?? [],
    inPaper: row.paper === 'yes',
  };
}
