import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cellVolume } from 'mauguin/crystal';
import { BT1_GE311, createSimulator } from 'mauguin/pattern';
import { createRng } from 'mauguin/random';
import { madeUpCrystal } from './crystals.ts';
import { type LargeCell, largeCellText } from './largeCell.ts';
import { type BenchReport, type Spread, secondsOf, spreadOf } from './result.ts';

const VOLUMES = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
/** Å³ for each atom of the made-up cells. */
const ROOM = 15;
/** How often every cell takes its turn. */
const ROUNDS = 9;
/** Å³; cells above it have left the work that does not depend on them behind. */
const LARGE = 5000;

interface CellTime {
  /** Å³ */
  readonly volume: number;
  readonly atoms: number;
  readonly reflections: number;
  /** Processor time of a pattern. */
  readonly seconds: Spread;
  /** Exponent between the next smaller cell and this one. */
  readonly localExponent: number | undefined;
}

/** Time of one pattern against the size of the cell, and a large cell in a process of its own. */
export async function cellsBench(): Promise<BenchReport> {
  // First, as long as this process is small and quiet.
  const largest = await largeCellAlone();
  const times = timesByVolume();
  const exponent = exponentOf(times);
  const exponentOfLarge = exponentOf(times.filter(({ volume }) => volume > 0.9 * LARGE));
  const text = [
    'cells: one thread, BT-1 Ge(311), made-up triclinic cells; processor time, ' +
      `median and quartiles of ${ROUNDS} rounds in which the cells take turns`,
    '  V (Å³)  atoms  reflections        ms      quartiles  local exponent',
    ...times.map(cellText),
    `time ∝ V^${exponent.toFixed(2)} over all, V^${exponentOfLarge.toFixed(2)} from ${LARGE} Å³ on`,
    largeCellText(largest),
  ];
  return {
    data: { name: 'cells', times, exponent, exponentOfLarge, largest },
    text: text.join('\n'),
  };
}

function cellText({ volume, atoms, reflections, seconds, localExponent }: CellTime): string {
  const [median, low, high] = [seconds.median, ...seconds.quartiles].map((s) =>
    (1000 * s).toFixed(3),
  );
  return [
    volume.toFixed(0).padStart(8),
    String(atoms).padStart(6),
    String(reflections).padStart(12),
    median!.padStart(9),
    `${low}–${high}`.padStart(14),
    (localExponent?.toFixed(2) ?? '').padStart(15),
  ].join(' ');
}

function timesByVolume(): readonly CellTime[] {
  const rng = createRng(1);
  const simulator = createSimulator(BT1_GE311);
  const warmUp = madeUpCrystal(rng, { atoms: 40 });
  for (let i = 0; i < 100; i++) simulator.simulate(warmUp);
  const cells = VOLUMES.map((nominal) => {
    const crystal = madeUpCrystal(rng, { atoms: Math.round(nominal / ROOM), room: ROOM });
    const result = simulator.simulate(crystal);
    if (!result.ok) throw new Error(result.fault.message);
    return { crystal, reflections: result.reflectionCount, seconds: [] as number[] };
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { crystal, seconds } of cells) {
      seconds.push(secondsOf(() => simulator.simulate(crystal)));
    }
  }
  const times = cells.map(({ crystal, reflections, seconds }) => ({
    volume: cellVolume(crystal.cell),
    atoms: crystal.sites.length,
    reflections,
    seconds: spreadOf(seconds),
  }));
  return times.map((time, i) => {
    const localExponent = i === 0 ? undefined : exponentOf(times.slice(i - 1, i + 1));
    return { ...time, localExponent };
  });
}

/** Slope of log t over log V by least squares. */
function exponentOf(times: readonly Pick<CellTime, 'volume' | 'seconds'>[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const x = times.map(({ volume }) => Math.log(volume));
  const y = times.map(({ seconds }) => Math.log(seconds.median));
  const [xMean, yMean] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, i) => (value - xMean) * (y[i]! - yMean)));
  return covariance / mean(x.map((value) => (value - xMean) ** 2));
}

/** `bench -- large-cell` in a fresh process, so that its memory and its first call are its own. */
async function largeCellAlone(): Promise<LargeCell> {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const args = [...process.execArgv, main, 'large-cell', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as LargeCell;
}
