import { widthsFromGsas } from '../gsasWidths.ts';
import { xrayPreset } from './preset.ts';

export const BEAMLINE_11BM = xrayPreset({
  name: '11-bm',
  title: '11-BM, Advanced Photon Source, Si(111) analysers, 30 keV',
  wavelength: 0.413909,
  range: [0.5, 50, 0.001],
  widths: widthsFromGsas({ U: 1.163, V: -0.126, W: 0.063, X: 0.173 }),
  axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.0011, hOverL: 0.0011 },
  polarisation: { kind: 'synchrotron', horizontal: 0.99 },
  source:
    'instrument file “11-BM profile SRM 660a (LaB6) fit (Feb 2009)” of the beamline, U V W also in GSAS-II (defaultIparms.py, “APS 30keV 11BM”); instrument: Lee et al., A twelve-analyzer detector system for high-resolution powder diffraction, J. Synchrotron Rad. 15 (2008)',
  approximations:
    'The wavelength changes from run to run: take that of your data. Peaks of Na₂Ca₃Al₂F₁₄ in a pattern of the beamline are a quarter sharper (0.0050° at 12°).',
});
