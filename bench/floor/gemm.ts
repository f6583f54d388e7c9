import { InferenceSession, Tensor } from 'onnxruntime-node';
import { GraphBuilder } from '../../src/nn/index.ts';
import { processorSeconds } from '../result.ts';

/** Products in one run, so that the cost of a call does not count. */
const COPIES = 4;
/** As many runs as fit in. */
const SECONDS = 0.4;

/**
 * What time is counted: by the wall, the fastest run, since what disturbs it only slows it; or of the
 * processor, the mean, which says more of one thread on a machine that others use too.
 */
export type Clock = 'wall' | 'processor';

/** A [rows, inner] · [inner, columns] with its left factor as it is, or transposed. */
export interface Gemm {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposed?: boolean;
}

/** Seconds of one product on ONNX Runtime's CPU kernels. */
export async function gemmSeconds(gemm: Gemm, threads: number, clock: Clock): Promise<number> {
  const { rows, inner, columns, transposed = false } = gemm;
  const graph = new GraphBuilder();
  const left = transposed ? [inner, rows] : [rows, inner];
  const a = graph.input('a', 'float32', left);
  const b = graph.input('b', 'float32', [inner, columns]);
  const attributes = { transA: transposed ? 1 : 0 };
  for (let i = 0; i < COPIES; i++) {
    graph.output(`y${i}`, 'float32', [rows, columns], graph.node('Gemm', [a, b], attributes));
  }
  const session = await InferenceSession.create(graph.build(), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Otherwise equal products would be computed once.
    graphOptimizationLevel: 'disabled',
  });
  const feeds = { a: filled(left), b: filled([inner, columns]) };
  const fetches = Object.fromEntries(
    Array.from({ length: COPIES }, (_, i) => [`y${i}`, filled([rows, columns])]),
  );
  let [fastest, runs] = [Number.POSITIVE_INFINITY, 0];
  await session.run(feeds, fetches);
  const busy = processorSeconds();
  for (const end = performance.now() + 1000 * SECONDS; performance.now() < end; runs++) {
    const begin = performance.now();
    await session.run(feeds, fetches);
    fastest = Math.min(fastest, performance.now() - begin);
  }
  const processor = (processorSeconds() - busy) / runs;
  await session.release();
  return (clock === 'wall' ? fastest / 1000 : processor) / COPIES;
}

function filled(shape: readonly number[]): Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  return new Tensor('float32', new Float32Array(size).fill(0.5), shape);
}
