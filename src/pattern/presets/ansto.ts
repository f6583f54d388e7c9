import { widthsFromCollimation } from './collimation.ts';
import { neutronPreset } from './preset.ts';

export const ECHIDNA = neutronPreset({
  name: 'echidna',
  title: 'Echidna, OPAL, ANSTO, Ge(335), 1.622 Å, take-off 140°',
  wavelength: 1.622,
  range: [4, 164, 0.05],
  widths: { U: 0.143363, V: -0.522167, W: 0.590411, X: 0, Y: 0.054276, Z: 0 },
  source:
    'FullProf refinement of La¹¹B₆, run ECH0030684 (easyscience/diffraction-lib, verification, ECH0030684_LaB6_1p622A.pcr); instrument: Avdeev & Hester, J. Appl. Cryst. 51, 1597 (2018)',
  approximations: 'Refined without axial divergence, from 10° on: peaks below are too symmetric.',
});

export const WOMBAT = neutronPreset({
  name: 'wombat',
  title: 'Wombat, OPAL, ANSTO, Ge(113), 2.41 Å, take-off 90°',
  wavelength: 2.41,
  range: [15, 135, 0.125],
  widths: widthsFromCollimation({ alpha1: 30, alpha2: 40, alpha3: 20, mosaic: 20, takeOff: 90 }),
  source:
    'take-off from λ and d(113) of germanium, 1.706 Å, by the formula of Caglioti et al. (1958); instrument: Studer, Hagen & Noakes, Physica B 385–386, 1013 (2006)',
  approximations:
    'No published widths were found. Divergences of guide and focusing monochromator (30′, 40′), mosaic spread (20′) and the sample as seen by the detector (20′) are assumed: good to a third at best.',
});
