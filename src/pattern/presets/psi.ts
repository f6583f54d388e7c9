import { neutronPreset } from './preset.ts';

export const HRPT = neutronPreset({
  name: 'hrpt',
  title: 'HRPT, SINQ, Paul Scherrer Institut, Ge(533), 1.494 Å, take-off 120°',
  wavelength: 1.494,
  range: [5, 165, 0.05],
  widths: { U: 0.081547, V: -0.115345, W: 0.121119, X: 0, Y: 0.083044, Z: 0 },
  source:
    'FullProf refinement of La₀.₅Ba₀.₅CoO₃ at HRPT (easyscience/diffraction-lib, commit 2a6c0e1, pd-neut-cwl_pv_lbco, lbco.pcr, 10–165°); instrument: Fischer et al., Physica B 276–278, 146 (2000)',
  approximations:
    'Refined from a compound, not from a standard: the Lorentzian part holds the broadening of that sample too. No axial divergence. The paper on the instrument was not at hand: its citation is unconfirmed.',
});
