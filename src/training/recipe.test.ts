import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { methodOf, parseRecipe } from './recipe.ts';

test('an empty recipe is the default one', () => {
  expect(parseRecipe({})).toEqual({
    epochs: 12,
    batchSize: 64,
    learningRate: 2e-3,
    finalLearningRate: 1e-5,
    warmUpSteps: 200,
    weightDecay: 0,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    dropout: 0.05,
    labelSmoothing: 0,
    classBalance: 0,
    stemMaxPool: false,
    validationShare: 0.03,
    onTheFly: false,
    checkpointSteps: 100,
  });
});

test('what is given is kept, also inside of an augmentation', () => {
  const recipe = parseRecipe({ epochs: 3, augmentation: { noise: { minCounts: 50 } } });
  expect(recipe.epochs).toBe(3);
  const noise = { share: 0.5, minCounts: 50, maxCounts: 1e6, maxBackground: 0.2 };
  expect(recipe.augmentation).toEqual({ noise });
  expect(parseRecipe(recipe)).toEqual(recipe);
});

test('a recipe is of a GAN when it says anything of one', () => {
  expect(methodOf(parseRecipe({}))).toBe('supervised');
  const recipe = parseRecipe({ sgan: {} });
  expect(methodOf(recipe)).toBe('sgan');
  expect(recipe.sgan).toEqual({
    generatorLearningRate: 2e-4,
    adversarialHead: 'classes',
    targetSmoothing: 0,
    adversarialWeight: 1,
  });
});

test('fields come in one order, however they are given', () => {
  const strain = { max: 0.01 };
  const text = JSON.stringify(parseRecipe({ epochs: 3, augmentation: { strain, noise: {} } }));
  const other = parseRecipe({ augmentation: { noise: {}, strain }, epochs: 3 });
  expect(JSON.stringify(other)).toBe(text);
});

describe('strain and noise as recipes had them before', () => {
  test('are read as the augmentation that they are', () => {
    const noise = { share: 0.3, minCounts: 10 };
    expect(parseRecipe({ maxStrain: 0.02, noise })).toEqual(
      parseRecipe({ augmentation: { strain: { max: 0.02 }, noise } }),
    );
    expect(parseRecipe({ maxStrain: 0 })).toEqual(parseRecipe({}));
  });

  test('are refused beside it, and where they are wrong', () => {
    expect(() => parseRecipe({ augmentation: {}, maxStrain: 0.01 })).toThrow('maxStrain');
    expect(() => parseRecipe({ maxStrain: 0.3 })).toThrow('augmentation.strain.max');
    expect(() => parseRecipe({ noise: null })).toThrow('augmentation.noise');
  });
});

test('what needs the crystal needs patterns simulated on the fly', () => {
  const augmentation = { texture: { max: 2 }, wavelength: { max: 0.01 }, noise: {} };
  expect(() => parseRecipe({ augmentation })).toThrow(
    'bad recipe: the augmentation wavelength, texture needs patterns simulated on the fly: add --on-the-fly, or take it out',
  );
  expect(parseRecipe({ augmentation, onTheFly: true }).augmentation).toMatchObject(augmentation);
});

describe('refused, with the field named', () => {
  test.each([
    ['epochs', 0],
    ['epochs', 1.5],
    ['batchSize', 0],
    ['batchSize', 5000],
    ['learningRate', 0],
    ['learningRate', '1e-3'],
    ['finalLearningRate', -1],
    ['warmUpSteps', -1],
    ['weightDecay', -0.1],
    ['dropout', 0.95],
    ['dropout', -0.05],
    ['labelSmoothing', 0.6],
    ['stemMaxPool', 1],
    ['validationShare', 0.6],
    ['augmentation', 5],
    ['onTheFly', 'yes'],
    ['checkpointSteps', 0],
    ['learningRate', Number.NaN],
    ['momentum', 0.9],
    ['beta1', 1],
    ['beta2', -0.1],
    ['epsilon', 0],
    ['gradientClip', 0],
    ['averageDecay', 1],
    ['classBalance', 1.1],
    ['sgan', null],
    ['sgan', 5],
  ])('%s: %s', (field, value) => {
    expect(() => parseRecipe({ [field]: value })).toThrow(RangeError);
    expect(() => parseRecipe({ [field]: value })).toThrow(field);
  });

  test.each([
    ['generatorLearningRate', 0],
    ['adversarialLearningRate', -1e-4],
    ['adversarialHead', 'both'],
    ['targetSmoothing', 0.6],
    ['adversarialWeight', 0],
    ['latent', 1.5],
    ['discriminator', 'resnet'],
  ])('sgan.%s: %s', (field, value) => {
    expect(() => parseRecipe({ sgan: { [field]: value } })).toThrow(RangeError);
    expect(() => parseRecipe({ sgan: { [field]: value } })).toThrow(field);
  });

  test('a last learning rate above the first', () => {
    expect(() => parseRecipe({ learningRate: 1e-6 })).toThrow(
      'bad recipe: finalLearningRate is greater than learningRate',
    );
    expect(parseRecipe({ learningRate: 1e-6, finalLearningRate: 1e-6 }).learningRate).toBe(1e-6);
  });

  test.each([undefined, null, 'fast', [1]])('%o instead of an object', (value) => {
    expect(() => parseRecipe(value)).toThrow(RangeError);
  });
});

test('the recipes of the package are whole', () => {
  const folder = new URL('../../recipes/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const value: unknown = JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
    expect(parseRecipe(value)).toMatchObject(value as object);
  }
});
