import { findSymmetry, spaceGroupType, type UnlabelledCrystal } from '../../crystal/index.ts';
import type { CurationFault } from './limits.ts';

/**
 * Which space group a structure is given: the one derived from its atoms, the one its source names,
 * or either, structures where they differ being dropped. Where the source names none the derived one
 * serves in every case.
 */
export type SymmetryChoice = 'derived' | 'source' | 'drop';

/** How the derived space group compares with the one that the source names. */
export type Agreement = 'same' | 'different' | 'unlabelled';

export type LabelResult =
  | {
      readonly ok: true;
      readonly spaceGroup: number;
      readonly agreement: Agreement;
      /** Undefined when none was found and the source's label serves. */
      readonly derived: number | undefined;
    }
  | { readonly ok: false; readonly fault: CurationFault };

/**
 * The space group of a structure. A source that names P 1 counts as naming none: programs write so
 * what they have not looked at. Sources may take another tolerance than `symprec` (Å).
 *
 * @throws TypeError before `initSymmetry`.
 */
export function labelSymmetry(
  crystal: UnlabelledCrystal,
  choice: SymmetryChoice,
  symprec: number,
): LabelResult {
  const stated = crystal.spaceGroup === 1 ? undefined : crystal.spaceGroup;
  const found = findSymmetry({ ...crystal, spaceGroup: stated ?? 1 }, symprec);
  if (!found.ok) {
    if (choice !== 'source' || stated === undefined) return refuse('no-symmetry', found.message);
    return { ok: true, spaceGroup: stated, agreement: 'different', derived: undefined };
  }
  const derived = found.number;
  if (stated === undefined) {
    return { ok: true, spaceGroup: derived, agreement: 'unlabelled', derived };
  }
  if (stated === derived) return { ok: true, spaceGroup: derived, agreement: 'same', derived };
  if (choice === 'drop') {
    const names = `${nameOf(stated)}, its atoms have ${nameOf(derived)} within ${symprec} Å`;
    return refuse('other-symmetry', `its source says ${names}`);
  }
  const spaceGroup = choice === 'source' ? stated : derived;
  return { ok: true, spaceGroup, agreement: 'different', derived };
}

const nameOf = (number: number): string => `${spaceGroupType(number).short} (${number})`;

const refuse = (kind: CurationFault['kind'], message: string): LabelResult => ({
  ok: false,
  fault: { kind, message },
});
