import { cutoffDistance, type PeakShape, peakShape } from '../pattern/index.ts';

/** FWHM of the two factors of a Voigt function, degrees. */
interface VoigtWidths {
  readonly gaussian: number;
  readonly lorentzian: number;
}

/** Γ = A Γ_L + √(B Γ_L² + Γ_G²). [Olivero & Longbothum, J. Quant. Spectrosc. Radiat. Transfer 17, 233 (1977)] */
const A = 0.5346;
const B = 0.2166;

/**
 * The shape that turns `own` into `target` by convolution: Lorentzian widths add up, and so do the
 * squares of Gaussian ones. Where `own` is the more Lorentzian, or the more Gaussian, the sum gets
 * the width of the target but keeps its own character. Undefined where `own` is as wide already.
 */
export function missingShape(own: PeakShape, target: PeakShape): PeakShape | undefined {
  const has = voigtWidths(own);
  const most = widestLorentzian(target.fwhm, has.gaussian);
  if (own.fwhm >= target.fwhm || most <= has.lorentzian) return undefined;
  const wanted = voigtWidths(target).lorentzian;
  const lorentzian = Math.min(Math.max(wanted, has.lorentzian), most);
  const squared = (target.fwhm - A * lorentzian) ** 2 - B * lorentzian ** 2 - has.gaussian ** 2;
  return voigt({
    gaussian: Math.sqrt(Math.max(0, squared)),
    lorentzian: lorentzian - has.lorentzian,
  });
}

/** Γ_L that a Gaussian of `gaussian` leaves room for in `fwhm`. */
function widestLorentzian(fwhm: number, gaussian: number): number {
  const square = A * A - B;
  const root = Math.sqrt((A * fwhm) ** 2 - square * (fwhm ** 2 - gaussian ** 2));
  return (A * fwhm - root) / square;
}

/** Inverse of the sum of widths in `peakShape`. [Thompson, Cox & Hastings, eq. 5a] */
function voigtWidths({ fwhm, eta }: PeakShape): VoigtWidths {
  const gaussian = 1 - 0.74417 * eta - 0.24781 * eta ** 2 - 0.0081 * eta ** 3;
  const lorentzian = 0.72928 * eta + 0.19289 * eta ** 2 + 0.07783 * eta ** 3;
  return { gaussian: fwhm * Math.sqrt(Math.max(0, gaussian)), lorentzian: fwhm * lorentzian };
}

/** Pseudo-Voigt of the two widths, which are √W and Y at θ = 0. */
function voigt({ gaussian, lorentzian }: VoigtWidths): PeakShape {
  const { fwhm, eta } = peakShape({ U: 0, V: 0, W: gaussian ** 2, X: 0, Y: lorentzian, Z: 0 }, 0);
  // The sum of coefficients exceeds 1 by rounding.
  return { fwhm, eta: Math.min(1, eta) };
}

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
