import { gradientGraph, initialParameters } from '../../src/model/index.ts';
import { adamStep, GradientEngine, newAdamState } from '../../src/nn/index.ts';
import { createRng } from '../../src/random/index.ts';
import { CLASSES, DROPOUT, POINTS, type Task, type TaskPlan } from './task.ts';

const ROWS = 64;
const STEPS = 2;

/** Whole training steps of the paper's ResNet-18: gradient with dropout, and Adam. */
export const training: TaskPlan = { rows: ROWS, steps: STEPS, open };

async function open(workers: number): Promise<Task> {
  const rng = createRng(1);
  const graph = gradientGraph(
    { kind: 'resnet', classes: CLASSES, inputLength: POINTS, stemMaxPool: false },
    DROPOUT,
  );
  const engine = await GradientEngine.start(graph, { workers, batchSize: ROWS });
  engine.parameters.set(initialParameters(graph.parameters, rng));
  const x = Float32Array.from({ length: ROWS * POINTS }, () => rng.uniform() ** 8);
  const target = new Float32Array(ROWS * CLASSES);
  for (let row = 0; row < ROWS; row++) target[row * CLASSES + (row % CLASSES)] = 1;
  const adam = newAdamState(graph.parameterCount);
  let seed = 0;
  return {
    comment: `paper's ResNet-18, ${POINTS} points, ${CLASSES} classes, batch ${ROWS}, dropout ${DROPOUT}`,
    async round() {
      for (let i = 0; i < STEPS; i++) {
        await engine.computeGradient(x, target, seed++);
        adamStep(adam, engine.parameters, engine.gradient, 1e-4);
      }
    },
    close: () => engine.close(),
  };
}
