import {
  BRAVAIS_LATTICES,
  type BravaisLattice,
  bravaisOfSpaceGroup,
  PAPER_SPACE_GROUPS,
  SPACE_GROUP_TYPES,
} from '../crystal/index.ts';

/** What a network names. */
export type Task = { readonly kind: 'bravais-lattice' } | { readonly kind: 'space-group' };

/** A task and its classes; a label is a position in the list. */
export type ClassList = BravaisClasses | SpaceGroupClasses;

export interface BravaisClasses {
  readonly kind: 'bravais-lattice';
  readonly classes: readonly BravaisLattice[];
}

export interface SpaceGroupClasses {
  readonly kind: 'space-group';
  readonly classes: readonly number[];
}

/** Which space groups to tell apart. */
export type SpaceGroupChoice =
  /** Every group with more patterns than this. */
  | { readonly kind: 'frequent'; readonly moreThan: number }
  /** The 144 groups of Lolla et al., J. Appl. Cryst. 55, 882 (2022). */
  | { readonly kind: 'paper' }
  | { readonly kind: 'all' }
  | { readonly kind: 'listed'; readonly numbers: readonly number[] };

/** Patterns a space group must exceed to be a class, unless said otherwise; the paper's bound. */
export const FREQUENT: SpaceGroupChoice = { kind: 'frequent', moreThan: 50 };

/** Label of a row whose class is not in the list. */
export const NO_LABEL = -1;

const ALL_SPACE_GROUPS = SPACE_GROUP_TYPES.map((type) => type.number);

/** All 14 Bravais lattices. */
export const bravaisClasses = (): BravaisClasses => ({
  kind: 'bravais-lattice',
  classes: BRAVAIS_LATTICES.map((lattice) => lattice.symbol),
});

/**
 * The chosen space groups, ascending.
 *
 * @param spaceGroups space group of each row of a data set: there the frequent ones are counted
 * @throws RangeError when a listed number is not 1–230.
 */
export function spaceGroupClasses(
  spaceGroups: ArrayLike<number>,
  choice: SpaceGroupChoice = FREQUENT,
): SpaceGroupClasses {
  return { kind: 'space-group', classes: chosenGroups(spaceGroups, choice) };
}

function chosenGroups(spaceGroups: ArrayLike<number>, choice: SpaceGroupChoice): readonly number[] {
  switch (choice.kind) {
    case 'frequent': {
      const counts = countSpaceGroups(spaceGroups);
      return ALL_SPACE_GROUPS.filter((n) => counts[n]! > choice.moreThan);
    }
    case 'paper':
      return PAPER_SPACE_GROUPS;
    case 'all':
      return ALL_SPACE_GROUPS;
    case 'listed': {
      const unknown = choice.numbers.find((n) => !ALL_SPACE_GROUPS.includes(n));
      if (unknown !== undefined) {
        throw new RangeError(`space group number must be an integer 1–230, got ${unknown}`);
      }
      return ALL_SPACE_GROUPS.filter((n) => choice.numbers.includes(n));
    }
  }
}

/** Rows of each space group, by its number: 231 counts, the first always 0. */
export function countSpaceGroups(spaceGroups: ArrayLike<number>): Uint32Array {
  const counts = new Uint32Array(ALL_SPACE_GROUPS.length + 1);
  for (let row = 0; row < spaceGroups.length; row++) counts[spaceGroups[row]!]!++;
  return counts;
}

/** Label of each row, or `NO_LABEL`. */
export function labelRows(spaceGroups: ArrayLike<number>, list: ClassList): Int16Array {
  const labelOfGroup = Int16Array.from([0, ...ALL_SPACE_GROUPS], (n) => labelOf(n, list));
  return Int16Array.from(spaceGroups, (n) => labelOfGroup[n]!);
}

function labelOf(spaceGroup: number, list: ClassList): number {
  if (spaceGroup === 0) return NO_LABEL;
  switch (list.kind) {
    case 'bravais-lattice':
      return list.classes.indexOf(bravaisOfSpaceGroup(spaceGroup));
    case 'space-group':
      return list.classes.indexOf(spaceGroup);
  }
}
