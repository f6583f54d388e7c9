/**
 * Room: a preprocessed pattern and trained classifiers in, ranked symmetries out.
 * Bravais lattices go by their Pearson symbol, space groups by their number, 1–230.
 */
export {
  type Classifier,
  type Prediction,
  type PredictionModel,
  predict,
  type RankedLattice,
  type RankedSpaceGroup,
} from './predict.ts';
export { type Ranked, rank } from './rank.ts';
