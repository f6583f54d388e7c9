import type { Instrument } from '../instrument.ts';
import { xrayPreset } from './preset.ts';

/**
 * K emission lines, Å. [International Tables C (2004), table 4.2.2.4; Hölzer et al., Phys. Rev. A
 * 56, 4554 (1997)]
 */
const LINES = {
  Cu: { alpha1: 1.5405929, alpha2: 1.5444274 },
  Co: { alpha1: 1.788996, alpha2: 1.792835 },
  Mo: { alpha1: 0.70931715, alpha2: 0.713607 },
} as const;

/**
 * Refined from CeO₂ with a pseudo-Voigt of FWHM² = 0.00762 tan²θ − 0.00889 tanθ + 0.010213 and
 * η = 0.36718 + 0.003352·2θ; these X to W are the Gaussian and Lorentzian parts of it, and give
 * back its FWHM to 2.5 % from 20 to 145°.
 */
const widths = { U: 0.001916, V: -0.003901, W: 0.005564, X: -0.02511, Y: 0.09955, Z: -0.05932 };

/** Half heights over radius in INST_XRY.PRM, the laboratory instrument of the GSAS examples. */
const axialDivergence = { kind: 'finger-cox-jephcoat', sOverL: 0.015, hOverL: 0.015 } as const;

const WIDTHS_SOURCE =
  'widths: FullProf refinement of CeO₂, Cu Kα (scattering/pycrysfml, hklgen/examples/CeO2/ce1.pcr)';
const LINES_SOURCE = 'wavelengths: International Tables C (2004), table 4.2.2.4';

type Given = Pick<Instrument, 'name' | 'title' | 'wavelength'> & {
  readonly range: readonly [number, number, number];
  readonly approximations: string;
};

const tube = (
  given: Given,
  alpha2: number | undefined,
  monochromatorTwoTheta: number,
): Instrument =>
  xrayPreset({
    ...given,
    satellites: alpha2 === undefined ? [] : [{ wavelength: alpha2, weight: 0.5 }],
    widths,
    axialDivergence,
    polarisation: { kind: 'laboratory', monochromatorTwoTheta },
    source: `${WIDTHS_SOURCE}; ${LINES_SOURCE}`,
  });

const CARRIED_OVER =
  'Widths carried over from a Cu Kα instrument: the natural width of the line is not scaled.';

export const CU_KA = tube(
  {
    name: 'cu-ka',
    title: 'Laboratory diffractometer, Bragg–Brentano, Cu Kα1 + Kα2, no monochromator',
    wavelength: LINES.Cu.alpha1,
    range: [10, 140, 0.02],
    approximations:
      'A typical instrument, not yours. Kα2 at half the intensity and with the widths of Kα1; no Kα3, Kβ or tube tails. The widths come from an instrument with a monochromator.',
  },
  LINES.Cu.alpha2,
  0,
);

export const CU_KA1 = tube(
  {
    name: 'cu-ka1',
    title: 'Laboratory diffractometer, Bragg–Brentano, Cu Kα1 of a Ge(111) monochromator',
    wavelength: LINES.Cu.alpha1,
    range: [10, 140, 0.02],
    approximations:
      'Kα1 only. Widths of a diffractometer without monochromator: good Kα1 optics are sharper by up to a third.',
  },
  undefined,
  27.3,
);

export const CO_KA = tube(
  {
    name: 'co-ka',
    title: 'Laboratory diffractometer, Bragg–Brentano, Co Kα1 + Kα2, no monochromator',
    wavelength: LINES.Co.alpha1,
    range: [10, 140, 0.02],
    approximations: `${CARRIED_OVER} Kα2 at half the intensity; no Kβ.`,
  },
  LINES.Co.alpha2,
  0,
);

export const MO_KA = tube(
  {
    name: 'mo-ka',
    title: 'Laboratory diffractometer, Bragg–Brentano, Mo Kα1 + Kα2, no monochromator',
    wavelength: LINES.Mo.alpha1,
    range: [5, 90, 0.02],
    approximations: `${CARRIED_OVER} Kα2 at half the intensity; no Kβ.`,
  },
  LINES.Mo.alpha2,
  0,
);
