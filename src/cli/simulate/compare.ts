import { InputError, writeFigure } from '../../io/index.ts';
import { median } from '../../math/index.ts';
import {
  type Comparison,
  compareToMeasurement,
  type Measurement,
  valuesAt,
} from '../../measurement/index.ts';
import { type Grid, type Instrument, twoThetaGrid } from '../../pattern/index.ts';
import { comparisonFigure } from '../../report/index.ts';
import { note, print } from '../output.ts';
import { figureTitle, takeForFigure, ticksOf } from './figure.ts';
import type { SimulateFlags } from './flags.ts';
import type { Output } from './output.ts';
import type { Simulated } from './phases.ts';

/** Spacings that differ by more than this share need a finer grid to be met by straight lines. */
const UNEVEN = 1e-3;
const REFINEMENT = 4;
/** Bragg angles nearer to 0 and 180 degrees make no peaks. */
const LOWEST = 0.1;

/** A grid over the points of a measurement, on them where they are evenly spaced. */
export function gridOf({ twoTheta }: Measurement): Grid {
  const angles = twoTheta.filter((x) => x >= LOWEST && x <= 180 - LOWEST);
  if (angles.length < 2) throw new InputError('--compare: no points between 0 and 180 degrees');
  const steps = angles.slice(1).map((x, i) => x - angles[i]!);
  const typical = median(steps);
  const span = angles.at(-1)! - angles[0]!;
  const even = steps.every((step) => Math.abs(step - typical) < UNEVEN * typical);
  const intervals = even ? steps.length : Math.ceil((REFINEMENT * span) / typical);
  return { start: angles[0]!, step: span / intervals, count: intervals + 1 };
}

/** Says where instrument and measurement disagree; another radiation cannot be compared. */
export function checkBeam(file: string, measured: Measurement, instrument: Instrument): void {
  const { radiation, wavelength } = measured;
  if (radiation !== undefined && radiation !== instrument.radiation) {
    const other = `${instrument.name} has ${instrument.radiation} radiation`;
    throw new InputError(
      `${file} was measured with ${radiation} radiation, ${other}: --instrument`,
    );
  }
  if (wavelength === undefined) return;
  if (Math.abs(wavelength - instrument.wavelength) > 2e-3 * wavelength) {
    const used = `the pattern is calculated for ${instrument.wavelength} Å`;
    note(`${file}: states a wavelength of ${wavelength} Å, ${used} (--wavelength)`);
  }
}

/** What a comparison came to. */
export interface ComparisonSummary {
  readonly file: string;
  readonly points: number;
  readonly range: readonly [number, number];
  /** Shares, not per cent. */
  readonly R: number;
  readonly Rwp?: number;
  readonly phases: readonly { readonly id: string; readonly scale: number }[];
  readonly background: readonly number[];
}

/** Compares a measurement with all crystals together, each with a scale of its own. */
export function comparisonOutput(
  measured: Measurement,
  instrument: Instrument,
  flags: SimulateFlags & { readonly compare: string },
  tell: (summary: ComparisonSummary) => void,
): Output {
  const drawn: Simulated[] = [];
  return {
    async take(simulated) {
      takeForFigure(drawn, simulated);
    },
    async finish() {
      if (drawn.length === 0) return;
      const twoTheta = twoThetaGrid(instrument.grid);
      const phases = drawn.map(({ intensity }) =>
        valuesAt({ twoTheta, intensity }, measured.twoTheta),
      );
      const { backgroundTerms } = flags;
      const result = compareToMeasurement(measured, phases, { backgroundTerms });
      if (!result.ok) throw new InputError(`${flags.compare}: ${result.message}`);
      const { comparison } = result;
      const summary = summaryOf(flags.compare, comparison, drawn);
      tell(summary);
      if (flags.plot === undefined) return;
      const svg = await comparisonFigure(comparison, {
        title: figureTitle(drawn, instrument),
        intensityLabel: 'intensity',
        reflections: ticksOf(drawn, instrument, flags, false),
        notes: residuals(summary),
      });
      await writeFigure(flags.plot, svg);
    },
  };
}

function summaryOf(
  file: string,
  { twoTheta, R, Rwp, scales, background }: Comparison,
  drawn: readonly Simulated[],
): ComparisonSummary {
  return {
    file,
    points: twoTheta.length,
    range: [twoTheta[0]!, twoTheta.at(-1)!],
    R,
    ...(Rwp !== undefined && { Rwp }),
    phases: drawn.map(({ crystal }, p) => ({ id: crystal.id, scale: scales[p]! })),
    background,
  };
}

const percent = (share: number): string => `${(100 * share).toPrecision(3)} %`;

const residuals = ({ R, Rwp }: ComparisonSummary): string[] => [
  `R = ${percent(R)}`,
  ...(Rwp === undefined ? [] : [`Rwp = ${percent(Rwp)}`]),
];

/** Prints a comparison for people. */
export function printComparison(summary: ComparisonSummary): void {
  const { file, points, range, phases, background } = summary;
  const [from, to] = range.map((angle) => Number(angle.toFixed(4)));
  const number = (value: number) => String(Number(value.toPrecision(6)));
  print(`${file}: ${points} points from ${from} to ${to} degrees`);
  for (const line of residuals(summary)) print(line);
  for (const { id, scale } of phases) print(`scale of ${id}: ${number(scale)}`);
  if (background.length > 0) print(`background: ${background.map(number).join(', ')}`);
}
