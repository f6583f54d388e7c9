import { gridEnd } from '../grid.ts';
import type { Grid, Instrument } from '../instrument.ts';
import { instrumentFault } from '../instrumentFault.ts';
import { assumedGrid } from './assumedGrid.ts';
import { type FailedInstrument, failure, type InstrumentResult } from './result.ts';

/** What the file of another program states, in our units; gaps are still open. */
export interface Draft
  extends Pick<
    Instrument,
    | 'title'
    | 'radiation'
    | 'wavelength'
    | 'satellites'
    | 'widths'
    | 'axialDivergence'
    | 'zeroShift'
    | 'polarisation'
    | 'source'
  > {
  readonly cutoff?: number;
  /** 2θ of the first and the last point, and the step where it is stated, degrees. */
  readonly range?: readonly [from: number, to: number, step?: number];
  /** Sentences without a full stop. */
  readonly approximations: readonly string[];
}

/** A draft and what was left out of the file, or the reason why there is none. */
export type DraftResult =
  | { readonly ok: true; readonly draft: Draft; readonly warnings: readonly string[] }
  | FailedInstrument;

/** Cut-off of Rietveld programs. */
const CUTOFF = 0.001;
/** Å; beyond lies a mistake of unit. */
const WAVELENGTHS = [0.01, 50] as const;
const MOST_POINTS = 1e6;

/** Fills the gaps of a draft, saying so, and makes sure that it can be simulated. */
export function completeDraft(
  { draft, warnings }: { readonly draft: Draft; readonly warnings: readonly string[] },
  name: string,
  wantedGrid: Grid | undefined,
): InstrumentResult {
  const { cutoff = CUTOFF, range, approximations, ...stated } = draft;
  const grid = wantedGrid ?? assumedGrid(draft);
  const assumed = wantedGrid === undefined ? assumption(grid, range) : [];
  return checkInstrument(
    {
      name,
      ...stated,
      title: stated.title || name,
      grid,
      cutoff,
      scatteringLengths: 'rauch2003',
      approximations: [...approximations, ...assumed].map(sentence).join(' '),
    },
    [...warnings, ...assumed],
  );
}

const sentence = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}.`;

function assumption(grid: Grid, range: Draft['range']): string[] {
  const step = `steps of ${grid.step}°`;
  if (range === undefined) {
    const end = Number(gridEnd(grid).toFixed(3));
    return [`the file states no 2θ range: ${grid.start}° to ${end}° in ${step} are assumed`];
  }
  return range[2] === undefined ? [`the file states no step: ${step} are assumed`] : [];
}

/** An instrument as a result, unless no pattern can be simulated of it. */
export function checkInstrument(
  instrument: Instrument,
  warnings: readonly string[],
): InstrumentResult {
  const { wavelength, radiation, polarisation, grid } = instrument;
  if (!(wavelength >= WAVELENGTHS[0] && wavelength <= WAVELENGTHS[1])) {
    return failure('impossible', `a wavelength of ${wavelength} Å cannot be meant`);
  }
  if (grid.count > MOST_POINTS) {
    const message = `a grid of ${grid.count} points in steps of ${grid.step}° cannot be meant`;
    return failure('impossible', message);
  }
  if (radiation === 'x-ray' && polarisation.kind === 'none') {
    return failure('impossible', 'X-rays need a polarisation: laboratory or synchrotron');
  }
  if (Object.values(instrument.widths).every((width) => width === 0)) {
    return failure('missing', 'all widths are 0: peaks need one');
  }
  const fault = instrumentFault(instrument);
  if (fault !== undefined) return failure('impossible', fault);
  return { ok: true, instrument, warnings };
}
