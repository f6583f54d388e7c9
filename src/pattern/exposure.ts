import type { Cell } from '../crystal/index.ts';
import type { ReflectionSink } from './intensitySum.ts';
import { type ReflectionFactor, scaledSink, weightedSink } from './peakDrawing.ts';
import type { Texture } from './sample.ts';
import { textureFactor } from './texture.ts';

/** What sets one pattern apart from others of the same instrument and sample. */
export interface Exposure {
  /**
   * All wavelengths over those of the instrument. Peaks move, and have the width, asymmetry and
   * Lorentz factor of the angle where they then lie. @default 1
   */
  readonly wavelengthRatio?: number;
  /** Intensity of λ/2 relative to λ, beside the satellites of the instrument. @default 0 */
  readonly halfWavelength?: number;
  /** In place of the sample's. */
  readonly texture?: Texture;
  /** Counts every reflection by a factor that depends on its 1/d² (Å⁻²) alone. @default 1 */
  readonly intensityFactor?: (q2: number) => number;
}

/** A sink as reflections of true 1/d² and |F|² see it under an exposure. */
export function exposedSink(
  sink: ReflectionSink,
  cell: Cell,
  { wavelengthRatio = 1, texture, intensityFactor }: Exposure,
): ReflectionSink {
  const moved = wavelengthRatio === 1 ? sink : scaledSink(sink, wavelengthRatio ** 2);
  const oriented = texture && textureFactor(texture, cell);
  const factors: readonly ReflectionFactor[] = [
    ...(oriented ? [oriented] : []),
    ...(intensityFactor
      ? [(_h: number, _k: number, _l: number, q2: number) => intensityFactor(q2)]
      : []),
  ];
  return factors.reduce(weightedSink, moved);
}
