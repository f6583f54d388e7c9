import { widthsFromGsas } from '../gsasWidths.ts';
import { neutronPreset } from './preset.ts';

export const HB2A_GE115 = neutronPreset({
  name: 'hb2a-ge115',
  title: 'HB-2A (POWDER), High Flux Isotope Reactor, Oak Ridge, Ge(115), 1.54 Å',
  wavelength: 1.5373,
  range: [5, 150, 0.05],
  widths: widthsFromGsas({ U: 247.71, V: -333.44, W: 176.8 }),
  axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.0455, hOverL: 0.0455 },
  source:
    'GSAS-II refinement of NIST silicon, size and strain of the sample apart (rabroughton/QUAD, demos, NIST_Si_HB2A_Ge115, parameter starting values); instrument: Garlea et al., Appl. Phys. A 99, 531 (2010), doi:10.1007/s00339-010-5603-6',
  approximations:
    'S/L and H/L are taken as the halves of their refined sum, 0.091. The wavelength is the refined one; it is nominally 1.54 Å.',
});

/** Agrees to 15 % with the peaks of Cr₂WO₆ at 150 K measured with this setting. */
export const HB2A_GE113 = neutronPreset({
  name: 'hb2a-ge113',
  title: 'HB-2A (POWDER), High Flux Isotope Reactor, Oak Ridge, Ge(113), 2.41 Å',
  wavelength: 2.4067,
  range: [5, 150, 0.05],
  widths: widthsFromGsas({ U: 701.3626, V: -1157.202, W: 558.7603 }),
  source:
    'instrument file of the GSAS-II tutorial “Magnetic-II”; instrument: Garlea et al., Appl. Phys. A 99, 531 (2010), doi:10.1007/s00339-010-5603-6',
  approximations:
    'Gaussian peaks. S/L and H/L of the file are placeholders (0.001): no axial divergence; silicon gave S/L + H/L = 0.09 in a setting with broader peaks (GSAS-II tutorial “k_vec_tutorial”, HB2A_ge113_op2112_Si_cycle866.instprm).',
});
