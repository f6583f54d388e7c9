import { widthsFromGsas } from '../gsasWidths.ts';
import { neutronPreset } from './preset.ts';

export const HB2A_GE115 = neutronPreset({
  name: 'hb2a-ge115',
  title: 'HB-2A (POWDER), High Flux Isotope Reactor, Oak Ridge, Ge(115), 1.54 Å',
  wavelength: 1.54,
  range: [5, 150, 0.05],
  widths: widthsFromGsas({ U: 245, V: -335, W: 175 }),
  source:
    'a published GSAS-II refinement of NIST silicon at HB-2A with Ge(115), QUAD (Bayesian Rietveld scripts); instrument: Garlea et al., Appl. Phys. A 99, 531 (2010)',
  approximations:
    'The scripts state ranges only: U 240 to 250, V −340 to −330, W 170 to 180 (0.01°)²; the middles are taken. No axial divergence.',
});

/** Agrees to 15 % with the peaks of Cr₂WO₆ at 150 K measured with this setting. */
export const HB2A_GE113 = neutronPreset({
  name: 'hb2a-ge113',
  title: 'HB-2A (POWDER), High Flux Isotope Reactor, Oak Ridge, Ge(113), 2.41 Å',
  wavelength: 2.4067,
  range: [5, 150, 0.05],
  widths: widthsFromGsas({ U: 701.3626, V: -1157.202, W: 558.7603 }),
  source:
    'instrument file of the GSAS-II tutorial “Magnetic-II”; instrument: Garlea et al., Appl. Phys. A 99, 531 (2010)',
  approximations:
    'Gaussian peaks. S/L and H/L of the file are placeholders (0.001): no axial divergence.',
});
