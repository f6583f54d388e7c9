/**
 * A recipe as it was before augmentations had a place of their own: `maxStrain` and `noise` become
 * `augmentation.strain` and `augmentation.noise`. Anything else is left as it is, for the check to
 * refuse.
 */
export function fromEarlierRecipe(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'augmentation' in value) return value;
  const { maxStrain, noise, ...rest } = value as Readonly<Record<string, unknown>>;
  const augmentation = {
    ...(maxStrain !== undefined && maxStrain !== 0 && { strain: { max: maxStrain } }),
    ...(noise !== undefined && { noise }),
  };
  return Object.keys(augmentation).length > 0 ? { ...rest, augmentation } : rest;
}
