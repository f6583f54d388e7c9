import { basename } from 'node:path';
import { cellVolume } from 'mauguin/crystal';
import { readLines } from 'mauguin/io';
import {
  BT1_GE311,
  createSimulator,
  gridEnd,
  type Instrument,
  instrumentNamed,
} from 'mauguin/pattern';
import { createRng } from 'mauguin/random';
import { crystalOfLine, MAX_VOLUME } from './crystals.ts';
import { madeUpStructure } from './madeUpStructure.ts';
import { PYTHONS, type Pymatgen, startPymatgen } from './pymatgen.ts';
import { type BenchOptions, type BenchReport, processorSeconds, quantile } from './result.ts';

/** Patterns that go first. */
const WARM_UP = 500;

/** One structure, both programs in turn; seconds of processor time, one thread each. */
interface Pair {
  readonly id: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

interface Comparison {
  readonly radiation: string;
  readonly instrument: string;
  readonly pairs: readonly Pair[];
  /** Structures that pymatgen or we refuse. */
  readonly skipped: number;
  /** Of the ratios theirs to ours, pair by pair. */
  readonly medianRatio: number;
  readonly quartiles: readonly [number, number];
  readonly medianOurs: number;
  readonly medianTheirs: number;
}

/** Patterns of ours against peak lists of pymatgen, in turn on the same structures. */
export async function peersBench({ structures, sample }: BenchOptions): Promise<BenchReport> {
  const pymatgen = await startPymatgen();
  if (!pymatgen) {
    const skipped = `no pymatgen in ${PYTHONS.join(' or ')}: apt-get install python3-pymatgen`;
    return { data: { name: 'peers', skipped }, text: `peers: skipped, ${skipped}` };
  }
  try {
    const lines = await sampleLines(structures, sample);
    const source = structures === undefined ? 'made-up structures' : basename(structures);
    const neutron = await compare(BT1_GE311, lines, pymatgen);
    const xray = await compare(instrumentNamed('cu-ka1'), lines, pymatgen);
    const comment =
      `${lines.length} of ${source} up to ${MAX_VOLUME} Å³, seed 1; ours with all points and ` +
      'profiles, theirs peak lists alone; processor time of one thread each, alternating';
    const data = { name: 'peers', pymatgen: pymatgen.version, comment, neutron, xray };
    const text = [
      `peers: pymatgen ${pymatgen.version}`,
      ...[neutron, xray].map(comparisonText),
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

async function compare(
  instrument: Instrument,
  lines: readonly string[],
  pymatgen: Pymatgen,
): Promise<Comparison> {
  const simulator = createSimulator(instrument);
  const { radiation, wavelength, grid, name } = instrument;
  const crystals = lines.map(crystalOfLine);
  const out = new Float32Array(grid.count);
  // Compiled and with its tables filled, as after the first hundreds of patterns.
  for (let i = 0; i < WARM_UP; i++) simulator.simulate(crystals[i % crystals.length]!);
  const pairs: Pair[] = [];
  for (const [i, crystal] of crystals.entries()) {
    const answer = await pymatgen.ask({
      kind: radiation,
      wavelength,
      range: [grid.start, gridEnd(grid)],
      structure: JSON.parse(lines[i]!),
    });
    if ('error' in answer || !simulator.simulate(crystal).ok) continue;
    const ours = secondsOf(() => simulator.simulate(crystal, out));
    pairs.push({
      id: crystal.id,
      ours,
      theirs: answer.seconds,
      ratio: answer.seconds / ours,
    });
  }
  const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
  const ratios = sorted(pairs.map(({ ratio }) => ratio));
  return {
    radiation,
    instrument: name,
    pairs,
    skipped: lines.length - pairs.length,
    medianRatio: quantile(ratios, 0.5),
    quartiles: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
    medianOurs: quantile(sorted(pairs.map(({ ours }) => ours)), 0.5),
    medianTheirs: quantile(sorted(pairs.map(({ theirs }) => theirs)), 0.5),
  };
}

/** Processor time of a call, from as many as take a hundredth of a second together. */
function secondsOf(call: () => void): number {
  const begin = processorSeconds();
  let calls = 0;
  let busy = 0;
  while (busy < 0.01) {
    call();
    calls++;
    busy = processorSeconds() - begin;
  }
  return busy / calls;
}

function comparisonText(comparison: Comparison): string {
  const { radiation, instrument, pairs, skipped, medianRatio, quartiles } = comparison;
  const [low, high] = quartiles.map((ratio) => ratio.toFixed(0));
  const [ours, theirs] = [comparison.medianOurs, comparison.medianTheirs].map((s) =>
    (1000 * s).toPrecision(3),
  );
  return (
    `${radiation} (${instrument}): ${medianRatio.toFixed(0)} times as fast, quartiles ${low} and ` +
    `${high}, ${pairs.length} pairs, ${skipped} skipped; medians ${ours} ms against ${theirs} ms`
  );
}
