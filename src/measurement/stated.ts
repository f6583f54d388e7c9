import type { Radiation } from '../pattern/index.ts';
import { wavelengthOfTubeLine } from './tubeLines.ts';

const WAVELENGTH =
  /(?:wave[ _-]?length|lambda|λ|alpha[ _-]?1)_?1?\s*(?:\([^)]*\)|\[[^\]]*\])?\s*[:=,]?\s*(\d*[.,]?\d+(?:[ed][+-]?\d+)?)\s*(nm|pm)?\b/i;
const ANGSTROM_PER: Readonly<Record<string, number>> = { nm: 10, pm: 0.01 };

/** Wavelength in Å that a comment or header states, in numbers or as a tube line. */
export const statedWavelength = (text: string): number | undefined =>
  wavelengthInNumbers(text) ?? wavelengthOfTubeLine(text);

/** Wavelength in Å that a comment or header states in numbers. */
export function wavelengthInNumbers(text: string): number | undefined {
  const match = WAVELENGTH.exec(text);
  if (!match) return undefined;
  const value = Number(match[1]!.replace(',', '.').replace(/d/i, 'e'));
  return value * (ANGSTROM_PER[match[2]?.toLowerCase() ?? ''] ?? 1);
}

/** Radiation that a comment or header states; undefined where it names none, or both. */
export function statedRadiation(text: string): Radiation | undefined {
  const neutron = /\bneutrons?\b/i.test(text);
  const xRay =
    /\b(x[ -]?rays?|p?xrd|synchrotron)\b/i.test(text) || wavelengthOfTubeLine(text) !== undefined;
  if (neutron === xRay) return undefined;
  return neutron ? 'neutron' : 'x-ray';
}
