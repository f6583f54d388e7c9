import { type Spread, spreadOf } from '../result.ts';
import type { Round, Side } from './side.ts';

/** Two programs at the same task, their rounds in turn. */
export interface Comparison {
  readonly name: string;
  readonly rounds: readonly { readonly a: Round; readonly b: Round }[];
  /** Of the rates a to b, pair by pair. */
  readonly ratio: Spread;
  /** The same for samples a second of processor time, which other programs disturb less. */
  readonly processorRatio: Spread;
  /** Medians. */
  readonly samplesPerSecond: { readonly a: number; readonly b: number };
  readonly peakMegabytes: { readonly a: number; readonly b: number };
}

/** Rounds a, b, a, b …; the first pair, which warms both up, does not count. */
export async function alternate(
  name: string,
  a: Side,
  b: Side,
  rounds: number,
): Promise<Comparison> {
  const pairs: { a: Round; b: Round }[] = [];
  for (let i = 0; i <= rounds; i++) pairs.push({ a: await a.run(), b: await b.run() });
  pairs.shift();
  const rate = ({ samples, seconds }: Round) => samples / seconds;
  const busyRate = ({ samples, processorSeconds }: Round) => samples / processorSeconds;
  const last = pairs.at(-1)!;
  return {
    name,
    rounds: pairs,
    ratio: spreadOf(pairs.map((pair) => rate(pair.a) / rate(pair.b))),
    processorRatio: spreadOf(pairs.map((pair) => busyRate(pair.a) / busyRate(pair.b))),
    samplesPerSecond: {
      a: spreadOf(pairs.map((pair) => rate(pair.a))).median,
      b: spreadOf(pairs.map((pair) => rate(pair.b))).median,
    },
    peakMegabytes: { a: last.a.peakMegabytes, b: last.b.peakMegabytes },
  };
}
