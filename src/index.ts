/**
 * Mauguin names the symmetry of a crystal from its powder diffraction pattern.
 * Each room is also a door of its own: `import { readCif } from 'mauguin/crystal'`.
 */
export * as augmentation from './augmentation/index.ts';
export * as crystal from './crystal/index.ts';
export * as dataset from './dataset/index.ts';
export * as evaluation from './evaluation/index.ts';
export * as generation from './generation/index.ts';
export * as io from './io/index.ts';
export * as measurement from './measurement/index.ts';
export * as model from './model/index.ts';
export * as nn from './nn/index.ts';
export * as pattern from './pattern/index.ts';
export * as prediction from './prediction/index.ts';
export * as random from './random/index.ts';
export * as report from './report/index.ts';
export * as training from './training/index.ts';
