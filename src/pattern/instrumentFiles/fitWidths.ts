import {
  determinant3,
  invert3,
  type Matrix3,
  radFromDeg,
  type Triple,
  transform3,
} from '../../math/index.ts';
import type { PeakWidths } from '../instrument.ts';

/** FWHM of the Gaussian and the Lorentzian part of a peak, degrees. */
export interface WidthSample {
  readonly twoTheta: number;
  readonly g: number;
  readonly l: number;
}

/**
 * U V W X Y Z closest to widths known at some angles: least squares of Γ_G²/Γ² and of Γ_L/Γ. NaN
 * where the angles do not suffice.
 */
export function fitWidths(samples: readonly WidthSample[]): PeakWidths {
  const rows = samples.map(({ twoTheta, g, l }) => {
    const theta = radFromDeg(twoTheta / 2);
    const tan = Math.tan(theta);
    const total = g + l;
    return { tan, secant: 1 / Math.cos(theta), total, g, l };
  });
  const [U, V, W] = leastSquares(
    rows.map(({ tan, total, g }) => {
      const weight = 1 / total ** 2;
      return { terms: [tan * tan * weight, tan * weight, weight], value: g * g * weight };
    }),
  );
  const [X, Y, Z] = rows.every(({ l }) => l === 0)
    ? ([0, 0, 0] as const)
    : leastSquares(
        rows.map(({ tan, secant, total, l }) => ({
          terms: [tan / total, secant / total, 1 / total],
          value: l / total,
        })),
      );
  return { U, V, W, X, Y, Z };
}

interface Equation {
  readonly terms: Triple;
  readonly value: number;
}

function leastSquares(equations: readonly Equation[]): Triple {
  const sum = (f: (equation: Equation) => number) =>
    equations.reduce((total, equation) => total + f(equation), 0);
  const axes = [0, 1, 2] as const;
  const matrix = axes.map((i) => axes.map((j) => sum(({ terms }) => terms[i] * terms[j])));
  const right = axes.map((i) => sum(({ terms, value }) => terms[i] * value));
  const normal = matrix as unknown as Matrix3;
  if (!(Math.abs(determinant3(normal)) > 0)) return [Number.NaN, Number.NaN, Number.NaN];
  return transform3(invert3(normal), right as unknown as Triple);
}
