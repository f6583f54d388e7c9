import { widthsFromCollimation } from './collimation.ts';
import { neutronPreset } from './preset.ts';

export const ECHIDNA = neutronPreset({
  name: 'echidna',
  title: 'Echidna, OPAL, ANSTO, Ge(335), 1.622 Å, take-off 140°',
  wavelength: 1.622,
  range: [4, 164, 0.05],
  widths: { U: 0.08967, V: -0.375862, W: 0.476309, X: 0, Y: 0.052528, Z: 0 },
  axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.08, hOverL: 0.08 },
  source:
    'FullProf refinement of La¹¹B₆, run ECH0030684, 10–164°, R_Bragg 3.5 % (easyscience/diffraction-lib, commit 7c7a4a8, pd-neut-cwl_tch-fcj_lab6, ECH0030684_LaB6_1p622A_noAbs.pcr); instrument: Avdeev & Hester, J. Appl. Cryst. 51, 1597 (2018), doi:10.1107/S1600576718014048',
  approximations:
    'S/L = H/L = 0.08 were set, not refined. The refinement gives λ = 1.6225 Å; take that of your data. The paper on the instrument was not at hand: of its citation only the DOI is confirmed.',
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
    'No published widths were found. Divergences of guide and focusing monochromator (30′, 40′), mosaic spread (20′) and the sample as seen by the detector (20′) are assumed: good to a third at best. No axial divergence. The paper on the instrument was not at hand: its citation is unconfirmed.',
});
