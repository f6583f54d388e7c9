import type { Recipe } from '../training/index.ts';
import type { EngineName } from './engine.ts';
import { InputError } from './inputError.ts';

/** Augmentations that `python/mauguin_torch/augment.py` has. */
const KNOWN: readonly string[] = ['strain', 'overallB', 'noise'];

/** @throws InputError when a run on PyTorch asks for what only the other engines can do. */
export function checkTorchRecipe(engine: EngineName, recipe: Recipe): void {
  if (engine !== 'torch') return;
  if (recipe.onTheFly) {
    throw new InputError(
      '--engine torch trains on stored patterns only: leave out --on-the-fly, or take --engine cpu or webgpu',
    );
  }
  const unknown = Object.keys(recipe.augmentation ?? {}).filter((name) => !KNOWN.includes(name));
  if (unknown.length === 0) return;
  throw new InputError(
    `--engine torch augments by ${KNOWN.join(', ')} only, not by ${unknown.join(', ')}: ` +
      'take it out, or take --engine cpu or webgpu',
  );
}
