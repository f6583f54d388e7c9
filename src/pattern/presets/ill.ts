import { widthsFromGsas } from '../gsasWidths.ts';
import { widthsFromCollimation } from './collimation.ts';
import { neutronPreset } from './preset.ts';

export const D2B = neutronPreset({
  name: 'd2b',
  title: 'D2B, Institut Laue-Langevin, Ge(335), 1.594 Å',
  wavelength: 1.594,
  range: [5, 160, 0.05],
  widths: widthsFromCollimation({ alpha1: 18, alpha2: 11, alpha3: 5, mosaic: 20, takeOff: 135 }),
  source:
    'collimations 18′, 11′, 5′, mosaic spread 20′, take-off 135° as described in the McStas model of D2B (mccode-dev/McCode, ILL_D2B.instr; Enrique, Lieutenant, Farhi & Cussen) by the formula of Caglioti et al. (1958)',
  approximations:
    'No published widths were found: derived from collimations (high-resolution mode), without axial divergence. The model describes a mosaic spread of 20′ but sets 12′, with which peaks would be a ninth sharper at most. The high-intensity mode is broader.',
});

export const D1A = neutronPreset({
  name: 'd1a',
  title: 'D1A, Institut Laue-Langevin, Ge(115), 1.909 Å',
  wavelength: 1.909,
  range: [5, 158, 0.05],
  widths: widthsFromGsas({ U: 257.182710995, V: -640.525145369, W: 569.378664828 }),
  source:
    'default instrument parameters “1.9A ILL D1A CW data” of GSAS-II (defaultIparms.py); a file of the GSAS-II tutorial “CWNeutron” is broader, by 7 % at 10° and a third at 120°',
  approximations:
    'Gaussian peaks. S/L + H/L of the source is a placeholder (0.002): no axial divergence.',
});

export const D20 = neutronPreset({
  name: 'd20',
  title: 'D20, Institut Laue-Langevin, pyrolytic graphite (002), 2.415 Å, high flux',
  wavelength: 2.415,
  range: [10, 140, 0.1],
  widths: { U: 4.055, V: -2.844, W: 0.849, X: 0, Y: 0, Z: 0 },
  source:
    'own fit to 15 peaks of Na₂Ca₃Al₂F₁₄ at 27–100° (r.m.s. 1.2 %), pattern nac_1645179.dat of McStasMcXtrace/iFit',
  approximations:
    'Widths at half height of single peaks, so that axial divergence is part of them; extrapolated below 27° and above 100°. The settings of D20 with higher take-off angles are sharper.',
});

export const D1B = neutronPreset({
  name: 'd1b',
  title: 'D1B, Institut Laue-Langevin, pyrolytic graphite (002), 2.524 Å',
  wavelength: 2.524,
  range: [5, 128, 0.1],
  widths: { U: 1.61421, V: -1.07738, W: 0.36345, X: 0, Y: 0, Z: 0 },
  source:
    'FullProf resolution file “Resolution Function of D1B-ILL” (10–90°); detector: Puente Orench et al., J. Phys. Conf. Ser. 549, 012003 (2014)',
  approximations:
    'Gaussian peaks without axial divergence; extrapolated above 90°. The file is from the former detector (0.2° a cell); a GSAS file named D1B at 2.394 Å (GSAS-II tutorial “Magnetic-III”) has its sharpest peaks at 93°, which does not go with the take-off angle of graphite at this wavelength, 44°, and was not used. The paper on the detector was not at hand: its citation is unconfirmed.',
});
