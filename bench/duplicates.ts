import type { Crystal } from 'mauguin/crystal';
import { createFingerprinter, fingerprintDistance } from 'mauguin/dataset';
import { readLines } from 'mauguin/io';
import { quantile } from 'mauguin/math';
import { createRng, type Rng } from 'mauguin/random';
import { crystalOfLine } from './crystals.ts';
import type { BenchOptions, BenchReport } from './result.ts';

const SEED = 1;

/** Small changes of a structure, that leave it the same to a person. */
const CHANGES: Readonly<Record<string, (crystal: Crystal, rng: Rng) => Crystal>> = {
  'axis c 0.5 % longer': (crystal) => longer(crystal, 1.005),
  'axis c 1 % longer': (crystal) => longer(crystal, 1.01),
  'axis c 2 % longer': (crystal) => longer(crystal, 1.02),
  'atoms moved by up to 0.03 Å along each axis': (crystal, rng) => shaken(crystal, rng, 0.03),
  'atoms moved by up to 0.05 Å along each axis': (crystal, rng) => shaken(crystal, rng, 0.05),
  'atoms moved by up to 0.1 Å along each axis': (crystal, rng) => shaken(crystal, rng, 0.1),
};

/** How far small changes move the fingerprint by which duplicates are told. */
export async function duplicatesBench({ structures, sample }: BenchOptions): Promise<BenchReport> {
  if (structures === undefined) throw new Error('duplicates needs --structures FILE');
  const crystals = await someOf(structures, sample);
  const fingerprint = createFingerprinter();
  const rng = createRng(SEED);
  const rows = Object.entries(CHANGES).map(([name, change]) => {
    const stream = rng.fork(name);
    const distances = crystals.flatMap((crystal) => {
      const [before, after] = [fingerprint(crystal), fingerprint(change(crystal, stream))];
      return before && after ? [fingerprintDistance(before, after)] : [];
    });
    const [median, percent90, percent99] = [0.5, 0.9, 0.99].map((p) => quantile(distances, p));
    return { name, count: distances.length, median, percent90, percent99 };
  });
  const text = [
    `duplicates: distances of fingerprints after a change, seed ${SEED}`,
    `${'change'.padEnd(46)}structures  median    90 %    99 %`,
    ...rows.map(({ name, count, median, percent90, percent99 }) =>
      [
        name.padEnd(46),
        String(count).padStart(10),
        ...[median, percent90, percent99].map((value) => value!.toFixed(3).padStart(8)),
      ].join(''),
    ),
  ];
  return { data: { name: 'duplicates', seed: SEED, rows }, text: text.join('\n') };
}

/** Some structures of a file, evenly over it. */
async function someOf(path: string, sample: number): Promise<readonly Crystal[]> {
  const lines: string[] = [];
  for await (const { text } of readLines(path)) lines.push(text);
  const every = Math.max(1, Math.floor(lines.length / sample));
  return lines.filter((_, i) => i % every === 0).map(crystalOfLine);
}

const longer = (crystal: Crystal, factor: number): Crystal => ({
  ...crystal,
  cell: { ...crystal.cell, c: crystal.cell.c * factor },
});

function shaken(crystal: Crystal, rng: Rng, most: number): Crystal {
  const { a, b, c } = crystal.cell;
  const shift = (edge: number) => (most * (2 * rng.uniform() - 1)) / edge;
  const sites = crystal.sites.map((site) => {
    const [x, y, z] = site.position;
    return { ...site, position: [x + shift(a), y + shift(b), z + shift(c)] as const };
  });
  return { ...crystal, sites };
}
