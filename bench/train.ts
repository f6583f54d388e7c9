import { gradientGraph, initialParameters } from '../src/model/index.ts';
import { adamStep, GradientEngine, newAdamState } from '../src/nn/index.ts';
import { createRng } from '../src/random/index.ts';
import { type BenchResult, measure } from './result.ts';

const BATCH = 64;
const STEPS = 5;
const POINTS = 3041;
const CLASSES = 14;

/** Whole training steps of the paper's ResNet-18: gradient with dropout, and Adam. */
export async function trainBench(workers: number): Promise<BenchResult> {
  const rng = createRng(1);
  const graph = gradientGraph(
    { kind: 'resnet', classes: CLASSES, inputLength: POINTS, stemMaxPool: false },
    0.05,
  );
  const engine = await GradientEngine.start(graph, { workers, batchSize: BATCH });
  engine.parameters.set(initialParameters(graph.parameters, rng));
  const x = Float32Array.from({ length: BATCH * POINTS }, () => rng.uniform() ** 8);
  const target = new Float32Array(BATCH * CLASSES);
  for (let row = 0; row < BATCH; row++) target[row * CLASSES + (row % CLASSES)] = 1;
  const adam = newAdamState(graph.parameterCount);
  let step = 0;
  try {
    const comment = `paper's ResNet-18, ${POINTS} points, ${CLASSES} classes, batch ${BATCH}, dropout 0.05`;
    return await measure('train', workers, comment, { rounds: 7 }, async () => {
      for (let i = 0; i < STEPS; i++) {
        await engine.computeGradient(x, target, step++);
        adamStep(adam, engine.parameters, engine.gradient, 1e-4);
      }
      return STEPS * BATCH;
    });
  } finally {
    await engine.close();
  }
}
