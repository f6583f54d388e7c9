import { createSimulator, gridEnd, type Instrument } from 'mauguin/pattern';
import { crystalOfLine } from './crystals.ts';
import { type PatternWorkers, startPatternWorkers } from './patternWorkers.ts';
import type { PeerAnswer, Pymatgen } from './pymatgen.ts';
import { type Spread, secondsOf, spreadOf } from './result.ts';

/** Patterns that go first. */
const WARM_UP = 500;
/** How often both programs take their turn. */
const ROUNDS = 3;
/** Patterns of each worker in a turn, about: a fraction of a second. */
const PATTERNS_A_TURN = 2000;

/** One structure; seconds of processor time, one thread each, medians of the rounds. */
interface Pair {
  readonly id: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

export interface Comparison {
  readonly radiation: string;
  readonly instrument: string;
  readonly pairs: readonly Pair[];
  /** Structures that pymatgen or we refuse. */
  readonly skipped: number;
  /** Theirs over ours, processor time, thread for thread, over the structures. */
  readonly threadForThread: Spread;
  readonly workers: number;
  /** Our patterns over their lists a second of wall time, all our workers, over the rounds. */
  readonly withWorkers: Spread;
  readonly medianOurs: number;
  readonly medianTheirs: number;
}

type Answered = Exclude<PeerAnswer, { readonly error: string }>;

/** Patterns of ours against peak lists of pymatgen, in turn on the same structures. */
export async function compare(
  instrument: Instrument,
  lines: readonly string[],
  pymatgen: Pymatgen,
  workerCount: number,
): Promise<Comparison> {
  const { radiation, name } = instrument;
  const accepted = await acceptedLines(instrument, lines, pymatgen);
  const seconds = timer(instrument, accepted);
  const workers = startPatternWorkers(workerCount, { instrument: name, lines: accepted });
  const turns = Math.ceil(PATTERNS_A_TURN / accepted.length);
  try {
    await workers.run(turns);
    const ours: number[][] = accepted.map(() => []);
    const theirs: number[][] = accepted.map(() => []);
    const speedUps: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      let theirWall = 0;
      for (const [i, line] of accepted.entries()) {
        const answer = (await ask(pymatgen, instrument, line)) as Answered;
        theirs[i]!.push(answer.seconds);
        theirWall += answer.wallSeconds;
        ours[i]!.push(seconds(i));
      }
      speedUps.push((theirWall * workers.count) / (await secondsOfTurn(workers, turns)));
    }
    const pairs = accepted.map((line, i) => pairOf(line, ours[i]!, theirs[i]!));
    return {
      radiation,
      instrument: name,
      pairs,
      skipped: lines.length - accepted.length,
      threadForThread: spreadOf(pairs.map(({ ratio }) => ratio)),
      workers: workers.count,
      withWorkers: spreadOf(speedUps),
      medianOurs: spreadOf(pairs.map((pair) => pair.ours)).median,
      medianTheirs: spreadOf(pairs.map((pair) => pair.theirs)).median,
    };
  } finally {
    await workers.close();
  }
}

/** Wall time in which each worker does all structures once. */
async function secondsOfTurn(workers: PatternWorkers, turns: number): Promise<number> {
  return (await workers.run(turns)) / turns;
}

const ask = (pymatgen: Pymatgen, { radiation, wavelength, grid }: Instrument, line: string) =>
  pymatgen.ask({
    kind: radiation,
    wavelength,
    range: [grid.start, gridEnd(grid)],
    structure: JSON.parse(line),
  });

/** The structures of which both programs make a pattern. */
async function acceptedLines(instrument: Instrument, lines: readonly string[], pymatgen: Pymatgen) {
  const simulator = createSimulator(instrument);
  const accepted: string[] = [];
  for (const line of lines) {
    const answer = await ask(pymatgen, instrument, line);
    if (!('error' in answer) && simulator.simulate(crystalOfLine(line)).ok) accepted.push(line);
  }
  return accepted;
}

/** Our processor time for a structure, by its place in `lines`. */
function timer(instrument: Instrument, lines: readonly string[]): (i: number) => number {
  const simulator = createSimulator(instrument);
  const crystals = lines.map(crystalOfLine);
  const out = new Float32Array(instrument.grid.count);
  // Compiled and with its tables filled, as after the first hundreds of patterns.
  for (let i = 0; i < WARM_UP; i++) simulator.simulate(crystals[i % crystals.length]!);
  return (i) => secondsOf(() => simulator.simulate(crystals[i]!, out));
}

function pairOf(line: string, ours: readonly number[], theirs: readonly number[]): Pair {
  const { id } = crystalOfLine(line);
  const [our, their] = [spreadOf(ours).median, spreadOf(theirs).median];
  return { id, ours: our, theirs: their, ratio: their / our };
}
