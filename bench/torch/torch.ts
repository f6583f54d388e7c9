import { spawnSync } from 'node:child_process';
import type { BenchOptions, BenchReport, Spread } from '../result.ts';
import type { TaskName } from '../tasks/tasks.ts';
import { alternate, type Comparison } from './compare.ts';
import { checkParity, type Parity } from './parity.ts';
import { type Environment, PYTHON, type Side, startOurs, startTorch } from './side.ts';

/**
 * PyTorch at its best beside other programs: it does not give its large arrays back to the system
 * after every batch, and threads that wait leave the processor to others.
 */
const TUNED: Environment = {
  OMP_WAIT_POLICY: 'PASSIVE',
  MALLOC_MMAP_THRESHOLD_: '4294967296',
  MALLOC_TRIM_THRESHOLD_: '4294967296',
  MALLOC_TOP_PAD_: '536870912',
};

interface Case {
  readonly task: TaskName;
  readonly threads: number;
  readonly environment?: Environment;
}

const CASES: readonly Case[] = (['train', 'train-sgan', 'infer'] as const).flatMap((task) =>
  [2, 1].flatMap((threads) => [
    { task, threads },
    { task, threads, environment: TUNED },
  ]),
);

/** The same networks at the same tasks here and in PyTorch, in turn, each in its own process. */
export async function torchBench({ rounds }: BenchOptions): Promise<BenchReport> {
  if (spawnSync(PYTHON, ['-c', 'import torch, numpy']).status !== 0) {
    const skipped = `no PyTorch for ${PYTHON}: apt-get install python3-torch, or set MAUGUIN_PYTHON`;
    return { data: { name: 'torch', skipped }, text: `torch: skipped, ${skipped}` };
  }
  const parity = await checkParity();
  const comparisons: Comparison[] = [];
  let version = '';
  for (const each of CASES) {
    await withSides(
      startOurs(each.task, each.threads),
      startTorch(each.task, each.threads, each.environment),
      async (ours, theirs) => {
        version = theirs.version;
        comparisons.push(await alternate(nameOf(each), ours, theirs, rounds));
      },
    );
  }
  const scaling = [await scalingOf('train', rounds), await scalingOf('train-sgan', rounds)];
  const data = { name: 'torch', torch: version, parity, comparisons, scaling };
  return { data, text: textOf(version, parity, comparisons, scaling) };
}

const nameOf = ({ task, threads, environment }: Case): string =>
  `${task}, ${threads} ${threads === 1 ? 'thread' : 'threads'}` +
  (environment === undefined ? '' : ', PyTorch tuned');

/** Two workers against one, in turn. */
const scalingOf = (task: TaskName, rounds: number): Promise<Comparison> =>
  withSides(startOurs(task, 2), startOurs(task, 1), (two, one) =>
    alternate(`${task}, 2 workers against 1`, two, one, rounds),
  );

async function withSides<T>(
  first: Promise<Side>,
  second: Promise<Side>,
  use: (a: Side, b: Side) => Promise<T>,
): Promise<T> {
  const [a, b] = await Promise.all([first, second]);
  try {
    return await use(a, b);
  } finally {
    await Promise.all([a.close(), b.close()]);
  }
}

function textOf(
  version: string,
  parity: Parity,
  comparisons: readonly Comparison[],
  scaling: readonly Comparison[],
): string {
  const { logits, loss, gradientNorms } = parity;
  const [l, m, n] = [logits, loss, gradientNorms].map((difference) => difference.toExponential(0));
  return [
    `torch: PyTorch ${version}, the same networks; with the same weights logits differ by ${l}, ` +
      `the loss by ${m}, norms of gradients by ${n}`,
    ...[...comparisons, ...scaling].map(comparisonText),
    `medians of the pairs of rounds in turn (quartiles); the same for processor time; ` +
      'rates are medians, memory is the peak of the process',
  ].join('\n');
}

function comparisonText(comparison: Comparison): string {
  const { name, ratio, processorRatio, samplesPerSecond, peakMegabytes } = comparison;
  const { a, b } = samplesPerSecond;
  const memory = [peakMegabytes.a, peakMegabytes.b].map((mb) => mb.toFixed(0));
  return (
    `${name}: ${spreadText(ratio)} times as fast, processor time ${spreadText(processorRatio)}; ` +
    `${a.toFixed(0)} against ${b.toFixed(0)} samples/s, ${memory[0]} against ${memory[1]} MB`
  );
}

const spreadText = ({ median, quartiles: [low, high] }: Spread): string =>
  `${median.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
