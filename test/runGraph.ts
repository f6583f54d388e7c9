import { InferenceSession, Tensor } from 'onnxruntime-node';

export type GraphInput = readonly [data: Float32Array | Float64Array, shape: readonly number[]];

/**
 * Opens a graph on one thread and returns a function that runs it; numbers out, by output name.
 *
 * @param exact for float64: leaves out optimisations, which move factors into float32 attributes
 */
export async function openGraph(bytes: Uint8Array, exact = false) {
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: exact ? 'disabled' : 'all',
  });
  return async (inputs: Readonly<Record<string, GraphInput>>) => {
    const feeds = Object.fromEntries(
      Object.entries(inputs).map(([name, [data, shape]]) => [name, tensorOf(data, shape)]),
    );
    const results = await session.run(feeds);
    return Object.fromEntries(
      Object.entries(results).map(([name, { data }]) => [
        name,
        data as Float32Array | Float64Array,
      ]),
    );
  };
}

const tensorOf = (data: GraphInput[0], shape: readonly number[]): Tensor =>
  data instanceof Float64Array
    ? new Tensor('float64', data, shape)
    : new Tensor('float32', data, shape);
