import { type Crystal, neutronCrossSectionsOf } from '../../crystal/index.ts';
import { InputError, type LoadedCrystal, loadCrystals } from '../../io/index.ts';
import {
  createSimulator,
  type Instrument,
  mixPhases,
  type Reflection,
  type SimulationFault,
  type SimulationOptions,
  twoThetaGrid,
} from '../../pattern/index.ts';
import type { Tally } from '../tally.ts';
import { absorptionOf } from './absorption.ts';
import { type SimulateFlags, weightOf } from './flags.ts';
import { listIn, weakened } from './listing.ts';
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
  /** Flat background of the nuclei where it was asked for, in the same unit. */
  readonly incoherent: Float64Array;
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
  const task = { instrument, withReflections, isIncoherent: flags.incoherent ?? false, tally };
  const phaseOf = phaseSimulator(task, options);
  const foreignPhaseOf = phaseSimulator(task, impurityOptions(flags));
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
      const phases = [{ ...result.phase, weight }, ...others] as const;
      const absorption = absorptionOf(phases, instrument, flags);
      if (!absorption.ok) return absorption;
      for (const remark of absorption.remarks) tally.add(remark, `${loaded.file}:${loaded.line}`);
      return { ok: true, simulated: mixed(phases, instrument, absorption.transmission) };
    },
  };
}

interface PhaseAlone extends Phase {
  /** Of the intensity before it was scaled. */
  readonly maximum: number;
  readonly incoherentLevel: number;
}

interface WeighedPhase extends PhaseAlone {
  readonly weight: number;
}

function mixed(
  phases: readonly [WeighedPhase, ...WeighedPhase[]],
  { grid }: Instrument,
  transmissionAt?: (twoTheta: number) => number,
): Simulated {
  const [main] = phases;
  const { crystal } = main;
  if (phases.length === 1 && !transmissionAt && main.incoherentLevel === 0) {
    const { intensity } = main;
    return { crystal, intensity, incoherent: new Float64Array(grid.count), phases: [main] };
  }
  const transmission = transmissionAt && twoThetaGrid(grid).map(transmissionAt);
  const { intensity, contributions, incoherent } = mixPhases(
    phases,
    transmission ? { transmission } : {},
  );
  const [first, ...rest] = phases.map((phase, p) => ({
    ...phase,
    intensity: contributions[p]!,
    reflections: transmissionAt ? weakened(phase.reflections, transmissionAt) : phase.reflections,
  }));
  return { crystal, intensity, incoherent, phases: [first!, ...rest] };
}

type PhaseResult =
  | { readonly ok: true; readonly phase: PhaseAlone }
  | { readonly ok: false; readonly message: string };

interface PhaseTask {
  readonly instrument: Instrument;
  readonly withReflections: boolean;
  readonly isIncoherent: boolean;
  readonly tally: Tally;
}

function phaseSimulator(
  { instrument, withReflections, isIncoherent, tally }: PhaseTask,
  options: SimulationOptions,
): (loaded: LoadedCrystal & { readonly ok: true }) => PhaseResult {
  const simulator = createSimulator(instrument, options);
  return ({ crystal, file, line, format, warnings }) => {
    const result = simulator.simulate(crystal);
    if (!result.ok) return { ok: false, message: withOptions(result.fault) };
    const listed = withReflections
      ? listIn(crystal, format, instrument, options)
      : { ok: true as const, reflections: [] };
    if (!listed.ok) return listed;
    const background = isIncoherent ? incoherentOf(crystal, instrument) : NO_BACKGROUND;
    const remarks = [
      ...[...warnings, ...result.warnings, ...displacementRemark(crystal, options)],
      ...background.remarks,
    ];
    for (const remark of remarks) tally.add(remark, `${file}:${line}`);
    const { intensity, maximum } = result;
    const { reflections } = listed;
    const { incoherentLevel } = background;
    return { ok: true, phase: { crystal, intensity, maximum, incoherentLevel, reflections } };
  };
}

const NO_BACKGROUND = { incoherentLevel: 0, remarks: [] } as const;

function incoherentOf(crystal: Crystal, { wavelength }: Instrument) {
  const { incoherentLevel, unknown } = neutronCrossSectionsOf(crystal, wavelength);
  const remarks = unknown.map((name) => `a cross section of ${name} is unknown and counts as 0`);
  return { incoherentLevel, remarks };
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
