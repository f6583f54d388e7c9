/** What a benchmark prints. */
export interface BenchResult {
  readonly name: string;
  /** Median over the rounds. */
  readonly samplesPerSecond: number;
  /** Slowest and fastest round. */
  readonly range: readonly [number, number];
  /** Time of all rounds. */
  readonly seconds: number;
  readonly workers: number;
  /** What a sample is, and how it was measured. */
  readonly comment: string;
}

/** Runs `round` some times after one warm-up and takes the median rate. */
export async function measure(
  name: string,
  workers: number,
  comment: string,
  rounds: number,
  round: () => Promise<number> | number,
): Promise<BenchResult> {
  await round();
  const rates: number[] = [];
  const start = performance.now();
  for (let i = 0; i < rounds; i++) {
    const begin = performance.now();
    const samples = await round();
    rates.push((1000 * samples) / (performance.now() - begin));
  }
  const seconds = (performance.now() - start) / 1000;
  rates.sort((a, b) => a - b);
  return {
    name,
    samplesPerSecond: rates[rates.length >> 1]!,
    range: [rates[0]!, rates.at(-1)!],
    seconds,
    workers,
    comment,
  };
}
