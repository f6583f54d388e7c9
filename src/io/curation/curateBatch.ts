import { type Crystal, formatStructureLine } from '../../crystal/index.ts';
import {
  type Agreement,
  createFingerprinter,
  exceededLimit,
  keyAndVolumeOf,
  type Likeness,
  labelSymmetry,
  type StructureLimits,
  type SymmetryChoice,
} from '../../dataset/index.ts';
import { type ParsedSource, parseSource, type SourceContext } from '../sources/parseSource.ts';
import type { Place, SourceItem, SourceText } from '../sources/sourceText.ts';

/** What decides the fate of a structure that is looked at alone. */
export interface CurationSettings extends StructureLimits, SourceContext {
  readonly symmetry: SymmetryChoice;
  /** How far an atom may lie from where symmetry puts it, Å. */
  readonly symprec: number;
  /** Names of the structures to take; left out: all. */
  readonly wanted?: readonly string[];
  /** Whether patterns are made to tell duplicates by. */
  readonly fingerprints: boolean;
}

/** A structure, or something that should have been one, that is left out, and why. */
export interface Dropped extends Place {
  readonly kind: 'dropped';
  readonly id?: string;
  readonly fault: { readonly kind: string; readonly message: string };
}

/** A structure that may stay, if it is the first of its kind. */
export interface Candidate extends Place {
  readonly kind: 'candidate';
  readonly id: string;
  /** As `formatStructureLine` gives it. */
  readonly text: string;
  readonly agreement: Agreement;
  readonly warnings: readonly string[];
  /** Undefined for structures that cannot be compared. */
  readonly likeness?: Omit<Likeness, 'id'>;
  /** Of an entry fetched from a database. */
  readonly licence?: string;
}

export type Curated = (Dropped | Candidate | { readonly kind: 'ignored' | 'unwanted' }) & {
  /** The names on the list of wanted ones that it answers to. */
  readonly answers?: readonly string[];
};

/** Looks at structures one by one, in order; what is wrong with one never stops the rest. */
export function createCurator(
  settings: CurationSettings,
): (items: readonly SourceItem[]) => readonly Curated[] {
  const wanted = settings.wanted && new Set(settings.wanted);
  const fingerprint = settings.fingerprints ? createFingerprinter() : () => undefined;

  function curate(item: SourceText, { names, line, result }: ParsedSource): Curated {
    const answers = wanted && names.filter((name) => wanted.has(name));
    if (answers?.length === 0) return { kind: 'unwanted' };
    const place = { file: item.file, line, ...(answers && { answers }) };
    const drop = (fault: Dropped['fault'], id?: string): Curated => ({
      kind: 'dropped',
      ...place,
      ...(id !== undefined && { id }),
      fault: { kind: fault.kind, message: fault.message },
    });
    if (!result.ok) return drop(result.fault, result.fault.where);
    const { crystal: found, warnings } = result;
    const limit = exceededLimit(found, settings);
    if (limit) return drop(limit, found.id);
    const label = labelSymmetry(found, settings.symmetry, settings.symprec);
    if (!label.ok) return drop(label.fault, found.id);
    const crystal: Crystal = { ...found, spaceGroup: label.spaceGroup };
    const pattern = fingerprint(crystal);
    return {
      kind: 'candidate',
      ...place,
      id: crystal.id,
      text: formatStructureLine(crystal),
      agreement: label.agreement,
      warnings,
      ...(pattern && { likeness: { ...keyAndVolumeOf(crystal), fingerprint: pattern } }),
      ...(crystal.provenance && { licence: crystal.provenance.licence }),
    };
  }

  return (items) =>
    items.flatMap((item): readonly Curated[] => {
      if (item.kind === 'ignored') return [{ kind: 'ignored' }];
      const { file, line } = item;
      if (item.kind === 'fault') return [{ kind: 'dropped', file, line, fault: item.fault }];
      try {
        return parseSource(item, settings).map((parsed) => curate(item, parsed));
      } catch (error) {
        // A failing of ours: told like a fault of the structure, so that the others survive it.
        const message = `this structure made the program fail: ${String(error)}`;
        return [{ kind: 'dropped', file, line, fault: { kind: 'unexpected', message } }];
      }
    });
}
