import { createPatternAugmenter } from '../augmentation/index.ts';
import type { Rng } from '../random/index.ts';
import { allTrainingRows, type BatchSource, type TrainingData } from './batch.ts';
import type { Recipe } from './recipe.ts';

/** The stored patterns, augmented as they are read. */
export function storedSource(data: TrainingData, { augmentation }: Recipe, rng: Rng): BatchSource {
  const { patterns, instrument } = data;
  const { length } = patterns;
  if (augmentation === undefined) return plainSource(data);
  const augment = createPatternAugmenter(instrument, augmentation);
  const guests = allTrainingRows(data);
  const guest = new Float32Array(length);
  return {
    ahead: 1,
    async read(views) {
      const x = new Float32Array(views.length * length);
      patterns.read(
        views.map(({ row }) => row),
        x,
      );
      views.forEach(({ row, name }, i) => {
        const pattern = x.subarray(i * length, (i + 1) * length);
        augment(pattern, rng.fork(name), (own) => {
          const other = otherRow(guests, row, own);
          if (other === undefined) return undefined;
          patterns.read([other], guest);
          return guest;
        });
      });
      return x;
    },
  };
}

const plainSource = ({ patterns }: TrainingData): BatchSource => ({
  ahead: 1,
  async read(views) {
    const x = new Float32Array(views.length * patterns.length);
    patterns.read(
      views.map(({ row }) => row),
      x,
    );
    return x;
  },
});

/** A row of `rows` that is not `row`; undefined where there is no other. */
export function otherRow(rows: Uint32Array, row: number, rng: Rng): number | undefined {
  const place = rng.integer(rows.length);
  if (rows[place] !== row) return rows[place];
  return rows.length > 1 ? rows[(place + 1) % rows.length] : undefined;
}
