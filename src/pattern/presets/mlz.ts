import { widthsFromCollimation } from './collimation.ts';
import { neutronPreset } from './preset.ts';

export const SPODI = neutronPreset({
  name: 'spodi',
  title: 'SPODI, FRM II, Garching, Ge(551), 1.548 Å, take-off 155°',
  wavelength: 1.548,
  range: [5, 152, 0.05],
  widths: widthsFromCollimation({ alpha1: 25, alpha2: 25, alpha3: 10, mosaic: 20, takeOff: 155 }),
  source:
    'take-off 155° and detector collimators of 10′ [MLZ, instrument page of SPODI; Hoelzel et al., Nucl. Instrum. Methods A 667, 32 (2012)] by the formula of Caglioti et al. (1958)',
  approximations:
    'No published widths were found: derived from collimations, of which those before the sample (25′, 25′) and the mosaic spread (20′) are assumed. No axial divergence: SPODI corrects for it. The page on the instrument was read, the paper was not at hand: its citation is unconfirmed.',
});
