import { InputError, openInstrument } from '../../io/index.ts';
import type { Grid, Instrument, Sample, SimulationOptions } from '../../pattern/index.ts';
import { note } from '../output.ts';
import type { SimulateFlags } from './flags.ts';

/** The instrument that the options ask for; what was assumed or left out goes to stderr. */
export async function openSetup(flags: SimulateFlags, grid?: Grid): Promise<Instrument> {
  const { wavelength, scatteringLengths, polarisation, complexLengths, incoherent } = flags;
  const opened = await openInstrument(flags.instrument, { ...(grid && { grid }) });
  for (const warning of opened.warnings) note(`${flags.instrument}: ${warning}`);
  const { instrument } = opened;
  const ofNeutrons = {
    '--scattering-lengths': scatteringLengths,
    '--complex-lengths': complexLengths,
    '--incoherent': incoherent,
  };
  for (const [option, value] of Object.entries(ofNeutrons)) {
    if (value === undefined || instrument.radiation === 'neutron') continue;
    throw new InputError(`${option} is for neutrons, ${instrument.name} has X-rays`);
  }
  if (polarisation !== undefined && instrument.radiation === 'neutron') {
    throw new InputError(`--polarisation is for X-rays, ${instrument.name} has neutrons`);
  }
  checkCylinder(flags);
  if (wavelength !== undefined && instrument.satellites.length > 0) {
    note(`--wavelength: the further lines of ${instrument.name} are left out`);
  }
  return { ...instrument, ...changesOf(flags, instrument) };
}

/** What the options put in the place of the instrument's own. */
function changesOf(flags: SimulateFlags, instrument: Instrument): Partial<Instrument> {
  const { zero, widths, axial, polarisation, cutoff, scatteringLengths, complexLengths } = flags;
  const { wavelength = instrument.wavelength, satellite = [] } = flags;
  const own = flags.wavelength === undefined ? instrument.satellites : [];
  const further = satellite.map((line) => ({
    wavelength: 'order' in line ? wavelength / line.order : line.wavelength,
    weight: line.weight,
  }));
  return {
    wavelength,
    satellites: [...own, ...further],
    ...(zero !== undefined && { zeroShift: zero }),
    ...(widths !== undefined && { widths: { ...instrument.widths, ...widths } }),
    ...(axial !== undefined && { axialDivergence: axial }),
    ...(polarisation !== undefined && { polarisation }),
    ...(cutoff !== undefined && { cutoff }),
    ...(scatteringLengths !== undefined && { scatteringLengths }),
    ...(complexLengths && { realLengths: false }),
  };
}

function checkCylinder({ radius, packing, muR }: SimulateFlags): void {
  if (muR !== undefined && radius !== undefined) {
    throw new InputError('--mu-r is what --radius comes to: give one of them');
  }
  if (packing !== undefined && radius === undefined) {
    throw new InputError('--packing needs --radius');
  }
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
