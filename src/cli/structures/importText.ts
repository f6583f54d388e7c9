import type { ImportCounts, ImportResult } from '../../io/index.ts';
import { EXIT } from '../failure.ts';
import { note, print, printJson } from '../output.ts';
import type { ImportFlags } from './import.ts';

/** Tells what an import came to; without any structure it has failed. */
export function tellImport(
  { counts, missing, report }: ImportResult,
  flags: ImportFlags,
  warnings: readonly string[],
): void {
  const { out, symprec, symmetry, json } = flags;
  const { read, kept, dropped, unwanted, renamed } = counts;
  if (json) {
    printJson({ out, report, ...counts, missing, symprec, symmetryChoice: symmetry, warnings });
  } else if (kept > 0) {
    print(`${kept} of ${read} structures in ${out}`);
  }
  const reasons = Object.entries(dropped).map(([kind, n]) => `${n} ${kind}`);
  if (reasons.length > 0) note(`left out: ${reasons.join(', ')} (see ${report})`);
  if (unwanted > 0) note(`not on the list of ids: ${unwanted}`);
  if (missing > 0) note(`ids of the list that were not found: ${missing} (see ${report})`);
  if (renamed > 0) note(`with a new id, theirs being taken: ${renamed} (see ${report})`);
  tellSymmetry(counts.symmetry, symprec);
  if ((counts.licences.unknown ?? 0) > 0) {
    note(`${counts.licences.unknown} entries come from a database that states no licence`);
  }
  if (kept > 0) return;
  note(read === 0 ? 'nothing could be read' : 'nothing is left: no file of structures was written');
  process.exitCode = EXIT.usage;
}

function tellSymmetry(
  { same, different, unlabelled }: ImportCounts['symmetry'],
  symprec: number,
): void {
  if (same + different > 0) {
    const all = same + different;
    note(`symmetry within ${symprec} Å: ${different} of ${all} differ from what their source says`);
  }
  if (unlabelled > 0) note(`${unlabelled} had no space group, or P 1: theirs was found`);
}
