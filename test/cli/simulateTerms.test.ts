import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { crystalDensity, neutronCrossSectionsOf, readCif } from '../../src/crystal/index.ts';
import {
  BT1_GE311,
  createSimulator,
  cylinderTransmission,
  peakProfile,
  twoThetaFromD,
} from '../../src/pattern/index.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-terms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A cubic crystal of the type CsCl. */
function crystal(name: string, a: number, first: string, second: string): string {
  const path = join(folder, `${name}.cif`);
  const edges = ['a', 'b', 'c'].map((edge) => `_cell_length_${edge} ${a}\n`).join('');
  const columns = ['label', 'type_symbol', 'fract_x', 'fract_y', 'fract_z', 'B_iso_or_equiv'];
  const loop = columns.map((column) => `_atom_site_${column}\n`).join('');
  const rows = `A ${first} 0 0 0 0.5\nB ${second} 0.5 0.5 0.5 0.7\n`;
  writeFileSync(path, `data_${name}\n${edges}_space_group_IT_number 221\nloop_\n${loop}${rows}`);
  return path;
}

const caesium = crystal('caesium', 4.12, 'Cs', 'Cl');
const hydride = crystal('hydride', 3.2, 'Ti', 'H');

const simulate = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await mauguin(['simulate', ...args]);
  expect(code, stderr).toBe(0);
  return { stdout, stderr };
};

const columns = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => /^\d/.test(line))
    .map((line) => line.split(/[ ,]+/).map(Number));

const pattern = async (...args: readonly string[]) =>
  columns((await simulate(...args)).stdout) as unknown as readonly (readonly [number, number])[];

/** h k l, then d, 2θ and intensity of a list. */
const list = async (...args: readonly string[]) =>
  columns((await simulate(...args, '--reflections')).stdout).map((row) => ({
    d: row[4]!,
    twoTheta: row[5]!,
    intensity: row[7]!,
  }));

const heightAt = (rows: Awaited<ReturnType<typeof pattern>>, angle: number) =>
  rows.reduce((near, row) =>
    Math.abs(row[0] - angle) < Math.abs(near[0] - angle) ? row : near,
  )[1];

test('--satellite puts further lines where Bragg’s law does, with their weight', async () => {
  const grid = [
    '--range',
    '13,0.01,16',
    '--axial',
    'none',
    '--zero',
    '0',
    '--widths',
    'U=0,V=0,W=0.01,X=0,Y=0',
  ];
  const rows = await pattern(caesium, ...grid, '--satellite', 'λ/2=0.01');
  // Only 100 of λ/2 = 1.03875 Å lies in the range: it is all that is seen, and λ itself shows nothing.
  const expected = twoThetaFromD(4.12, 1.03875);
  expect(rows.find(([, y]) => y === 1)![0]).toBeCloseTo(expected, 1);
  const pair = ['--instrument', 'cu-ka1', '--range', '75,0.005,77', '--wavelength', '1.540593'];
  const sharp = ['--widths', 'U=0,V=0,W=0.0004,X=0,Y=0,Z=0', '--axial', 'none'];
  const both = await pattern(caesium, ...pair, ...sharp, '--satellite', '1.544427=0.5');
  // 222 of d = 4.12/√12 would lie at 80.7°; 310, d = 4.12/√10, is at 72.5° … 311, √11, at 76.7°
  const d = 4.12 / Math.sqrt(11);
  const [first, second] = [1.540593, 1.544427].map((line) =>
    heightAt(both, twoThetaFromD(d, line)),
  );
  expect(first! / second!).toBeCloseTo(2, 0);
});

test('--widths and --cutoff make the peak that they name', async () => {
  const options = ['--range', '28,0.01,31', '--axial', 'none', '--zero', '0', '--cutoff', '0.01'];
  const rows = await pattern(caesium, ...options, '--widths', 'U=0,V=0,W=0.04,X=0,Y=0,Z=0');
  const above = rows.filter(([, y]) => y >= 0.5);
  // Points lie 0.01° apart.
  expect(Math.abs(above.at(-1)![0] - above[0]![0] - 0.19)).toBeLessThan(0.011);
  // A Gaussian of FWHM Γ has fallen to 0.01 at Γ √(ln 100 / ln 2) / 2 from its centre.
  const seen = rows.filter(([, y]) => y > 0);
  const reach = 0.2 * Math.sqrt(Math.log(100) / Math.LN2);
  expect(seen.at(-1)![0] - seen[0]![0]).toBeCloseTo(reach, 1);
});

