import type { Matrix3, Triple } from '../math/index.ts';
import { parseTriplet } from './operation.ts';
import { SETTINGS, type Setting } from './settingTable.ts';
import { readTable, type TableRow } from './tables/readTable.ts';
import { WYCKOFF_POSITIONS } from './tables/wyckoff.ts';

/** The points of a space group that have site symmetry of one kind, in the standard setting. */
export interface WyckoffPosition {
  /** `a`, `b`, … by falling site symmetry; in Pmmm `A` follows `z`. */
  readonly letter: string;
  /** Points of one orbit in the conventional cell. */
  readonly multiplicity: number;
  /** Oriented symbol, such as `m.2m`. */
  readonly siteSymmetry: string;
  /** The first point is linear · (x, y, z) + shift for any x, y, z. */
  readonly linear: Matrix3;
  readonly shift: Triple;
  /** Which of x, y, z the first point depends on. */
  readonly free: readonly number[];
}

/** Wyckoff positions of a space-group type in its standard setting. */
export interface WyckoffSet {
  readonly setting: Setting;
  /** By falling site symmetry; the general position is the last. */
  readonly positions: readonly WyckoffPosition[];
}

type Column = 'number' | 'hallNumber' | 'letter' | 'multiplicity' | 'siteSymmetry' | 'coordinates';

let setsByNumber: ReadonlyMap<number, WyckoffSet> | undefined;

/**
 * The Wyckoff positions of a space group (axis b, cell choice 1, origin choice 2, hexagonal axes).
 * [International Tables A (2016)]
 *
 * @throws RangeError when `number` is not an integer 1–230.
 */
export function wyckoffSet(number: number): WyckoffSet {
  setsByNumber ??= readSets();
  const set = setsByNumber.get(number);
  if (!set) throw new RangeError(`space group number must be an integer 1–230, got ${number}`);
  return set;
}

function readSets(): ReadonlyMap<number, WyckoffSet> {
  const sets = new Map<number, { setting: Setting; positions: WyckoffPosition[] }>();
  for (const row of readTable<Column>(WYCKOFF_POSITIONS)) {
    const number = Number(row.number);
    const setting = SETTINGS[Number(row.hallNumber) - 1]!;
    const set = sets.get(number) ?? { setting, positions: [] };
    set.positions.push(positionOfRow(row));
    sets.set(number, set);
  }
  return sets;
}

function positionOfRow(row: TableRow<Column>): WyckoffPosition {
  const { rows: linear, shift } = parseTriplet(row.coordinates!)!;
  return {
    letter: row.letter!,
    multiplicity: Number(row.multiplicity),
    siteSymmetry: row.siteSymmetry!,
    linear,
    shift,
    free: [0, 1, 2].filter((axis) => linear.some((line) => line[axis] !== 0)),
  };
}
