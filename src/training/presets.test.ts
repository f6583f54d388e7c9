import { describe, expect, test } from 'vitest';
import { learningRateAt } from './learningRate.ts';
import { PRESETS } from './presets.ts';
import { methodOf, parseRecipe } from './recipe.ts';

const all = Object.entries(PRESETS).flatMap(([name, methods]) =>
  Object.entries(methods).map(([method, fields]) => ({ name, method, fields })),
);

test('there are three of them, each for both methods', () => {
  expect(all.map(({ name, method }) => `${name} ${method}`)).toEqual([
    ...['default supervised', 'default sgan'],
    ...['paper supervised', 'paper sgan'],
    ...['authors-code supervised', 'authors-code sgan'],
  ]);
});

test.each(all)('$name, $method: a whole recipe of this method', ({ method, fields }) => {
  const recipe = parseRecipe(fields);
  expect(methodOf(recipe)).toBe(method);
  expect(recipe).toMatchObject(fields);
});

describe('the paper’s Table 2', () => {
  const { supervised, sgan } = PRESETS.paper;
  test.each([
    ['supervised', supervised],
    ['sgan', sgan],
  ])('%s: batches of 32, dropout 0.1, 5e-6 from the first step to the last', (_, fields) => {
    const recipe = parseRecipe(fields);
    expect(recipe).toMatchObject({ batchSize: 32, dropout: 0.1, stemMaxPool: true });
    for (const step of [0, 1, 500, 999]) expect(learningRateAt(step, 1000, recipe)).toBe(5e-6);
  });

  test('the generator learns at 1e-6, and D comes from the class logits', () => {
    expect(parseRecipe(sgan).sgan).toEqual({
      generatorLearningRate: 1e-6,
      adversarialHead: 'classes',
      targetSmoothing: 0,
      adversarialWeight: 1,
    });
  });
});

test('the authors’ program: two Adams on the discriminator, a head of its own, soft targets', () => {
  const recipe = parseRecipe(PRESETS['authors-code'].sgan);
  expect(recipe).toMatchObject({ batchSize: 32, epsilon: 1e-4, stemMaxPool: false });
  expect(learningRateAt(700, 1000, recipe)).toBe(1e-3);
  expect(recipe.sgan).toMatchObject({
    generatorLearningRate: 1e-4,
    adversarialLearningRate: 1e-4,
    adversarialHead: 'separate',
    targetSmoothing: 0.2,
  });
});
