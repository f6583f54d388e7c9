import { cutoffDistance, type PeakShape, peakShape } from '../pattern/index.ts';

/** FWHM of the two factors of a Voigt function, degrees. */
interface VoigtWidths {
  readonly gaussian: number;
  readonly lorentzian: number;
}

/**
 * The shape that turns `own` into `target` by convolution. Lorentzian widths add up, squares of
 * Gaussian ones do. Where `own` is more Lorentzian than the target the Gaussian width makes up
 * what the sum lacks: Γ = 0.5346 Γ_L + √(0.2166 Γ_L² + Γ_G²).
 * Undefined where `own` is as wide already.
 * [Olivero & Longbothum, J. Quant. Spectrosc. Radiat. Transfer 17, 233 (1977)]
 */
export function missingShape(own: PeakShape, target: PeakShape): PeakShape | undefined {
  const has = voigtWidths(own);
  const wanted = voigtWidths(target);
  const lorentzian = Math.max(has.lorentzian, wanted.lorentzian);
  const rest = target.fwhm - 0.5346 * lorentzian;
  const squared = rest * rest - 0.2166 * lorentzian * lorentzian - has.gaussian * has.gaussian;
  const missing = lorentzian - has.lorentzian;
  if (own.fwhm >= target.fwhm || (squared <= 0 && missing === 0)) return undefined;
  return voigt({ gaussian: Math.sqrt(Math.max(0, squared)), lorentzian: missing });
}

/** Inverse of the sum of widths in `peakShape`. [Thompson, Cox & Hastings, eq. 5a] */
function voigtWidths({ fwhm, eta }: PeakShape): VoigtWidths {
  const gaussian = 1 - 0.74417 * eta - 0.24781 * eta ** 2 - 0.0081 * eta ** 3;
  const lorentzian = 0.72928 * eta + 0.19289 * eta ** 2 + 0.07783 * eta ** 3;
  return { gaussian: fwhm * Math.sqrt(Math.max(0, gaussian)), lorentzian: fwhm * lorentzian };
}

/** Γ_G and Γ_L are √W and Y at θ = 0. */
const voigt = ({ gaussian, lorentzian }: VoigtWidths): PeakShape =>
  peakShape({ U: 0, V: 0, W: gaussian * gaussian, X: 0, Y: lorentzian }, 0);

/** Lorentzian share of a peak from its width at a quarter of the height over that at half. */
export function etaOf(quarterToHalf: number): number {
  let [low, high] = [0, 1];
  for (let halving = 0; halving < 20; halving++) {
    const eta = (low + high) / 2;
    const ratio = 2 * cutoffDistance({ fwhm: 1, eta }, 0.25);
    if (ratio < quarterToHalf) low = eta;
    else high = eta;
  }
  return (low + high) / 2;
}
