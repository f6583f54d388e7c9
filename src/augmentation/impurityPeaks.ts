import { cutoffDistance, type Instrument, peakShape, pseudoVoigt } from '../pattern/index.ts';
import type { Rng } from '../random/index.ts';
import type { Augmentation } from './augmentation.ts';
import { scaleToMax } from './scaleToMax.ts';

/** Stray peaks end at this share of their height, as simulated ones do. */
const CUTOFF = 0.001;

/** Adds stray peaks to a pattern of maximum 1, in place: anywhere, of the width of the instrument. */
export function addImpurityPeaks(
  pattern: Float32Array,
  rng: Rng,
  { grid, widths }: Instrument,
  { maxCount, maxHeight }: NonNullable<Augmentation['impurityPeaks']>,
): void {
  const count = 1 + rng.integer(maxCount);
  for (let peak = 0; peak < count; peak++) {
    const centre = rng.uniform() * (grid.count - 1);
    const height = maxHeight * rng.uniform();
    const shape = peakShape(widths, grid.start + grid.step * centre);
    const reach = cutoffDistance(shape, CUTOFF) / grid.step;
    const top = pseudoVoigt(shape, 0);
    const end = Math.min(grid.count - 1, centre + reach);
    for (let i = Math.max(0, Math.ceil(centre - reach)); i <= end; i++) {
      pattern[i]! += (height * pseudoVoigt(shape, (i - centre) * grid.step)) / top;
    }
  }
  scaleToMax(pattern);
}
