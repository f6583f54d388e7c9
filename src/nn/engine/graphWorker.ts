/** @file A thread that runs the graphs of a {@link GraphPool} on its shared arrays. */
import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { DropoutMask } from './dropoutMask.ts';
import {
  type GraphTask,
  type GraphWorkerData,
  type Part,
  type PoolGraph,
  type PostedTask,
  QUEUES,
  type WorkerOrder,
  type WorkerReply,
} from './graphPool.ts';
import { ProviderError } from './provider.ts';
import { requireProvider } from './requireProvider.ts';

const { graphs, arrays, counters, provider, first } = workerData as GraphWorkerData;
const taken = new Int32Array(counters);
const reply = (message: WorkerReply) => parentPort?.postMessage(message);

interface OpenGraph {
  readonly session: InferenceSession;
  readonly masks: readonly DropoutMask[];
  readonly maskSamples: number;
  /** Tensors of inputs and outputs by name and shape, used again and again. */
  readonly tensors: Map<string, Tensor>;
  /** What versions of inputs their tensors hold. */
  readonly versions: Map<Tensor, number | undefined>;
}

const opened = new Map<string, OpenGraph>();

async function open(graph: PoolGraph): Promise<OpenGraph> {
  const { bytes, dropouts, samples, maskSamples = samples } = graph;
  const session = await InferenceSession.create(bytes, {
    executionProviders: [provider],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Errors only: on a GPU it warns of each graph that keeps sizes on the processor.
    logSeverityLevel: 3,
  });
  return {
    session,
    masks: dropouts.map((spec) => new DropoutMask(spec, samples, maskSamples)),
    maskSamples,
    tensors: new Map(),
    versions: new Map(),
  };
}

/** The tensor of an input or output; tensors cannot be made of shared memory itself. */
function tensorOf({ tensors }: OpenGraph, name: string, { shape }: Part): Tensor {
  const key = `${name} ${shape}`;
  const known = tensors.get(key);
  if (known !== undefined) return known;
  const size = shape.reduce((product, n) => product * n, 1);
  const tensor = new Tensor('float32', new Float32Array(size), shape);
  tensors.set(key, tensor);
  return tensor;
}

function inputTensor(graph: OpenGraph, name: string, part: Part): Tensor {
  const tensor = tensorOf(graph, name, part);
  const { version } = part;
  if (version === undefined || version !== graph.versions.get(tensor)) {
    floats(tensor).set(sharedPart(part, tensor.size));
    graph.versions.set(tensor, version);
  }
  return tensor;
}

const floats = (tensor: Tensor): Float32Array => tensor.data as Float32Array;

function sharedPart({ array, offset = 0 }: Part, size: number): Float32Array {
  const part = arrays[array]?.subarray(offset, offset + size);
  if (part === undefined) throw new RangeError(`the pool has no array ${array}`);
  if (part.length === size) return part;
  throw new RangeError(`${size} elements from ${offset} on are more than the array ${array} has`);
}

async function compute({ graph: name, inputs, outputs, dropout }: GraphTask): Promise<void> {
  const graph = opened.get(name);
  if (graph === undefined) throw new RangeError(`the pool has no graph ${name}`);
  const feeds: Record<string, Tensor> = {};
  for (const [input, part] of Object.entries(inputs)) {
    feeds[input] = inputTensor(graph, input, part);
  }
  if (dropout !== undefined) Object.assign(feeds, maskFeeds(graph, dropout));
  const fetches = Object.fromEntries(
    Object.entries(outputs).map(([output, part]) => [output, tensorOf(graph, output, part)]),
  );
  const results = await graph.session.run(feeds, fetches);
  for (const [output, part] of Object.entries(outputs)) {
    const values = floats(results[output]!);
    sharedPart(part, values.length).set(values);
  }
}

function maskFeeds(
  { masks, maskSamples }: OpenGraph,
  { seed, block, samples }: NonNullable<GraphTask['dropout']>,
) {
  const blocks = Math.ceil(samples / maskSamples);
  const feeds: Record<string, Tensor> = {};
  masks.forEach((mask, layer) => {
    const seeds = Array.from({ length: blocks }, (_, i) => {
      const place = (block + i) * masks.length + layer + 1;
      return seed + Math.imul(place, 0x9e3779b1);
    });
    const values = mask.draw(samples, ...seeds);
    feeds[mask.input] = new Tensor('float32', values, [
      values.length / mask.channels,
      mask.channels,
    ]);
  });
  return feeds;
}

/** Takes the next number of the first queue that has one. */
function claim(): Pick<PostedTask, 'queue' | 'number'> | undefined {
  for (const queue of first ? [QUEUES.first, QUEUES.all] : [QUEUES.all]) {
    for (;;) {
      const number = Atomics.load(taken, 2 * queue + 1);
      if (number >= Atomics.load(taken, 2 * queue)) break;
      if (Atomics.compareExchange(taken, 2 * queue + 1, number, number + 1) === number) {
        return { queue, number };
      }
    }
  }
  return undefined;
}

const posted: PostedTask[] = [];
let mine: Pick<PostedTask, 'queue' | 'number'> | undefined;
let busy = false;
let closing = false;

/** Computes as long as there is a task to take whose message has come. */
async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  while (!closing) {
    mine ??= claim();
    if (mine === undefined) {
      forgetTaken();
      break;
    }
    const { queue, number } = mine;
    const order = posted.find((other) => other.queue === queue && other.number === number);
    if (order === undefined) break;
    mine = undefined;
    await compute(order.task).then(
      () => reply({ kind: 'done', queue, number }),
      (error: unknown) => reply({ kind: 'done', queue, number, failure: String(error) }),
    );
    forgetTaken();
  }
  busy = false;
  if (closing) parentPort?.close();
}

/** Drops the messages of tasks that this worker or another has taken. */
function forgetTaken(): void {
  const open = posted.filter(({ queue, number }) => number >= Atomics.load(taken, 2 * queue + 1));
  posted.splice(0, posted.length, ...open);
}

parentPort?.on('message', (order: WorkerOrder) => {
  if (order === 'close') closing = true;
  else posted.push(order);
  void work();
});

try {
  await requireProvider(provider);
  for (const [name, graph] of Object.entries(graphs)) {
    if (first || !graph.first) opened.set(name, await open(graph));
  }
  reply({ kind: 'ready' });
} catch (error) {
  if (error instanceof ProviderError) reply({ kind: 'no provider', message: error.message });
  else reply({ kind: 'unable', message: String(error) });
}
