/**
 * @file A thread that computes gradients of micro-batches. `session.run` blocks its thread, so that
 * each core gets a worker of its own with a single-threaded session: 20 % faster than one session
 * with two threads. Micro-batches are taken from a shared counter; which worker computes which one
 * changes nothing, because each writes to a place of its own.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { DropoutMask } from './dropoutMask.ts';
import type { GradientJob, GradientReply, GradientWorkerData } from './gradientEngine.ts';

const { graph, microBatch, buffers } = workerData as GradientWorkerData;
const { inputLength, classes, parameterCount } = graph;

const session = await InferenceSession.create(graph.bytes, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
});
const masks = graph.dropouts.map((spec) => new DropoutMask(spec, microBatch));
const shared = {
  next: new Int32Array(buffers.next),
  parameters: new Float32Array(buffers.parameters),
  x: new Float32Array(buffers.x),
  target: new Float32Array(buffers.target),
  gradients: new Float32Array(buffers.gradients),
  losses: new Float64Array(buffers.losses),
  logits: new Float32Array(buffers.logits),
};
const parameters = new Tensor('float32', new Float32Array(parameterCount), [parameterCount]);
const gradient = new Tensor('float32', new Float32Array(parameterCount), [parameterCount]);

/** Copies rows out of shared memory, which tensors cannot be made of. */
function rowsOf(source: Float32Array, first: number, count: number, width: number): Tensor {
  return new Tensor('float32', source.slice(first * width, (first + count) * width), [
    count,
    width,
  ]);
}

async function computeMicroBatch(index: number, job: GradientJob): Promise<void> {
  const first = index * microBatch;
  const count = Math.min(microBatch, job.rows - first);
  const feeds: Record<string, Tensor> = {
    params: parameters,
    x: rowsOf(shared.x, first, count, inputLength),
    target: rowsOf(shared.target, first, count, classes),
    weight: new Tensor('float32', Float32Array.of(1 / job.rows), []),
  };
  masks.forEach((mask, layer) => {
    const seed = job.seed + Math.imul(index * masks.length + layer + 1, 0x9e3779b1);
    const values = mask.draw(count, seed);
    feeds[mask.input] = new Tensor('uint8', values, [values.length / mask.channels, mask.channels]);
  });
  const result = await session.run(feeds, { grad: gradient, loss: null, logits: null });
  shared.gradients.set(gradient.data as Float32Array, index * parameterCount);
  shared.losses[index] = (result.loss!.data as Float32Array)[0]!;
  shared.logits.set(result.logits!.data as Float32Array, first * classes);
}

async function compute(job: GradientJob): Promise<void> {
  (parameters.data as Float32Array).set(shared.parameters);
  const microBatches = Math.ceil(job.rows / microBatch);
  for (;;) {
    const index = Atomics.add(shared.next, 0, 1);
    if (index >= microBatches) return;
    await computeMicroBatch(index, job);
  }
}

const reply = (message: GradientReply) => parentPort?.postMessage(message);
parentPort?.on('message', (job: GradientJob) => {
  compute(job).then(
    () => reply({ kind: 'done' }),
    (error: unknown) => reply({ kind: 'failed', message: String(error) }),
  );
});
reply({ kind: 'ready' });
