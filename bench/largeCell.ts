import { cellVolume } from 'mauguin/crystal';
import { BT1_GE311, createSimulator } from 'mauguin/pattern';
import { createRng } from 'mauguin/random';
import { madeUpCrystal } from './crystals.ts';
import { type BenchReport, peakMegabytes, processorSeconds } from './result.ts';

/** SiO₂ at the density of an open framework: 1000 atoms, displacements as at room temperature. */
const ZEOLITE = { atoms: 1000, room: 20, elements: ['O', 'O', 'Si'], uIso: 0.015 };

export interface LargeCell {
  readonly name: string;
  /** Å³ */
  readonly volume: number;
  readonly atoms: number;
  readonly reflections: number;
  /** The first pattern of the process: simulator, tables and compiling included. */
  readonly firstSeconds: number;
  /** Processor time of the same. */
  readonly firstProcessorSeconds: number;
  /** The next pattern. */
  readonly nextSeconds: number;
  /** Peak of the whole process, TypeScript loader included. */
  readonly peakMegabytes: number;
}

/** A zeolite-like cell of 20,000 Å³ without symmetry. */
export function largeCellBench(): BenchReport {
  const crystal = madeUpCrystal(createRng(1), ZEOLITE);
  const busyBefore = processorSeconds();
  const begin = performance.now();
  const simulator = createSimulator(BT1_GE311);
  const result = simulator.simulate(crystal);
  const between = performance.now();
  const firstProcessorSeconds = processorSeconds() - busyBefore;
  simulator.simulate(crystal);
  const end = performance.now();
  if (!result.ok) throw new Error(result.fault.message);
  const data: LargeCell = {
    name: 'large-cell',
    volume: cellVolume(crystal.cell),
    atoms: crystal.sites.length,
    reflections: result.reflectionCount,
    firstSeconds: (between - begin) / 1000,
    firstProcessorSeconds,
    nextSeconds: (end - between) / 1000,
    peakMegabytes: peakMegabytes(),
  };
  return { data, text: largeCellText(data) };
}

export function largeCellText(cell: LargeCell): string {
  const [first, busy, next] = [cell.firstSeconds, cell.firstProcessorSeconds, cell.nextSeconds].map(
    (seconds) => seconds.toFixed(2),
  );
  return [
    `zeolite-like cell of ${cell.volume.toFixed(0)} Å³, ${cell.atoms} atoms, ` +
      `${cell.reflections} reflections, in a process of its own:`,
    `  ${first} s for the first pattern (${busy} s of processor time), ${next} s for the next; ` +
      `${cell.peakMegabytes.toFixed(0)} MB at most`,
  ].join('\n');
}
