import { type Crystal, cellVolume } from '../../crystal/index.ts';
import { createSimulator, type Instrument } from '../../pattern/index.ts';
import { atomCount } from './limits.ts';

/** All structures are compared at this volume per atom, Å³: one a little compressed is the same. */
const VOLUME_PER_ATOM = 15;
/** Stands for all displacements, which only some sources tell, Å². */
const B_ISO = 1;

/** Peaks of 1° let structures be alike whose axes differ by some thousandths. */
const COARSE: Instrument = {
  name: 'fingerprint',
  title: 'neutrons of 1.54 Å with peaks 1° wide',
  radiation: 'neutron',
  wavelength: 1.54,
  satellites: [],
  grid: { start: 5, step: 1 / 3, count: 256 },
  widths: { U: 0, V: 0, W: 1, X: 0, Y: 0, Z: 0 },
  cutoff: 0.001,
  axialDivergence: { kind: 'none' },
  zeroShift: 0,
  polarisation: { kind: 'none' },
  scatteringLengths: 'sears1992',
  realLengths: true,
  source: 'none: it serves to compare structures',
  approximations: '',
};

/**
 * A coarse pattern of a structure, square roots of intensities from 0 to 255 at 256 angles, whatever
 * its volume and displacements; undefined when it cannot be simulated. Square roots give weak peaks,
 * which tell structures apart, a say.
 */
export function createFingerprinter(): (crystal: Crystal) => Uint8Array | undefined {
  const simulator = createSimulator(COARSE, { bIso: B_ISO });
  const pattern = new Float64Array(COARSE.grid.count);
  return (crystal) => {
    const result = simulator.simulate(normalised(crystal), pattern);
    return result.ok ? Uint8Array.from(pattern, (y) => Math.round(255 * Math.sqrt(y))) : undefined;
  };
}

function normalised(crystal: Crystal): Crystal {
  const { cell, sites } = crystal;
  const scale = Math.cbrt((VOLUME_PER_ATOM * atomCount(crystal)) / cellVolume(cell));
  return {
    ...crystal,
    cell: { ...cell, a: cell.a * scale, b: cell.b * scale, c: cell.c * scale },
    sites: sites.map((site) => ({ ...site, displacement: { kind: 'none' } })),
  };
}

/** Distance of two fingerprints, Σ|a − b| / Σ(a + b): 0 for the same, 1 for peaks nowhere common. */
export function fingerprintDistance(a: Uint8Array, b: Uint8Array): number {
  let apart = 0;
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    apart += Math.abs(a[i]! - b[i]!);
    sum += a[i]! + b[i]!;
  }
  return sum === 0 ? 0 : apart / sum;
}
