import { type Crystal, conventionalCell } from '../../crystal/index.ts';
import {
  InputError,
  type LoadedCrystal,
  loadCrystals,
  type StructureFormat,
} from '../../io/index.ts';
import { transform3, transpose3 } from '../../math/index.ts';
import {
  createSimulator,
  gridEnd,
  type Instrument,
  listReflections,
  mixPhases,
  type Reflection,
  type SimulationFault,
  type SimulationOptions,
} from '../../pattern/index.ts';
import type { Tally } from '../tally.ts';
import { type SimulateFlags, weightOf } from './flags.ts';
import { impurityOptions, simulationOptions } from './setup.ts';

/** One phase of a sample. */
export interface Phase {
  readonly crystal: Crystal;
  /** Its part of the pattern. */
  readonly intensity: Float64Array;
  /** Empty unless asked for. */
  readonly reflections: readonly Reflection[];
}

/** A crystal with its impurities, simulated. */
export interface Simulated {
  readonly crystal: Crystal;
  /** Scaled to a maximum of 1, impurities included. */
  readonly intensity: Float64Array;
  /** The crystal itself first. */
  readonly phases: readonly [Phase, ...Phase[]];
}

export type SampleResult =
  | { readonly ok: true; readonly simulated: Simulated }
  | { readonly ok: false; readonly message: string };

/** Simulates one crystal after the other, each mixed with the same impurities. */
export interface SampleSimulator {
  readonly instrument: Instrument;
  simulate(loaded: LoadedCrystal & { readonly ok: true }): SampleResult;
}

/**
 * @param withReflections lists them as well, which takes the symmetry search
 * @throws InputError when an impurity cannot be used.
 */
export async function createSampleSimulator(
  instrument: Instrument,
  flags: SimulateFlags,
  withReflections: boolean,
  tally: Tally,
): Promise<SampleSimulator> {
  const { impurity: impurities = [] } = flags;
  const options = simulationOptions(flags);
  const phaseOf = phaseSimulator(instrument, options, withReflections, tally);
  const foreignPhaseOf = phaseSimulator(instrument, impurityOptions(flags), withReflections, tally);
  const others: WeighedPhase[] = [];
  for (const { file, weightFraction } of impurities) {
    const result = foreignPhaseOf(await onlyCrystalOf(file));
    if (!result.ok) throw new InputError(`${file}: ${result.message}`);
    others.push({ ...result.phase, weight: weightFraction });
  }
  const weight = 1 - weightOf(impurities);
  return {
    instrument,
    simulate(loaded) {
      const result = phaseOf(loaded);
      if (!result.ok) return result;
      return { ok: true, simulated: mixed([{ ...result.phase, weight }, ...others]) };
    },
  };
}

interface PhaseAlone extends Phase {
  /** Of the intensity before it was scaled. */
  readonly maximum: number;
}

interface WeighedPhase extends PhaseAlone {
  readonly weight: number;
}

function mixed(phases: readonly [WeighedPhase, ...WeighedPhase[]]): Simulated {
  const [main] = phases;
  const { crystal } = main;
  if (phases.length === 1) return { crystal, intensity: main.intensity, phases: [main] };
  const { intensity, contributions } = mixPhases(phases);
  const [first, ...rest] = phases.map((phase, p) => ({ ...phase, intensity: contributions[p]! }));
  return { crystal, intensity, phases: [first!, ...rest] };
}

type PhaseResult =
  | { readonly ok: true; readonly phase: PhaseAlone }
  | { readonly ok: false; readonly message: string };

function phaseSimulator(
  instrument: Instrument,
  options: SimulationOptions,
  withReflections: boolean,
  tally: Tally,
): (loaded: LoadedCrystal & { readonly ok: true }) => PhaseResult {
  const simulator = createSimulator(instrument, options);
  return ({ crystal, file, line, format, warnings }) => {
    const result = simulator.simulate(crystal);
    if (!result.ok) return { ok: false, message: withOptions(result.fault) };
    const listed = withReflections
      ? listIn(crystal, format, instrument, options)
      : { ok: true as const, reflections: [] };
    if (!listed.ok) return listed;
    const remarks = [...warnings, ...result.warnings, ...displacementRemark(crystal, options)];
    for (const remark of remarks) tally.add(remark, `${file}:${line}`);
    const { intensity, maximum } = result;
    return { ok: true, phase: { crystal, intensity, maximum, reflections: listed.reflections } };
  };
}

/** Names the options that help. */
function withOptions({ kind, message }: SimulationFault): string {
  switch (kind) {
    case 'no-reflections':
    case 'too-many-reflections':
      return `${message} (--range, --wavelength)`;
    case 'strain':
      return `${message} (--stephens)`;
    case 'unknown-scatterer':
    case 'zero-intensity':
      return message;
  }
}

function displacementRemark({ sites }: Crystal, { bIso = 0 }: SimulationOptions): string[] {
  return sites.some(({ displacement }) => displacement.kind === 'none')
    ? [`atoms without a displacement value were given B = ${bIso} Å² (--b-iso)`]
    : [];
}

type ListResult =
  | { readonly ok: true; readonly reflections: readonly Reflection[] }
  | { readonly ok: false; readonly message: string };

/** Reflections within the range of the instrument, indices and |F|² of the conventional cell. */
function listIn(
  given: Crystal,
  format: StructureFormat,
  instrument: Instrument,
  { bIso = 0, sample = {} }: SimulationOptions,
): ListResult {
  // A CIF on rhombohedral axes means them; a structure line holds whatever cell was at hand.
  const { crystal, edges } = conventionalCell(given, { rhombohedralAxes: format === 'cif' });
  const { texture } = sample;
  const axis = texture && transform3(transpose3(edges), texture.axis);
  const turned = texture && axis ? { ...sample, texture: { ...texture, axis } } : sample;
  try {
    const all = listReflections(crystal, { instrument, bIso, sample: turned });
    return { ok: true, reflections: withinRange(all, instrument) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, message: error.message };
  }
}

function withinRange(all: readonly Reflection[], { grid }: Instrument): readonly Reflection[] {
  const inside = all.filter(({ twoTheta }) => twoTheta >= grid.start && twoTheta <= gridEnd(grid));
  const strongest = inside.reduce((most, { intensity }) => Math.max(most, intensity), 0);
  return inside.map((r) => ({ ...r, intensity: (100 * r.intensity) / strongest }));
}

/** The crystal of a file that holds one. */
async function onlyCrystalOf(file: string): Promise<LoadedCrystal & { readonly ok: true }> {
  const found: (LoadedCrystal & { readonly ok: true })[] = [];
  for await (const loaded of loadCrystals([file])) {
    if (!loaded.ok) throw new InputError(`${file}:${loaded.line}: ${loaded.fault.message}`);
    found.push(loaded);
    if (found.length > 1) throw new InputError(`${file}: an impurity is a file of one crystal`);
  }
  return found[0]!;
}
