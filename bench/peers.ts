import { basename } from 'node:path';
import { cellVolume } from 'mauguin/crystal';
import { readLines } from 'mauguin/io';
import { BT1_GE311, instrumentNamed } from 'mauguin/pattern';
import { createRng } from 'mauguin/random';
import { type Comparison, compare } from './comparison.ts';
import { crystalOfLine, MAX_VOLUME } from './crystals.ts';
import { madeUpStructure } from './madeUpStructure.ts';
import { PYTHONS, startPymatgen } from './pymatgen.ts';
import type { BenchOptions, BenchReport, Spread } from './result.ts';

/** Patterns of ours against peak lists of pymatgen, in turn on the same structures. */
export async function peersBench(options: BenchOptions): Promise<BenchReport> {
  const { structures, sample, workers } = options;
  const pymatgen = await startPymatgen();
  if (!pymatgen) {
    const skipped = `no pymatgen in ${PYTHONS.join(' or ')}: apt-get install python3-pymatgen`;
    return { data: { name: 'peers', skipped }, text: `peers: skipped, ${skipped}` };
  }
  try {
    const lines = await sampleLines(structures, sample);
    const source = structures === undefined ? 'made-up structures' : basename(structures);
    const neutron = await compare(BT1_GE311, lines, pymatgen, workers);
    const xray = await compare(instrumentNamed('cu-ka1'), lines, pymatgen, workers);
    const comment =
      `${lines.length} of ${source} up to ${MAX_VOLUME} Å³, seed 1, both programs in turn, three ` +
      'rounds; ours with all points and profiles, theirs peak lists alone';
    const data = { name: 'peers', pymatgen: pymatgen.version, comment, neutron, xray };
    const text = [
      `peers: pymatgen ${pymatgen.version}`,
      ...[neutron, xray].flatMap(comparisonLines),
      comment,
    ];
    return { data, text: text.join('\n') };
  } finally {
    pymatgen.close();
  }
}

/** Structure lines drawn without replacement, or made up. */
async function sampleLines(path: string | undefined, count: number): Promise<readonly string[]> {
  const rng = createRng(1);
  if (path === undefined) {
    return Array.from({ length: count }, (_, i) => madeUpStructure(`s${i}`, rng));
  }
  // Every line draws a number; the smallest numbers are the sample.
  let drawn: { readonly text: string; readonly lot: number }[] = [];
  for await (const { text } of readLines(path)) {
    const lot = rng.uniform();
    const last = drawn.at(-1);
    if (drawn.length === count && last && lot > last.lot) continue;
    if (cellVolume(crystalOfLine(text).cell) > MAX_VOLUME) continue;
    drawn = [...drawn, { text, lot }].sort((a, b) => a.lot - b.lot).slice(0, count);
  }
  return drawn.map(({ text }) => text);
}

function comparisonLines(comparison: Comparison): readonly string[] {
  const { radiation, instrument, pairs, skipped, workers } = comparison;
  const [ours, theirs] = [comparison.medianOurs, comparison.medianTheirs].map((s) =>
    (1000 * s).toPrecision(3),
  );
  return [
    `${radiation} (${instrument}), ${pairs.length} structures, ${skipped} skipped:`,
    `  thread for thread, processor time: ${spreadText(comparison.threadForThread)} over the ` +
      `structures; medians ${ours} ms against ${theirs} ms`,
    `  ${workers} workers against one process, wall time, parsing included: ` +
      `${spreadText(comparison.withWorkers)} over the rounds`,
  ];
}

function spreadText({ median, quartiles }: Spread): string {
  const [low, high] = quartiles.map((ratio) => ratio.toFixed(0));
  return `${median.toFixed(0)} times as fast (quartiles ${low} and ${high})`;
}
