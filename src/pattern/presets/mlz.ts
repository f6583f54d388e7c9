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
    'No published widths were found: derived from collimations, of which those before the sample (25′, 25′) are assumed. The mosaic spread, 20′, is that of a McStas model by people of the instrument (mccode-dev/McCode, FRMII_SPODI.instr), which cites the paper as well; the 37′ and 17′ that its guide and beam tube let pass would make peaks a fifth sharper below 60° and a seventh broader at 140°. No axial divergence: SPODI corrects for it.',
});
