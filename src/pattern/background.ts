import { chebyshevSum } from '../math/index.ts';
import type { Pattern } from './pattern.ts';

/** A broad maximum of what is not crystalline: a glass, a sample holder, a liquid. */
export interface Hump {
  /** Centre, degrees. */
  readonly twoTheta: number;
  /** Degrees. */
  readonly fwhm: number;
  /** In the unit of the pattern. */
  readonly height: number;
}

export interface BackgroundOptions {
  /**
   * Coefficients c_n of Σ c_n T_n(x), Chebyshev polynomials of the first kind, in the unit of the
   * pattern; x runs from −1 at its first angle to 1 at its last. @default none
   */
  readonly chebyshev?: readonly number[];
  /** Gaussian maxima. @default none */
  readonly humps?: readonly Hump[];
}

/**
 * A pattern on a background.
 *
 * @throws RangeError when the background is negative somewhere, or a hump has no width.
 */
export function addBackground(pattern: Pattern, options: BackgroundOptions): Pattern {
  const { chebyshev = [], humps = [] } = options;
  for (const { fwhm } of humps) {
    if (!(fwhm > 0)) throw new RangeError(`the FWHM of a hump must be positive: ${fwhm} degrees`);
  }
  const { twoTheta } = pattern;
  const [first = 0, last = 1] = [twoTheta[0], twoTheta.at(-1)];
  const background = twoTheta.map((angle) => {
    const x = last > first ? (2 * (angle - first)) / (last - first) - 1 : 0;
    return chebyshevSum(chebyshev, x) + humps.reduce((sum, hump) => sum + heightOf(hump, angle), 0);
  });
  const below = background.findIndex((y) => !(y >= 0));
  if (below >= 0) {
    const where = `${twoTheta[below]!.toFixed(2)} degrees`;
    throw new RangeError(`the background is ${background[below]!.toPrecision(3)} at ${where}`);
  }
  return { ...pattern, intensity: pattern.intensity.map((y, i) => y + background[i]!) };
}

const heightOf = ({ twoTheta, fwhm, height }: Hump, angle: number): number =>
  height * Math.exp(-4 * Math.LN2 * ((angle - twoTheta) / fwhm) ** 2);
