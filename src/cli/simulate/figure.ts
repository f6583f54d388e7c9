import { InputError, writeFigure } from '../../io/index.ts';
import { type Instrument, sampleShift } from '../../pattern/index.ts';
import { type PlottedPattern, patternFigure, type ReflectionTicks } from '../../report/index.ts';
import type { SimulateFlags } from './flags.ts';
import type { Output } from './output.ts';
import { record } from './patternText.ts';
import type { Phase, Simulated } from './phases.ts';
import { simulationOptions } from './setup.ts';

/** As many as there are colours that everyone can tell apart. */
const MOST_PATTERNS = 7;
/** In a title; the ticks name all. */
const MOST_NAMED = 3;

/** Draws all crystals into one figure: overlaid patterns, and a row of ticks for each phase. */
export function figureOutput(file: string, instrument: Instrument, flags: SimulateFlags): Output {
  const drawn: Simulated[] = [];
  return {
    async take(simulated) {
      takeForFigure(drawn, simulated);
    },
    async finish() {
      if (drawn.length === 0) return;
      const [first, ...others] = curvesOf(drawn, instrument, flags);
      const isAlone = drawn.length === 1 && drawn[0]!.phases.length === 1;
      const svg = await patternFigure(first!, {
        title: figureTitle(drawn, instrument),
        ...(flags.counts !== undefined && { intensityLabel: 'counts' }),
        others,
        reflections: ticksOf(drawn, instrument, flags, !isAlone),
      });
      await writeFigure(file, svg);
    },
  };
}

/** @throws InputError when there are too many. */
export function takeForFigure(drawn: Simulated[], simulated: Simulated): void {
  if (drawn.length === MOST_PATTERNS) {
    throw new InputError(`--plot and --compare take at most ${MOST_PATTERNS} crystals`);
  }
  drawn.push(simulated);
}

/** The pattern of each crystal; that of a mixture in ink, with what each phase adds to it. */
function curvesOf(
  drawn: readonly Simulated[],
  instrument: Instrument,
  flags: SimulateFlags,
): PlottedPattern[] {
  const counts = flags.counts ?? 1;
  let hue = 0;
  return drawn.flatMap((simulated, i): PlottedPattern[] => {
    const { twoTheta, intensity } = record(simulated, instrument, flags).pattern;
    const { phases } = simulated;
    if (phases.length === 1) return [{ twoTheta, intensity, hue: hue++ }];
    const label = i === 0 ? { label: 'mixture' } : {};
    const total = { twoTheta, intensity, hue: 'ink' as const, ...label };
    const parts = phases.map((phase) => {
      return { twoTheta, intensity: phase.intensity.map((y) => counts * y), hue: hue++ };
    });
    return [total, ...parts];
  });
}

/** A row for each phase, where its peaks are: zero shift and place of the sample included. */
export function ticksOf(
  drawn: readonly Simulated[],
  { zeroShift }: Instrument,
  flags: SimulateFlags,
  coloured: boolean,
): ReflectionTicks[] {
  const { sample = {} } = simulationOptions(flags);
  const shifted = (twoTheta: number) => twoTheta + zeroShift + sampleShift(sample, twoTheta);
  return phasesOf(drawn).map(({ crystal, reflections }, hue) => ({
    label: crystal.id,
    twoTheta: reflections.map(({ twoTheta }) => shifted(twoTheta)),
    ...(coloured && { hue }),
  }));
}

const phasesOf = (drawn: readonly Simulated[]): readonly Phase[] =>
  drawn.flatMap(({ phases }): readonly Phase[] => phases);

export function figureTitle(drawn: readonly Simulated[], instrument: Instrument): string {
  const ids = phasesOf(drawn).map(({ crystal }) => crystal.id);
  const what = ids.length > MOST_NAMED ? `${ids.length} phases` : ids.join(', ');
  const { radiation, wavelength, satellites, name } = instrument;
  const beam = radiation === 'neutron' ? 'neutrons' : 'X-rays';
  const lines = [wavelength, ...satellites.map((line) => line.wavelength)];
  const angstrom = lines.map((line) => Number(line.toFixed(4))).join(' + ');
  return `${what}: ${beam}, ${angstrom} Å (${name})`;
}