test('--axial skews as the profile of that instrument does', async () => {
  const rows = await pattern(caesium, '--range', '27,0.05,31', '--axial', '0.03,0.05');
  const kind = 'finger-cox-jephcoat' as const;
  const axialDivergence = { kind, sOverL: 0.03, hOverL: 0.05 };
  const bragg = twoThetaFromD(4.12, BT1_GE311.wavelength);
  const profile = peakProfile({ ...BT1_GE311, axialDivergence }, bragg);
  const highest = Math.max(...rows.map(([x]) => profile.heightAt(x)));
  for (const [x, y] of rows) expect(Math.abs(y - profile.heightAt(x) / highest)).toBeLessThan(3e-4);
});

test('--polarisation weighs lines by its factor', async () => {
  const tube = ['--instrument', 'cu-ka1'];
  const plain = await list(caesium, ...tube, '--polarisation', 'laboratory=0');
  const cos2 = (x: number) => Math.cos((x * Math.PI) / 180) ** 2;
  const factors: Readonly<Record<string, (x: number) => number>> = {
    'laboratory=26.6': (x) => (1 + cos2(26.6) * cos2(x)) / (1 + cos2(26.6)),
    'synchrotron=0.9': (x) => 0.9 + 0.1 * cos2(x),
  };
  for (const [option, factor] of Object.entries(factors)) {
    const other = await list(caesium, ...tube, '--polarisation', option);
    const ratios = other.map(({ intensity, twoTheta }, i) => {
      const unpolarised = (1 + cos2(twoTheta)) / 2;
      return ((intensity / plain[i]!.intensity) * unpolarised) / factor(twoTheta);
    });
    for (const ratio of ratios) expect(ratio / ratios[0]!).toBeCloseTo(1, 6);
  }
});

test('--complex-lengths: gadolinium absorbs, and b″ counts', async () => {
  const boride = crystal('boride', 3.4, 'Gd', 'B');
  const F2 = async (...args: readonly string[]) => {
    const { stdout, stderr } = await simulate(boride, '--reflections', ...args);
    return { F2: columns(stdout)[0]![6]!, stderr };
  };
  const [real, complex] = [await F2(), await F2('--complex-lengths')];
  // 100: b_Gd − b_B with B = 0.5 and 0.7 Å², Sears (1992): 6.5 − 13.82i and 5.30 − 0.213i fm
  const [g, b] = [0.5, 0.7].map((B) => Math.exp(-B / (4 * 3.4 ** 2)));
  const re = 6.5 * g! - 5.3 * b!;
  expect(real.F2 / re ** 2).toBeCloseTo(1, 6);
  expect(complex.F2 / (re ** 2 + (13.82 * g! - 0.213 * b!) ** 2)).toBeCloseTo(1, 6);
  expect(real.stderr).toMatch(/imaginary part of the scattering length of Gd.*left out/);
  expect(complex.stderr).not.toMatch(/left out/);
  for (const { stderr } of [real, complex]) expect(stderr).toMatch(/Gd depends on energy/);
});

test('--mu-r weakens the pattern and its list by the transmission of a cylinder', async () => {
  const transmission = cylinderTransmission(1.2);
  const [plain, weak] = [await list(caesium), await list(caesium, '--mu-r', '1.2')];
  const ratio = (i: number) => weak[i]!.intensity / plain[i]!.intensity;
  weak.forEach(({ twoTheta }, i) => {
    const expected = transmission(twoTheta) / transmission(weak[0]!.twoTheta);
    expect(ratio(i) / ratio(0) / expected).toBeCloseTo(1, 6);
  });
  const [bare, shown] = [await pattern(caesium), await pattern(caesium, '--mu-r', '1.2')];
  const at = bare.findIndex(([, y]) => y === 1);
  for (const i of [520, 1100, 2000]) {
    const expected = (bare[i]![1] * transmission(bare[i]![0])) / transmission(bare[at]![0]);
    expect(shown[i]![1] / shown[at]![1]).toBeCloseTo(expected, 7);
  }
});

