import { radFromDeg } from '../../math/index.ts';
import type { Polarisation } from '../instrument.ts';

/**
 * GSAS's factor P + (1 − P) cos²2θ for a detector in the plane of polarisation, turned by an
 * azimuth, degrees. P = 0.5 is the unpolarised beam of a tube. [GSAS-II, `GSASIIpwd.Polarization`]
 */
export function polarisationFromShare(share: number, azimuth = 0): Polarisation {
  const along = Math.cos(radFromDeg(azimuth)) ** 2;
  const horizontal = share * along + (1 - share) * (1 - along);
  return horizontal === 0.5
    ? { kind: 'laboratory', monochromatorTwoTheta: 0 }
    : { kind: 'synchrotron', horizontal };
}

/** One warning that counts and names what of a file is not used; none if nothing is. */
export function leftOut(why: string, names: readonly string[]): string[] {
  const distinct = [...new Set(names)];
  if (distinct.length === 0) return [];
  const entries = distinct.length === 1 ? '1 entry is' : `${distinct.length} entries are`;
  return [`${entries} ${why} and left out: ${distinct.join(', ')}`];
}
