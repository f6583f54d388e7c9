/**
 * Room: numbers in, numbers out. Angles in radians unless a name says `Deg`.
 * Nothing here knows crystals or networks.
 */
export { chebyshevSum } from './chebyshev.ts';
export { leastSquares } from './leastSquares.ts';
export { fitLogistic } from './logistic.ts';
export { normalCdf, normalQuantile } from './normal.ts';
export { gaussLegendre, type Quadrature } from './quadrature.ts';
export { logSumExp, softmax } from './softmax.ts';
export {
  binarySearch,
  type Interval,
  mean,
  median,
  quantile,
  wilsonInterval,
} from './statistics.ts';
export {
  cross,
  degFromRad,
  determinant3,
  dot,
  invert3,
  type Matrix3,
  multiply3,
  norm,
  radFromDeg,
  type Triple,
  transform3,
  transpose3,
} from './vector.ts';
