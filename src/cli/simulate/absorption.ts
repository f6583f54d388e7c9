import { type Crystal, crystalDensity } from '../../crystal/index.ts';
import { attenuationOf, cylinderTransmission, type Instrument } from '../../pattern/index.ts';
import type { SimulateFlags } from './flags.ts';

/** How much of the powder's volume is crystal, where nothing else is said. */
export const USUAL_PACKING = 0.6;

interface Part {
  readonly crystal: Crystal;
  readonly weight: number;
}

/** What absorption does to a sample; without it there is no `transmission`. */
export type AbsorptionResult =
  | {
      readonly ok: true;
      /** Share of the rays that leave the sample at an angle 2θ, degrees. */
      readonly transmission?: (twoTheta: number) => number;
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** Absorption in the cylinder that the options ask for, from the cross sections of its phases. */
export function absorptionOf(
  parts: readonly Part[],
  { radiation, wavelength }: Instrument,
  { muR, radius, packing = USUAL_PACKING }: SimulateFlags,
): AbsorptionResult {
  if (muR !== undefined) return throughCylinder(muR, [], '--mu-r');
  if (radius === undefined) return { ok: true, remarks: [] };
  const unknown = new Set<string>();
  let volume = 0;
  let sum = 0;
  for (const { crystal, weight } of parts) {
    const attenuation = attenuationOf(crystal, radiation, wavelength);
    for (const name of attenuation.unknown) unknown.add(name);
    // One phase alone needs no density.
    const share = parts.length === 1 ? 1 : weight / crystalDensity(crystal);
    volume += share;
    sum += share * attenuation.perCentimetre;
  }
  const found = ((sum / volume) * packing * radius) / 10;
  const remarks = [
    `a cylinder of ${radius} mm radius, packed to ${packing}, has µR = ${found.toPrecision(3)}`,
    ...[...unknown].map((name) => `the absorption of ${name} is unknown and counts as 0`),
  ];
  return throughCylinder(found, remarks, '--radius, --packing');
}

function throughCylinder(
  muR: number,
  remarks: readonly string[],
  options: string,
): AbsorptionResult {
  try {
    return { ok: true, transmission: cylinderTransmission(muR), remarks };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, message: `${error.message} (${options})` };
  }
}