const read = (path: string) => {
  const [result] = readCif(readFileSync(path, 'utf8'), path);
  if (!result?.ok) throw new Error(`${path} cannot be read`);
  return result.crystal;
};

test('--radius tells the µR that cross sections give, of a mixture by volume', async () => {
  const muOf = (path: string) => {
    const { absorption, coherent, incoherent } = neutronCrossSectionsOf(read(path), 2.0775);
    return absorption + coherent + incoherent;
  };
  const told = (stderr: string) => Number(/has µR = ([\d.]+)/.exec(stderr)?.[1]);
  const alone = await simulate(hydride, '--radius', '5');
  expect(told(alone.stderr)).toBeCloseTo(muOf(hydride) * 0.6 * 0.5, 2);
  const mixture = await simulate(
    ...[hydride, '--radius', '5', '--packing', '1', '--impurity', `${caesium}=0.25`],
  );
  const parts = [[0.75, hydride] as const, [0.25, caesium] as const].map(([weight, path]) => ({
    volume: weight / crystalDensity(read(path)),
    mu: muOf(path),
  }));
  const volume = parts.reduce((sum, part) => sum + part.volume, 0);
  const mean = parts.reduce((sum, part) => sum + part.volume * part.mu, 0) / volume;
  expect(told(mixture.stderr)).toBeCloseTo(mean * 0.5, 2);
});

test('--incoherent adds the flat background of hydrogen, with counts as well', async () => {
  const [bare, whole] = [await pattern(hydride), await pattern(hydride, '--incoherent')];
  const result = createSimulator(BT1_GE311).simulate(read(hydride));
  if (!result.ok) throw new Error(result.fault.message);
  const level = neutronCrossSectionsOf(read(hydride), 2.0775).incoherentLevel / result.maximum;
  expect(level).toBeGreaterThan(0.05);
  for (const [i, [, y]] of whole.entries()) expect(y - bare[i]![1]).toBeCloseTo(level, 7);
  const counts = ['--incoherent', '--counts', '1e6', '--format', 'xye'];
  const noisy = await pattern(hydride, ...counts);
  const quiet = noisy.slice(0, 300).map(([, y]) => y);
  const mean = quiet.reduce((sum, y) => sum + y, 0) / quiet.length;
  expect(Math.abs(mean / (1e6 * level) - 1)).toBeLessThan(0.01);
});

test.each<[string, readonly string[], RegExp]>([
  ['a satellite without weight', ['--satellite', '1.54'], /like 1\.5444=0\.5/],
  ['a satellite of no wavelength', ['--satellite', 'λ/0=0.1'], /like 1\.5444=0\.5/],
  ['a width of another name', ['--widths', 'T=1'], /like U=0\.1/],
  [
    'widths that are negative, with the place',
    ['--widths', 'U=0.3,V=-0.4,W=0.1'],
    /negative from 2θ = 36\.\d\d to 90\.\d\d degrees/,
  ],
  ['axial divergence of three numbers', ['--axial', '1,2,3'], /none, k, or S\/L,H\/L/],
  ['polarisation of neutrons', ['--polarisation', 'laboratory=0'], /is for X-rays/],
  ['polarisation beyond 1', ['--polarisation', 'synchrotron=95'], /share \(0 to 1\)/],
  ['a cut-off of all', ['--cutoff', '1'], /below 1/],
  ['lengths of X-rays', ['--instrument', 'cu-ka', '--complex-lengths'], /for neutrons/],
  ['incoherent X-rays', ['--instrument', 'cu-ka', '--incoherent'], /for neutrons/],
  ['two kinds of absorption', ['--mu-r', '1', '--radius', '2'], /give one of them/],
  ['packing of nothing', ['--packing', '0.5'], /needs --radius/],
  ['packing beyond 1', ['--packing', '1.5', '--radius', '2'], /at most 1/],
  ['a sample that lets nothing through', ['--mu-r', '30'], /between 0 and 10, it is 30 \(--mu-r\)/],
  [
    'the same by radius',
    ['--instrument', 'cu-ka', '--radius', '5'],
    /µR must lie between 0 and 10, it is \d+.* \(--radius, --packing\)/,
  ],
])('%s is refused', async (_, args, message) => {
  const { code, stdout, stderr } = await mauguin(['simulate', caesium, ...args]);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/at .*\.js:\d+/);
  expect([code, stdout]).toEqual([2, '']);
});
