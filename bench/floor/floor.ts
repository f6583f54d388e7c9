import type { BenchReport } from '../result.ts';
import { taskBench } from '../tasks/tasks.ts';
import { type Clock, gemmSeconds } from './gemm.ts';
import {
  generatorProducts,
  multiplyAdds,
  type Product,
  resnetProducts,
  trainingMultiplyAdds,
} from './products.ts';

const SQUARE = 1024;
/** Rows that the trainer sends through the network at once. */
const MICRO_BATCH = 8;

/** How fast training could be if it were matrix products alone, at one number of threads. */
interface Floor {
  readonly threads: number;
  readonly clock: Clock;
  /** 10⁹ multiply-adds a second of a large square product. */
  readonly squareRate: number;
  /** The same over the network's own products. */
  readonly ownRate: number;
  /** Training samples a second at these rates. */
  readonly squareSamples: number;
  readonly ownSamples: number;
  /** By the trainer: in its fastest round, or for each second of processor time. */
  readonly reached: number;
}

/** What training costs in multiply-adds, what the machine does of them, and what is reached. */
export async function floorBench(): Promise<BenchReport> {
  const resnet = resnetProducts();
  const forward = resnet.reduce((sum, product) => sum + multiplyAdds(product), 0);
  const training = trainingMultiplyAdds(resnet);
  const generator = trainingMultiplyAdds(generatorProducts());
  const floors: Floor[] = [];
  for (const [threads, clock] of [
    [1, 'processor'],
    [1, 'wall'],
    [2, 'wall'],
  ] as const) {
    floors.push(await floorAt(threads, clock, resnet, training));
  }
  // Three rows through the discriminator; the generated one a second time, for the gradient of the
  // pattern. The generator draws, and runs anew for its own gradient.
  const drawing = generatorProducts().reduce((sum, product) => sum + multiplyAdds(product), 0);
  const step = 3 * training + 2 * forward + drawing + generator;
  const data = { name: 'floor', multiplyAdds: { forward, training, generator, step }, floors };
  const [f, t, s] = [forward, training, step].map((count) => (count / 1e6).toFixed(1));
  const text = [
    `floor: ${f} million multiply-adds a sample forward, ${t} in training, ${s} for a semi-supervised sample`,
    ...floors.map(floorText),
  ];
  return { data, text: text.join('\n') };
}

async function floorAt(
  threads: number,
  clock: Clock,
  products: readonly Product[],
  training: number,
): Promise<Floor> {
  const square = { rows: SQUARE, inner: SQUARE, columns: SQUARE };
  const squareRate = SQUARE ** 3 / (await gemmSeconds(square, threads, clock));
  let seconds = 0;
  for (const product of products) seconds += await trainingSeconds(product, threads, clock);
  const ownSamples = MICRO_BATCH / seconds;
  const { range, samplesPerProcessorSecond } = await taskBench('train', threads);
  return {
    threads,
    clock,
    squareRate: squareRate / 1e9,
    ownRate: (ownSamples * training) / 1e9,
    squareSamples: squareRate / training,
    ownSamples,
    reached: clock === 'wall' ? range[1] : samplesPerProcessorSecond,
  };
}

/** Forward, gradient of the weights, gradient of the data, for a micro-batch. */
async function trainingSeconds(product: Product, threads: number, clock: Clock): Promise<number> {
  const { inner, columns, hasDataGradient } = product;
  const rows = MICRO_BATCH * product.rows;
  const forward = await gemmSeconds({ rows, inner, columns }, threads, clock);
  const weights = { rows: columns, inner: rows, columns: inner, transposed: true };
  const data = { rows, inner: columns, columns: inner };
  const dataSeconds = hasDataGradient ? await gemmSeconds(data, threads, clock) : 0;
  return forward + (await gemmSeconds(weights, threads, clock)) + dataSeconds;
}

function floorText(floor: Floor): string {
  const { threads, clock, squareRate, ownRate, squareSamples, ownSamples, reached } = floor;
  const percent = (of: number) => `${((100 * reached) / of).toFixed(0)} %`;
  return (
    `${threads} ${threads === 1 ? 'thread' : 'threads'}, ${clock} time: ${squareRate.toFixed(1)}·10⁹ multiply-adds/s ` +
    `in a ${SQUARE}² product, ${ownRate.toFixed(1)} in the network's own; these alone would allow ` +
    `${squareSamples.toFixed(0)} and ${ownSamples.toFixed(0)} samples/s, training reaches ` +
    `${reached.toFixed(0)}: ${percent(squareSamples)} and ${percent(ownSamples)}`
  );
}
