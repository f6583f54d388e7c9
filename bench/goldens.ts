import { listReflections } from '../src/pattern/index.ts';
import {
  agreementOf,
  PUBLISHED_SAMPLES,
  readPublishedPatterns,
  SAMPLE_INSTRUMENT,
  SAMPLE_INSTRUMENT_FINGER,
} from '../test/fixtures/publishedSamples.ts';
import {
  crystalOfReference,
  type ReferenceRow,
  readReferenceStructures,
  rowsOf,
  VERSIONS,
} from '../test/fixtures/referenceLists.ts';
import type { BenchReport } from './result.ts';

/** How far one kind of list is from the reference, over all structures. */
interface ListError {
  readonly name: string;
  readonly reflections: number;
  /** Lists of another length, reflections of other indices or multiplicity. */
  readonly mismatches: number;
  /** Largest relative difference of |F|², and where. */
  readonly worst: number;
  readonly where: string;
}

/** How exact we are: the authors' sample patterns, and the reference structure factors. */
export function goldensBench(): BenchReport {
  const patterns = readPublishedPatterns();
  const structures = readReferenceStructures();
  if (!patterns || !structures) {
    const skipped = 'the reference folder shared/ is not beside this checkout';
    return { data: { name: 'goldens', skipped }, text: `goldens: skipped, ${skipped}` };
  }
  const samples = Object.values(PUBLISHED_SAMPLES).map((sample) => ({
    name: sample.name,
    ...agreementOf(sample, patterns, SAMPLE_INSTRUMENT),
    finger: agreementOf(sample, patterns, SAMPLE_INSTRUMENT_FINGER),
  }));
  const lists = VERSIONS.map((version) => errorOf(version, structures));
  const text = [
    'goldens: sample patterns of Lolla et al. (2022), only the scale is free',
    ...samples.map(
      ({ name, R, largest, finger }) =>
        `  ${name.padEnd(20)} R = ${percent(R)}, largest difference ${largest.toFixed(5)}; ` +
        `Finger–Cox–Jephcoat R = ${percent(finger.R)}`,
    ),
    `structure factors of ${structures.length} reference structures`,
    ...lists.map(
      ({ name, reflections, mismatches, worst, where }) =>
        `  ${name.padEnd(36)} ${reflections} reflections, ${mismatches} mismatches, ` +
        `|F|² within ${worst.toExponential(1)} (${where})`,
    ),
  ];
  return { data: { name: 'goldens', samples, lists }, text: text.join('\n') };
}

type Structures = NonNullable<ReturnType<typeof readReferenceStructures>>;

function errorOf(version: (typeof VERSIONS)[number], structures: Structures): ListError {
  let reflections = 0;
  let mismatches = 0;
  let worst = { error: 0, where: '' };
  for (const structure of structures) {
    const rows = rowsOf(structure, version);
    const found = listReflections(crystalOfReference(structure), version.options);
    reflections += rows.length;
    if (found.length !== rows.length) mismatches++;
    for (const [i, row] of rows.entries()) {
      const r = found[i];
      if (!r || !isSame([r.h, r.k, r.l, r.multiplicity], row)) {
        mismatches++;
        continue;
      }
      const error = Math.abs(r.F2 / row[6] - 1);
      if (error > worst.error) worst = { error, where: `${structure.id} ${r.h} ${r.k} ${r.l}` };
    }
  }
  return { name: version.name, reflections, mismatches, worst: worst.error, where: worst.where };
}

const isSame = (found: readonly number[], row: ReferenceRow): boolean =>
  found.every((value, i) => value === row[i]);

const percent = (share: number): string => `${(100 * share).toFixed(3)} %`;
