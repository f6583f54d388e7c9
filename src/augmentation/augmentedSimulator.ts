import type { Crystal } from '../crystal/index.ts';
import {
  createSimulator,
  type Instrument,
  type SimulationOptions,
  type Simulator,
} from '../pattern/index.ts';
import type { Rng } from '../random/index.ts';
import type { Augmentation } from './augmentation.ts';
import { drawExposure, drawResolution, instrumentAt, withStrainedCell } from './augmentCrystal.ts';
import { createPatternAugmenter } from './augmentPattern.ts';
import { drawn } from './drawn.ts';

/** What became of a crystal. */
export type Augmented =
  /** `plain`: what was drawn leaves it no pattern (all lines out of range), so it was left as it is. */
  { readonly ok: true; readonly plain: boolean } | { readonly ok: false; readonly message: string };

/** Another crystal, chosen by `rng`; undefined where there is none. */
export type OtherCrystal = (rng: Rng) => Crystal | undefined;

/**
 * Simulates crystals under an augmentation: a pattern depends on crystal and stream alone. An
 * impurity is measured as its host is, with a cell and intensities of its own.
 *
 * @returns writes a pattern of maximum 1
 */
export function createAugmentedSimulator(
  instrument: Instrument,
  options: SimulationOptions,
  augmentation: Augmentation,
): (crystal: Crystal, rng: Rng, other: OtherCrystal, out: Float32Array) => Augmented {
  const simulators = new Map<number, Simulator>();
  const simulatorAt = (step: number | undefined): Simulator => {
    const { resolution } = augmentation;
    const key = resolution === undefined ? -1 : (step ?? -1);
    const found = simulators.get(key);
    if (found) return found;
    const own = key < 0 ? instrument : instrumentAt(instrument, resolution!, key);
    const made = createSimulator(own, options);
    simulators.set(key, made);
    return made;
  };
  const augment = createPatternAugmenter(instrument, augmentation);
  const impurity = new Float32Array(instrument.grid.count);

  return (crystal, rng, other, out) => {
    const simulator = simulatorAt(drawResolution(augmentation, rng));
    const exposure = drawExposure(augmentation, rng);
    const strained = (subject: Crystal, own: Rng) =>
      drawn(augmentation.cellStrain, own.fork('cellStrain'), (stream, { max }) =>
        withStrainedCell(subject, max, stream),
      ) ?? subject;
    const result = simulator.simulate(strained(crystal, rng), out, exposure);
    if (!result.ok) {
      const plain = simulatorAt(undefined).simulate(crystal, out);
      if (!plain.ok) return { ok: false, message: plain.fault.message };
    }
    augment(out, rng, (own) => {
      const guest = other(own);
      if (guest === undefined) return undefined;
      return simulator.simulate(strained(guest, own), impurity, exposure).ok ? impurity : undefined;
    });
    return { ok: true, plain: !result.ok };
  };
}
