import type { Instrument } from '../pattern/index.ts';
import type { Rng } from '../random/index.ts';
import type { Augmentation } from './augmentation.ts';
import { addBackground } from './background.ts';
import { drawn } from './drawn.ts';
import { addImpurityPeaks } from './impurityPeaks.ts';
import { cutEnds } from './missingRange.ts';
import { addNoise } from './noise.ts';
import { createDamper } from './overallB.ts';
import { scaleToMax } from './scaleToMax.ts';
import { createStrainer } from './strain.ts';
import { widen } from './width.ts';
import { shiftZero } from './zeroShift.ts';

/** A pattern of maximum 1 of another crystal, chosen by `rng`; undefined where there is none. */
export type OtherPattern = (rng: Rng) => Float32Array | undefined;

/**
 * Changes patterns as a measurement, or another crystal in the sample, would: all that a stored
 * pattern is enough for. Each option draws from a stream of its own, so that adding one moves no
 * other.
 *
 * @returns changes a pattern of maximum 1 in place; it has that maximum again
 */
export function createPatternAugmenter(
  instrument: Instrument,
  augmentation: Augmentation,
): (pattern: Float32Array, rng: Rng, other: OtherPattern) => void {
  const { grid } = instrument;
  const strainBy = createStrainer(grid);
  const dampBy = createDamper(instrument);
  const { strain, overallB, impurityPhase, impurityPeaks } = augmentation;
  const { zeroShift, width, background, noise, missingRange } = augmentation;
  return (pattern, rng, other) => {
    drawn(strain, rng.fork('strain'), (own, { max }) => strainBy(pattern, max * own.uniform()));
    drawn(overallB, rng.fork('overallB'), (own, { max }) => dampBy(pattern, max * own.uniform()));
    drawn(impurityPhase, rng.fork('impurityPhase'), (own, { max }) => {
      addPattern(pattern, max * own.uniform(), other(own));
    });
    drawn(impurityPeaks, rng.fork('impurityPeaks'), (own, options) => {
      addImpurityPeaks(pattern, own, instrument, options);
    });
    drawn(zeroShift, rng.fork('zeroShift'), (own, { max }) => {
      shiftZero(pattern, grid, max * (2 * own.uniform() - 1));
    });
    drawn(width, rng.fork('width'), (own, { max }) => {
      widen(pattern, (max * own.uniform()) / grid.step);
    });
    drawn(background, rng.fork('background'), (own, { max, terms }) => {
      addBackground(pattern, own, max * own.uniform(), terms);
    });
    drawn(noise, rng.fork('noise'), (own, options) => addNoise(pattern, own, options));
    drawn(missingRange, rng.fork('missingRange'), (own, { maxLow, maxHigh }) => {
      cutEnds(pattern, grid, maxLow * own.uniform(), maxHigh * own.uniform());
    });
  };
}

function addPattern(pattern: Float32Array, height: number, other: Float32Array | undefined): void {
  if (other === undefined) return;
  for (let i = 0; i < pattern.length; i++) pattern[i]! += height * other[i]!;
  scaleToMax(pattern);
}
