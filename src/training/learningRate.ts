import type { Recipe } from './recipe.ts';

type Schedule = Pick<Recipe, 'learningRate' | 'finalLearningRate' | 'warmUpSteps'>;

/** Learning rate of step `step` (from 0) of `totalSteps`: linear warm-up, then a half cosine. */
export function learningRateAt(step: number, totalSteps: number, schedule: Schedule): number {
  const { learningRate, finalLearningRate } = schedule;
  const warmUp = Math.min(schedule.warmUpSteps, Math.floor(totalSteps / 10));
  if (step < warmUp) return (learningRate * (step + 1)) / warmUp;
  const progress = (step - warmUp) / Math.max(1, totalSteps - 1 - warmUp);
  const share = (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
  return finalLearningRate + (learningRate - finalLearningRate) * share;
}
