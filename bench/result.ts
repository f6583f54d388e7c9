import { existsSync, readFileSync } from 'node:fs';

/** What is asked on the command line. */
export interface BenchOptions {
  readonly workers: number;
  /** A file of structures in place of made-up ones. */
  readonly structures?: string | undefined;
  /** Folder of a data set in place of a made-up one. */
  readonly dataset?: string | undefined;
  /** Structures that are compared with a peer. */
  readonly sample: number;
  /** Pairs of rounds against a peer. */
  readonly rounds: number;
}

/** What a benchmark prints: `data` with --json, otherwise `text`. */
export interface BenchReport {
  readonly data: object;
  readonly text: string;
}

/** Samples a second. */
export interface BenchResult {
  readonly name: string;
  /** Median over the rounds. */
  readonly samplesPerSecond: number;
  /** Slowest and fastest round. */
  readonly range: readonly [number, number];
  /** Over all rounds, processor time of all threads: what does not depend on other programs. */
  readonly samplesPerProcessorSecond: number;
  /** Time of all rounds. */
  readonly seconds: number;
  readonly workers: number;
  /** What a sample is, and how it was measured. */
  readonly comment: string;
}

export interface Rounds {
  readonly rounds: number;
  /** A round that does not count goes first. @default true */
  readonly warmUp?: boolean;
}

/** Runs `round` some times and takes the median rate. */
export async function measure(
  name: string,
  workers: number,
  comment: string,
  { rounds, warmUp = true }: Rounds,
  round: () => Promise<number> | number,
): Promise<BenchResult> {
  if (warmUp) await round();
  const rates: number[] = [];
  let total = 0;
  const start = performance.now();
  const busyBefore = processorSeconds();
  for (let i = 0; i < rounds; i++) {
    const begin = performance.now();
    const samples = await round();
    total += samples;
    rates.push((1000 * samples) / (performance.now() - begin));
  }
  const busy = processorSeconds() - busyBefore;
  const seconds = (performance.now() - start) / 1000;
  rates.sort((a, b) => a - b);
  return {
    name,
    samplesPerSecond: rates[rates.length >> 1]!,
    range: [rates[0]!, rates.at(-1)!],
    samplesPerProcessorSecond: total / busy,
    seconds,
    workers,
    comment,
  };
}

/** Processor time that all threads of this process have used. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export function rateReport(result: BenchResult): BenchReport {
  const { name, samplesPerSecond, samplesPerProcessorSecond, seconds, workers, comment } = result;
  const [rate, busy] = [samplesPerSecond, samplesPerProcessorSecond].map((x) => x.toFixed(1));
  const text = [
    `${name}: ${rate} samples/s (${workers} workers, ${seconds.toFixed(1)} s)`,
    `${busy} samples for each second of processor time`,
    comment,
  ];
  return { data: result, text: text.join('\n') };
}

/** Processor time of a call, from as many as take a hundredth of a second together. */
export function secondsOf(call: () => void): number {
  const begin = processorSeconds();
  let calls = 0;
  let busy = 0;
  while (busy < 0.01) {
    call();
    calls++;
    busy = processorSeconds() - begin;
  }
  return busy / calls;
}

/** Median and quartiles. */
export interface Spread {
  readonly median: number;
  readonly quartiles: readonly [number, number];
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share));
  return { median: median!, quartiles: [low!, high!] };
}

/** The value below which a share of the ascending `values` lies. */
const quantile = (values: readonly number[], share: number): number =>
  values[Math.min(values.length - 1, Math.floor(share * values.length))]!;

const STATUS = '/proc/self/status';

/**
 * Peak memory of this process. On Linux not by `resourceUsage`, which counts what the parent process
 * held at the start.
 */
export function peakMegabytes(): number {
  const peak = existsSync(STATUS) && /VmHWM:\s+(\d+) kB/.exec(readFileSync(STATUS, 'utf8'));
  return (peak ? Number(peak[1]) : process.resourceUsage().maxRSS) / 1024;
}
