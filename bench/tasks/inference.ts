import {
  type Architecture,
  forwardGraph,
  initialParameters,
  parametersOf,
} from '../../src/model/index.ts';
import { openParallelClassifier } from '../../src/nn/index.ts';
import { createRng } from '../../src/random/index.ts';
import { CLASSES, POINTS, type Task, type TaskPlan } from './task.ts';

const ROWS = 64;
const STEPS = 4;

/** Logits of patterns in memory. */
export const inference: TaskPlan = { rows: ROWS, steps: STEPS, open };

async function open(workers: number): Promise<Task> {
  const rng = createRng(1);
  const architecture: Architecture = {
    kind: 'resnet',
    classes: CLASSES,
    inputLength: POINTS,
    stemMaxPool: false,
  };
  const parameters = initialParameters(parametersOf(architecture), rng);
  const bytes = forwardGraph(architecture, parameters);
  const classifier = await openParallelClassifier(bytes, architecture, workers);
  const x = Float32Array.from({ length: ROWS * POINTS }, () => rng.uniform() ** 8);
  return {
    comment: `paper's ResNet-18, ${POINTS} points, ${CLASSES} classes, ${ROWS} patterns at a time`,
    async round() {
      for (let i = 0; i < STEPS; i++) await classifier.logits(x);
    },
    close: () => classifier.close(),
  };
}
