import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cellVolume } from 'mauguin/crystal';
import { BT1_GE311, createSimulator } from 'mauguin/pattern';
import { createRng } from 'mauguin/random';
import { madeUpCrystal } from './crystals.ts';
import { type LargeCell, largeCellText } from './largeCell.ts';
import type { BenchReport } from './result.ts';

const VOLUMES = [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
/** Å³ for each atom of the made-up cells. */
const ROOM = 15;
const REPEATS = 9;
/** Å³; cells above it have left the work that does not depend on them behind. */
const LARGE = 5000;

interface CellTime {
  /** Å³ */
  readonly volume: number;
  readonly atoms: number;
  readonly reflections: number;
  /** Fastest of a few calls. */
  readonly milliseconds: number;
}

/** Time of one pattern against the size of the cell, and a large cell in a process of its own. */
export async function cellsBench(): Promise<BenchReport> {
  // First, as long as this process is small and quiet.
  const largest = await largeCellAlone();
  const times = timesByVolume();
  const exponent = exponentOf(times);
  const exponentOfLarge = exponentOf(times.filter(({ volume }) => volume > 0.9 * LARGE));
  const rows = times.map(
    ({ volume, atoms, reflections, milliseconds }) =>
      `${volume.toFixed(0).padStart(8)} ${String(atoms).padStart(6)} ` +
      `${String(reflections).padStart(12)} ${milliseconds.toFixed(3).padStart(9)}`,
  );
  const text = [
    'cells: one thread, BT-1 Ge(311), made-up triclinic cells, fastest of a few calls',
    '  V (Å³)  atoms  reflections        ms',
    ...rows,
    `time ∝ V^${exponent.toFixed(2)} over all, V^${exponentOfLarge.toFixed(2)} from ${LARGE} Å³ on`,
    largeCellText(largest),
  ];
  return {
    data: { name: 'cells', times, exponent, exponentOfLarge, largest },
    text: text.join('\n'),
  };
}

function timesByVolume(): readonly CellTime[] {
  const rng = createRng(1);
  const simulator = createSimulator(BT1_GE311);
  const warmUp = madeUpCrystal(rng, { atoms: 40 });
  for (let i = 0; i < 100; i++) simulator.simulate(warmUp);
  return VOLUMES.map((nominal) => {
    const atoms = Math.round(nominal / ROOM);
    const crystal = madeUpCrystal(rng, { atoms, room: ROOM });
    let milliseconds = Number.POSITIVE_INFINITY;
    let reflections = 0;
    for (let i = 0; i < REPEATS; i++) {
      const begin = performance.now();
      const result = simulator.simulate(crystal);
      milliseconds = Math.min(milliseconds, performance.now() - begin);
      if (result.ok) reflections = result.reflectionCount;
    }
    return { volume: cellVolume(crystal.cell), atoms, reflections, milliseconds };
  });
}

/** Slope of log t over log V by least squares. */
function exponentOf(times: readonly CellTime[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const x = times.map(({ volume }) => Math.log(volume));
  const y = times.map(({ milliseconds }) => Math.log(milliseconds));
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
