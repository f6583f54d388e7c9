import { float32Patterns } from '../../src/dataset/index.ts';
import type { Architecture } from '../../src/model/index.ts';
import { BT1_GE311 } from '../../src/pattern/index.ts';
import { createRng } from '../../src/random/index.ts';
import { firstParameters } from '../../src/training/firstParameters.ts';
import { newTrainingState, parseRecipe } from '../../src/training/index.ts';
import { SganLearner } from '../../src/training/sgan.ts';
import { storedSource } from '../../src/training/storedSource.ts';
import { CLASSES, DROPOUT, POINTS, type Task, type TaskPlan } from './task.ts';

const ROWS = 32;
const STEPS = 4;

/**
 * Steps of the semi-supervised GAN as the trainer does them, batches read from memory. Steps overlap
 * within a round, so that a round is an epoch of the learner: it ends when nothing is left to do.
 */
export const sganTraining: TaskPlan = { rows: ROWS, steps: STEPS, open };

async function open(workers: number): Promise<Task> {
  const rng = createRng(1);
  const count = ROWS * STEPS;
  const values = Float32Array.from({ length: count * POINTS }, () => rng.uniform() ** 8);
  const architecture: Architecture = {
    kind: 'resnet',
    classes: CLASSES,
    inputLength: POINTS,
    stemMaxPool: false,
  };
  const recipe = parseRecipe({ epochs: 1000, batchSize: ROWS, dropout: DROPOUT, sgan: {} });
  const state = newTrainingState(firstParameters(architecture, recipe, rng), recipe);
  const data = {
    patterns: float32Patterns(values, POINTS),
    instrument: BT1_GE311,
    labels: Array.from({ length: count }, (_, row) => row % CLASSES),
    classes: Array.from({ length: CLASSES }, (_, k) => `${k}`),
    trainingRows: Uint32Array.from({ length: count }, (_, row) => row),
    validationRows: new Uint32Array(0),
  };
  const source = storedSource(data, recipe, rng);
  const networks = { architecture, recipe, state, workers, provider: 'cpu' } as const;
  const options = { data, source, rng, ...networks };
  const learner = await SganLearner.start(options);
  let epoch = 0;
  return {
    comment:
      `semi-supervised GAN, ${ROWS} labelled, ${ROWS} unlabelled and ${ROWS} generated patterns of ` +
      `${POINTS} points a step, dropout ${DROPOUT}; a sample is one of each`,
    async round() {
      for (let batch = 0; batch < STEPS; batch++) await learner.step(epoch, batch);
      await learner.settle();
      epoch++;
    },
    close: () => learner.close(),
  };
}
