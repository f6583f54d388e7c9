import { InputError, openInstrument } from '../../io/index.ts';
import type { Grid, Instrument, Sample, SimulationOptions } from '../../pattern/index.ts';
import { note } from '../output.ts';
import type { SimulateFlags } from './flags.ts';

/** The instrument that the options ask for; what was assumed or left out goes to stderr. */
export async function openSetup(flags: SimulateFlags, grid?: Grid): Promise<Instrument> {
  const { wavelength, zero, scatteringLengths } = flags;
  const opened = await openInstrument(flags.instrument, { ...(grid && { grid }) });
  for (const warning of opened.warnings) note(`${flags.instrument}: ${warning}`);
  const { instrument } = opened;
  if (scatteringLengths !== undefined && instrument.radiation === 'x-ray') {
    throw new InputError(`--scattering-lengths is for neutrons, ${instrument.name} has X-rays`);
  }
  if (wavelength !== undefined && instrument.satellites.length > 0) {
    note(`--wavelength: the further lines of ${instrument.name} are left out`);
  }
  return {
    ...instrument,
    ...(wavelength !== undefined && { wavelength, satellites: [] }),
    ...(zero !== undefined && { zeroShift: zero }),
    ...(scatteringLengths !== undefined && { scatteringLengths }),
  };
}

/** What the sample adds, as options of the simulator. */
export function simulationOptions(flags: SimulateFlags): SimulationOptions {
  const { bIso, size, strain, stephens, texture, displacement, transparency } = flags;
  const sample: Sample = {
    ...(size !== undefined && { crystalliteSize: size }),
    ...(strain !== undefined && { strain }),
    ...(stephens !== undefined && { stephens }),
    ...(texture !== undefined && { texture }),
    ...(displacement !== undefined && { displacement }),
    ...(transparency !== undefined && { transparency }),
  };
  return { bIso, sample };
}

/** Of another phase in the same sample: what is tied to directions in the crystal is not its own. */
export function impurityOptions(flags: SimulateFlags): SimulationOptions {
  const { stephens: _, texture: __, ...sample } = simulationOptions(flags).sample ?? {};
  return { bIso: flags.bIso, sample };
}
