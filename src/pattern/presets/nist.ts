import { widthsFromGsas } from '../gsasWidths.ts';
import type { Instrument } from '../instrument.ts';
import { widthsFromCollimation } from './collimation.ts';
import { neutronPreset } from './preset.ts';

/**
 * The instrument of Lolla et al., J. Appl. Cryst. 55 (2022), doi:10.1107/S1600576722006069: BT-1 of NIST with its Ge(311)
 * monochromator, as found by fitting the peaks of six of the authors' public sample patterns.
 */
export const BT1_GE311: Instrument = {
  name: 'bt1-ge311',
  title: 'BT-1, NIST Center for Neutron Research, Ge(311), as in Lolla et al. (2022)',
  radiation: 'neutron',
  wavelength: 2.0775,
  satellites: [],
  grid: { start: 3, step: 0.05, count: 3041 },
  widths: { U: 0.28812, V: 0.00195, W: 0.00031, X: 0.00865, Y: 0.04753, Z: 0 },
  cutoff: 0.001,
  axialDivergence: { kind: 'simple', k: 0.006377 },
  zeroShift: 0.0006,
  polarisation: { kind: 'none' },
  scatteringLengths: 'sears1992',
  realLengths: true,
  source:
    'least squares over whole sample patterns of usnistgov/semi-supervised-neutron (commit 5f787ef)',
  approximations:
    'Found from patterns, not published: λ to 0.0002 Å; X and Y, and V and W, make up for each other; what the zero shift of 0.0006° stands for is not known.',
};

/**
 * The file's widths agree to 5 % with the peaks of corundum that NIST published as a pdCIF, which
 * also settles that GSAS means variances.
 */
export const BT1_CU311 = neutronPreset({
  name: 'bt1-cu311',
  title: 'BT-1, NIST Center for Neutron Research, Cu(311), 15′ in the pile',
  wavelength: 1.5402,
  range: [3, 165, 0.05],
  widths: widthsFromGsas({ U: 239.7, V: -298.2, W: 180.8 }),
  axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.04, hOverL: 0.03 },
  source: 'instrument file BT1.prm of the GSAS-II tutorial “Simulation” (profile function 3)',
  approximations:
    'Gaussian peaks, cut off at 0.001 of their maximum instead of the 0.005 of the file. Cu(311) lets λ/2 pass in a share that is not published: it is left out.',
});

/** Take-off angle from λ = 2 d sinθ_M with d(733) of germanium, 0.6912 Å. */
export const BT1_GE733 = neutronPreset({
  name: 'bt1-ge733',
  title: 'BT-1, NIST Center for Neutron Research, Ge(733), 15′ in the pile',
  wavelength: 1.1968,
  range: [3, 165, 0.05],
  widths: widthsFromCollimation({ alpha1: 15, alpha2: 20, alpha3: 7, mosaic: 25, takeOff: 120 }),
  source:
    'collimations 15′, 20′, 7′ [Stalick et al., Mater. Res. Soc. Symp. Proc. 376, 101 (1995)] by the formula of Caglioti et al. (1958)',
  approximations:
    'No published widths were found: derived from collimations, without axial divergence. The mosaic spread, 25′, is the one that reproduces the widths of Cu(311) in the same way. The page on the instrument confirms monochromators and 15′ in the pile; the paper was not at hand: its citation and the 20′ and 7′ are unconfirmed.',
});
