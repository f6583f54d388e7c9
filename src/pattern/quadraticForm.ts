import type { Matrix3 } from '../math/index.ts';

/** A quadratic form in hkl: the coefficients of h², k², l², hk, hl, kl. */
export type QuadraticForm = readonly [number, number, number, number, number, number];

export const evaluateForm = (f: QuadraticForm, h: number, k: number, l: number): number =>
  f[0] * h * h + f[1] * k * k + f[2] * l * l + f[3] * h * k + f[4] * h * l + f[5] * k * l;

export const scaleForm = (f: QuadraticForm, s: number): QuadraticForm => [
  f[0] * s,
  f[1] * s,
  f[2] * s,
  f[3] * s,
  f[4] * s,
  f[5] * s,
];

/** 1/d² (Å⁻²) as a form in hkl, from the reciprocal metric. */
export const inverseSquareForm = (metric: Matrix3): QuadraticForm => [
  metric[0][0],
  metric[1][1],
  metric[2][2],
  2 * metric[0][1],
  2 * metric[0][2],
  2 * metric[1][2],
];
