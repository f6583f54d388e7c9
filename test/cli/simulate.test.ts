import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Measurement, readMeasurement } from '../../src/measurement/index.ts';
import { INSTRUMENTS } from '../../src/pattern/index.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-simulate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);
const example = (name: string) =>
  fileURLToPath(new URL(`../../examples/crystals/${name}.cif`, import.meta.url));
const [rutile, corundum] = [example('rutile'), example('corundum')];

function file(name: string, content: string): string {
  writeFileSync(path(name), content);
  return path(name);
}

const simulate = (...args: readonly string[]) => mauguin(['simulate', ...args]);

async function simulated(...args: readonly string[]): Promise<Measurement> {
  const { code, stdout, stderr } = await simulate(...args);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const read = readMeasurement(new TextEncoder().encode(stdout), 'stdout');
  if (!read.ok) throw new Error(read.fault.message);
  return read.measurement;
}

/** Rows of a CSV as objects of numbers. */
function rowsOf(csv: string): Record<string, number>[] {
  const [header, ...rows] = csv.trimEnd().split('\n');
  const names = header!.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((x, i) => [names[i], Number(x)])));
}

const highest = (values: Float64Array) =>
  values.reduce((most, y, i) => (y > values[most]! ? i : most), 0);
const sumOf = (values: Float64Array) => values.reduce((sum, y) => sum + y, 0);

const CELL = (a: number, angle: number) =>
  ['a', 'b', 'c'].map((edge) => `_cell_length_${edge} ${a}\n`).join('') +
  ['alpha', 'beta', 'gamma'].map((name) => `_cell_angle_${name} ${angle}\n`).join('');
const SITES =
  'loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n';
const halite = file(
  'halite.cif',
  `data_halite\n${CELL(5.6402, 90)}_space_group_name_H-M_alt 'F m -3 m'\n${SITES}Na1 Na 0 0 0\nCl1 Cl 0.5 0.5 0.5\n`,
);
const A = 5.6402 / Math.SQRT2;
const primitiveHalite = file(
  'primitive.jsonl',
  `${JSON.stringify({
    id: 'primitive',
    source: 'test',
    formula: 'ClNa',
    spaceGroup: 225,
    cell: [A, A, A, 60, 60, 60],
    sites: [
      ['Na', 0, 0, 0],
      ['Cl', 0.5, 0.5, 0.5],
    ],
  })}\n`,
);

/**
 * h, k, l, multiplicity, d, 2θ, |F|² of halite, a = 5.6402 Å, without displacements: neutrons of
 * 2.0775 Å with Sears lengths, fm²; X-rays of 1.540593 Å with dispersion, e². Computed twice
 * independently, by a sum over the full cell with numpy and by cctbx.
 */
const HALITE_NEUTRON = [
  [1, 1, 1, 8, 3.256371, 37.203719, 565.868944],
  [2, 0, 0, 6, 2.8201, 43.226308, 2790.797584],
  [2, 2, 0, 12, 1.9941118, 62.786436, 2790.797584],
  [3, 1, 1, 24, 1.7005843, 75.29756, 565.868944],
];
const HALITE_XRAY = [
  [1, 1, 1, 8, 3.256371, 27.366086, 363.7322877],
  [2, 0, 0, 6, 2.8201, 31.70301, 7649.117934],
  [2, 2, 0, 12, 1.9941118, 45.447139, 5623.706851],
  [3, 1, 1, 24, 1.7005843, 53.867495, 144.1922364],
];
/** The same for rutile, a = 4.5937, c = 2.9587 Å, O at 0.3053, with the displacements below. */
const RUTILE_NEUTRON = [
  [1, 1, 0, 4, 3.2482364, 37.30032, 17.66255278],
  [1, 0, 1, 8, 2.4874128, 49.366642, 211.6214909],
  [2, 0, 0, 4, 2.29685, 53.776244, 583.2104455],
  [1, 1, 1, 8, 2.1873298, 56.704909, 403.8524254],
];
const referenceRutile = file(
  'reference-rutile.cif',
  `data_rutile
_cell_length_a 4.5937
_cell_length_b 4.5937
_cell_length_c 2.9587
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'P 42/m n m'
${SITES}Ti1 Ti 0 0 0
O1 O 0.3053 0.3053 0
loop_
_atom_site_aniso_label
_atom_site_aniso_U_11
_atom_site_aniso_U_22
_atom_site_aniso_U_33
_atom_site_aniso_U_12
_atom_site_aniso_U_13
_atom_site_aniso_U_23
Ti1 0.0068 0.0068 0.0046 -0.0002 0 0
O1 0.0058 0.0058 0.0043 -0.0020 0 0
`,
);

const COLUMNS = ['h', 'k', 'l', 'multiplicity', 'd', 'twoTheta', 'F2'] as const;

describe('--reflections', () => {
  test.each([
    ['halite, neutrons', halite, [], HALITE_NEUTRON],
    ['halite on primitive axes', primitiveHalite, [], HALITE_NEUTRON],
    ['halite, X-rays', halite, ['--instrument', 'cu-ka1', '--wavelength', '1.540593'], HALITE_XRAY],
    ['rutile, neutrons', referenceRutile, [], RUTILE_NEUTRON],
  ])('%s', async (_, crystal, args, expected) => {
    const { code, stdout } = await simulate(crystal, ...args, '--reflections');
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('h,k,l,multiplicity,d,twoTheta,F2,intensity');
    const rows = rowsOf(stdout);
    for (const [r, values] of expected.entries()) {
      for (const [c, name] of COLUMNS.entries()) {
        const [found, value] = [rows[r]![name]!, values[c]!];
        expect(Math.abs(found - value)).toBeLessThanOrEqual(1e-6 * value);
      }
    }
    expect(Math.max(...rows.map(({ intensity }) => intensity!))).toBe(100);
  });

  test('to a file beside the pattern, and into a folder for several', async () => {
    const list = path('list.csv');
    const one = await simulate(rutile, '--reflections', list, '--format', 'xy');
    expect(one.stdout).toMatch(/^# rutile/);
    expect(rowsOf(readFileSync(list, 'utf8')).length).toBeGreaterThan(10);
    const out = path('lists');
    const two = await simulate(rutile, corundum, '--reflections', '--out', out, '--json');
    expect(JSON.parse(two.stdout)).toMatchObject({
      written: [{ id: 'rutile' }, { id: 'corundum' }],
      reflections: [{ id: 'rutile', file: join(out, 'rutile.reflections.csv') }, {}],
      failures: 0,
    });
    expect(readdirSync(out).sort()).toEqual([
      'corundum.reflections.csv',
      'corundum.xy',
      'rutile.reflections.csv',
      'rutile.xy',
    ]);
  });

  test('within the range alone, the strongest of it 100', async () => {
    const { stdout } = await simulate(halite, '--range', '60,0.05,80', '--reflections');
    const rows = rowsOf(stdout);
    expect(rows.map(({ h, k, l }) => [h, k, l])).toEqual([
      [2, 2, 0],
      [3, 1, 1],
      [2, 2, 2],
    ]);
    expect(rows[0]!.intensity).toBe(100);
  });
});

describe('options move the pattern as they should', () => {
  const grid = ['--range', '36,0.02,39'];

  test('wavelength, range and zero shift', async () => {
    const at = async (...args: readonly string[]) => {
      const { twoTheta, intensity } = await simulated(rutile, ...args);
      return twoTheta[highest(intensity)]!;
    };
    const lines = ['--wavelength', '1.5', '--range', '25,0.01,28'];
    // 110 of rutile, d = 3.24845 Å at a = 4.594 Å; the instrument's own shift is 0.0006°.
    expect(await at(...lines)).toBeCloseTo((360 / Math.PI) * Math.asin(1.5 / 2 / 3.24845), 1);
    expect((await at(...lines, '--zero', '0.5')) - (await at(...lines))).toBeCloseTo(0.5, 2);
    const displaced = (await at(...lines, '--displacement', '-0.002')) - (await at(...lines));
    // −2 s cosθ radians
    expect(displaced).toBeCloseTo((180 / Math.PI) * 0.004 * Math.cos(0.231), 1.9);
    const transparent = (await at(...lines, '--transparency', '-0.3')) - (await at(...lines));
    expect(transparent).toBeCloseTo(-0.3 * Math.sin(0.462), 1.9);
  });

  test('size, strain and Stephens strain broaden', async () => {
    const width = async (...args: readonly string[]) =>
      sumOf((await simulated(rutile, ...grid, ...args)).intensity);
    const sharp = await width();
    for (const option of [
      ['--size', '200'],
      ['--strain', '0.01'],
      ['--stephens', 'S400=1e-5,S004=1e-5,S220=2e-5,lorentzian=0.5'],
    ]) {
      expect(await width(...option)).toBeGreaterThan(1.2 * sharp);
    }
  });

  test('texture gathers normals', async () => {
    const strongest = async (...args: readonly string[]) => {
      const { stdout } = await simulate(rutile, '--reflections', ...args);
      return rowsOf(stdout).find(({ intensity }) => intensity === 100);
    };
    expect(await strongest('--texture', '0,0,1,0.2')).toMatchObject({ h: 0, k: 0, l: 2 });
  });

  test('the axis of a texture is that of the cell in the file', async () => {
    const list = async (crystal: string, axis: string) =>
      rowsOf((await simulate(crystal, '--texture', axis, '--reflections')).stdout);
    // c* of the primitive cell (a+b)/2 … is the normal of (−1 1 1) or one like it in the cube.
    const textured = await list(primitiveHalite, '1,0,0,0.4');
    const cubic = await list(halite, '1,1,1,0.4');
    for (const [r, row] of textured.entries()) {
      expect(row.intensity! / cubic[r]!.intensity!).toBeCloseTo(1, 6);
    }
  });

  test('B of atoms without one, told once', async () => {
    const { stderr, stdout } = await simulate(halite, '--b-iso', '1.5', '--reflections');
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/halite\.cif:1: .* were given B = 1\.5 Å² \(--b-iso\)/);
    // exp(−B / 2d²)
    const damped = 2790.797584 * Math.exp(-1.5 / (2 * 2.8201 ** 2));
    expect(rowsOf(stdout)[1]!.F2! / damped).toBeCloseTo(1, 6);
  });

  test('set of scattering lengths', async () => {
    const { stdout } = await simulate(halite, '--scattering-lengths', 'rauch2003', '--reflections');
    // The same reference, with the lengths of Rauch & Waschkowski (2003).
    expect(rowsOf(stdout)[0]!.F2! / 566.2876902).toBeCloseTo(1, 6);
  });

  test('background and humps, without noise and with it', async () => {
    const bare = await simulated(rutile, ...grid);
    const { intensity } = await simulated(
      rutile,
      ...grid,
      '--background',
      '0.3,-0.1',
      '--hump',
      '37.5,1,0.2',
    );
    expect(intensity[0]! - bare.intensity[0]!).toBeCloseTo(0.4, 2);
    expect(intensity[75]! - bare.intensity[75]!).toBeCloseTo(0.5, 4);
    const counted = ['--counts', '5000', '--background', '300,-100', '--format', 'xye'];
    const noisy = await simulated(rutile, ...grid, ...counted, '--seed', '7');
    expect(noisy.sigma![3]).toBeCloseTo(Math.sqrt(noisy.intensity[3]!), 6);
    expect(noisy.intensity.every(Number.isInteger)).toBe(true);
    const again = await simulated(rutile, ...grid, ...counted, '--seed', '7');
    expect(again.intensity).toEqual(noisy.intensity);
    const other = await simulated(rutile, ...grid, ...counted, '--seed', '8');
    expect(other.intensity).not.toEqual(noisy.intensity);
  });

  test('impurities are mixed by weight', async () => {
    const mixture = await simulated(rutile, '--impurity', `${corundum}=0.4`);
    const [pure, foreign] = [await simulated(rutile), await simulated(corundum)];
    // What is left over of the mixture is the other pattern, in one proportion everywhere.
    const scale = mixture.intensity[highest(pure.intensity)]!;
    const rest = mixture.intensity.map((y, i) => y - scale * pure.intensity[i]!);
    const top = highest(foreign.intensity);
    expect(rest[top]!).toBeGreaterThan(0.01);
    const deviation = rest.map((y, i) => Math.abs(y - rest[top]! * foreign.intensity[i]!));
    expect(deviation.reduce((most, y) => Math.max(most, y))).toBeLessThan(0.02);
  });
});

describe('formats', () => {
  test.each(['bt1-ge311', 'cu-ka', 'co-ka', '11-bm'])(
    'columns of %s are read back',
    async (name) => {
      const instrument = INSTRUMENTS.find((known) => known.name === name)!;
      const read = await simulated(rutile, '--instrument', name);
      expect(read.wavelength).toBe(instrument.wavelength);
      expect(read.radiation).toBe(instrument.radiation);
      expect(read.twoTheta).toHaveLength(instrument.grid.count);
    },
  );

  test('GSAS: counts with sigma, in ESD records', async () => {
    const options = ['--counts', '5000', '--range', '30,0.05,60'];
    const { stdout } = await simulate(rutile, ...options, '--format', 'gsas');
    const [title, bank, ...records] = stdout.trimEnd().split('\n');
    expect(title).toMatch(/^rutile, O2Ti/);
    expect(bank!.trim()).toBe('BANK 1 601 121 CONST 3000 5 0 0 ESD');
    const numbers = records.flatMap((record) =>
      Array.from({ length: 10 }, (_, i) => record.slice(8 * i, 8 * i + 8)).filter((f) => f.trim()),
    );
    const counts = numbers.filter((_, i) => i % 2 === 0).map(Number);
    const read = await simulated(rutile, ...options, '--format', 'xye');
    expect(counts).toEqual([...read.intensity]);
  });

  test('CIF', async () => {
    const { stdout } = await simulate(rutile, '--format', 'cif', '--instrument', 'cu-ka');
    expect(stdout).toMatch(/^data_rutile$/m);
    const rows = stdout
      .trimEnd()
      .split('\n')
      .slice(-3)
      .map((row) => row.split(' ').map(Number));
    const { twoTheta, intensity } = await simulated(rutile, '--instrument', 'cu-ka');
    expect(rows.map(([x]) => x)).toEqual(
      [...twoTheta.slice(-3)].map((x) => Number(x.toPrecision(9))),
    );
    expect(rows.map(([, y]) => y)).toEqual([...intensity.slice(-3)]);
  });

  test('the options are told in the header', async () => {
    const { stdout } = await simulate(rutile, '--size', '200', '--texture', '0,0,1,0.8');
    expect(stdout).toContain(
      '# options: {"size":200,"texture":{"axis":[0,0,1],"marchDollase":0.8}}\n',
    );
  });
});

describe('--plot', () => {
  test('overlays crystals, a row of ticks each, and prints no pattern', async () => {
    const figure = path('overlay.svg');
    const { code, stdout, stderr } = await simulate(rutile, corundum, '--plot', figure);
    expect([code, stdout, stderr]).toEqual([0, '', '']);
    const svg = readFileSync(figure, 'utf8');
    for (const label of ['rutile', 'corundum', '2θ (°)']) expect(svg).toContain(`>${label}</text>`);
  });

  test('a mixture is drawn with each of its phases; many phases are counted in the title', async () => {
    const figure = path('mixture.svg');
    const texts = () =>
      [...readFileSync(figure, 'utf8').matchAll(/<text\b[^>]*>([^<]*)</g)].map(([, text]) => text);
    const lines = () => readFileSync(figure, 'utf8').match(/aria-label="line"/g)?.length;
    await simulate(rutile, '--impurity', `${corundum}=0.3`, '--plot', figure);
    expect(texts()).toEqual(expect.arrayContaining(['mixture', 'rutile', 'corundum']));
    expect(lines()).toBe(3);
    expect(texts()).toContain('rutile, corundum: neutrons, 2.0775 Å (bt1-ge311)');
    const four = ['rutile', 'corundum', 'calcite', 'fluorite'].map(example);
    await simulate(...four, '--instrument', 'cu-ka', '--plot', figure);
    expect(texts()).toContain('4 phases: X-rays, 1.5406 + 1.5444 Å (cu-ka)');
    expect(lines()).toBe(4);
  });

  test('writes PNG by the ending of the name, and nothing else', async () => {
    const figure = path('rutile.png');
    const { code, stderr } = await simulate(rutile, '--plot', figure);
    expect([code, stderr]).toEqual([0, '']);
    const bytes = readFileSync(figure);
    // Signature of PNG, then width and height of the first chunk: three pixels a unit of the SVG.
    expect([...bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(bytes.readUInt32BE(16)).toBe(2100);
    const refused = await simulate(rutile, '--plot', path('a.pdf'));
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/written as \.svg or \.png/);
  });
});

describe('--compare', () => {
  const options = ['--instrument', 'd2b', '--range', '20,0.05,120'];

  test('finds the scales and the background that a pattern was made with', async () => {
    const made = await simulate(
      ...[rutile, ...options, '--counts', '1e6', '--background', '5000,-800', '--format', 'xye'],
    );
    const measured = file('made.xye', made.stdout);
    const figure = path('fit.svg');
    const run = await simulate(
      rutile,
      '--instrument',
      'd2b',
      '--compare',
      measured,
      '--plot',
      figure,
    );
    expect(run.stderr).toBe('');
    const R = Number(/^R = ([\d.]+) %$/m.exec(run.stdout)?.[1]);
    expect(R).toBeLessThan(0.5);
    expect(run.stdout).toMatch(/^Rwp = [\d.]+ %$/m);
    expect(run.stdout).toMatch(/2001 points from 20 to 120 degrees/);
    expect(readFileSync(figure, 'utf8')).toContain(`>R = ${R} %</text>`);
    const json = await simulate(rutile, '--instrument', 'd2b', '--compare', measured, '--json');
    const { comparison } = JSON.parse(json.stdout);
    expect(comparison.phases[0].scale / 1e6).toBeCloseTo(1, 2);
    expect(comparison.background[0] / 5000).toBeCloseTo(1, 2);
    expect(comparison.background[1] / -800).toBeCloseTo(1, 1);
  });

  test('meets an uneven grid on straight lines', async () => {
    const { stdout } = await simulate(rutile, ...options);
    const rows = stdout.split('\n').filter((_, i) => i < 6 || i % 7 !== 0);
    const run = await simulate(
      ...[rutile, '--instrument', 'd2b', '--compare', file('uneven.xy', rows.join('\n'))],
    );
    expect(Number(/^R = ([\d.]+) %$/m.exec(run.stdout)?.[1])).toBeLessThan(1);
  });

  test('refuses another radiation, and tells of another wavelength', async () => {
    const { stdout } = await simulate(rutile, ...options);
    const measured = file('neutrons.xy', stdout);
    const foreign = await simulate(rutile, '--instrument', 'cu-ka', '--compare', measured);
    expect(foreign.code).toBe(2);
    expect(foreign.stderr).toMatch(/measured with neutron radiation/);
    const other = await simulate(rutile, '--compare', measured);
    expect(other.stderr).toMatch(/states a wavelength of 1\.594 Å.* 2\.0775 Å \(--wavelength\)/);
  });
});

describe('what cannot be done', () => {
  test.each<[string, readonly string[], RegExp]>([
    [
      'no such instrument',
      [rutile, '--instrument', 'd2x'],
      /no instrument and no file is named "d2x"/,
    ],
    ['a range backwards', [rutile, '--range', '20,0.1,10'], /end not below the start/],
    ['a range of two numbers', [rutile, '--range', '20,0.1'], /start,step,end/],
    ['a range beyond 180°', [rutile, '--range', '20,0.1,200'], /between 0 and 180 degrees/],
    ['endless points', [rutile, '--range', '20,1e-6,100'], /at most 1000000/],
    ['no reflection within a range', [rutile, '--range', '3,0.05,10'], /no reflection.*--range/],
    ['no reflection', [rutile, '--wavelength', '20'], /no reflection in the range.*--wavelength/],
    ['a negative size', [rutile, '--size', '-3'], /above 0/],
    ['an unknown term of strain', [rutile, '--stephens', 'S500=1'], /S500 is no term of strain/],
    ['a term that is none', [rutile, '--stephens', 'S400'], /like S400=/],
    ['a texture without r', [rutile, '--texture', '0,0,1'], /h,k,l,r/],
    ['a negative background', [rutile, '--background', '-1'], /background is -1\.00 at 3\.00/],
    ['a hump without width', [rutile, '--hump', '30,0,1'], /FWHM of a hump/],
    ['an impurity of all weight', [rutile, '--impurity', `${corundum}=1`], /below 1/],
    ['an impurity without weight', [rutile, '--impurity', corundum], /FILE=weight/],
    ['an impurity that is missing', [rutile, '--impurity', 'none.cif=0.1'], /none\.cif/],
    [
      'lengths of X-rays',
      [rutile, '--instrument', 'cu-ka', '--scattering-lengths', 'sears1992'],
      /X-rays/,
    ],
    ['two texts at once', [rutile, '--reflections', '--format', 'xy'], /only one can be printed/],
    ['a list over a crystal', ['--reflections', rutile, corundum], /would overwrite/],
    ['counts to compare', [rutile, '--compare', 'a.xy', '--counts', '9'], /leave --counts out/],
    ['JSON beside a list', [rutile, '--reflections', '--json'], /--json needs --out/],
    ['two crystals, no folder', [rutile, corundum], /give a folder with --out/],
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await simulate(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/at .*\.js:\d+/);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('negative widths say where', async () => {
    const saved = path('narrow.json');
    await mauguin(['instruments', 'd2b', '--save', saved]);
    const instrument = JSON.parse(readFileSync(saved, 'utf8'));
    const widths = { ...instrument.widths, U: 0.1, V: -0.5, W: 0.1 };
    writeFileSync(saved, JSON.stringify({ ...instrument, widths }));
    const { code, stderr } = await simulate(rutile, '--instrument', saved);
    expect(code).toBe(2);
    expect(stderr).toMatch(/negative from 2θ = \d+\.\d+ to \d+\.\d+ degrees/);
    const { widths: _, ...broken } = { ...instrument, extra: 1 };
    writeFileSync(saved, JSON.stringify({ ...instrument, ...broken }));
    expect((await simulate(rutile, '--instrument', saved)).stderr).toMatch(/extra/);
  });

  test('more than a million reflections, with the option that helps', async () => {
    const huge = file(
      'huge.cif',
      `data_huge\n${CELL(300, 90)}_space_group_name_H-M_alt 'P 1'\n${SITES}Fe1 Fe 0 0 0\n`,
    );
    const { code, stderr } = await simulate(huge);
    expect(code).toBe(2);
    expect(stderr).toMatch(/about \d+ reflections in range.*\(--range, --wavelength\)/);
  });

  test('a position occupied more than once, or a little more', async () => {
    const mixed = (share: number) =>
      file(
        'mixed.cif',
        `data_m\n${CELL(4, 90)}_space_group_name_H-M_alt 'P m -3 m'\n${SITES}_atom_site_occupancy\nFe1 Fe 0 0 0 0.5\nCo1 Co 0 0 0 ${share}\n`,
      );
    expect(await simulate(mixed(0.7))).toMatchObject({ code: 2, stdout: '' });
    const { code, stderr } = await simulate(mixed(0.53));
    expect(code).toBe(0);
    expect(stderr).toMatch(/sum to 1\.030, which was taken as it is/);
  });

  test('unknown isotopes and ions', async () => {
    const of = (name: string) =>
      file(
        'species.cif',
        `data_s\n${CELL(4, 90)}_space_group_IT_number 221\n${SITES}A ${name} 0 0 0\n`,
      );
    const isotope = await simulate(of('9Li'));
    expect(isotope).toMatchObject({ code: 2, stdout: '' });
    expect(isotope.stderr).toMatch(/species\.cif:1: no neutron .* known of 9Li; of 6Li, 7Li it is/);
    const impossible = await simulate(of('2Li'));
    expect(impossible).toMatchObject({ code: 2, stdout: '' });
    expect(impossible.stderr).toMatch(/species\.cif:15: "2Li" names no element or isotope/);
    const ion = await simulate(of('O5-'), '--instrument', 'cu-ka');
    expect(ion.code).toBe(0);
    expect(ion.stderr).toMatch(/no form factor of O5- is tabulated; that of O was used/);
    // Charges mean nothing to neutrons.
    expect((await simulate(of('O5-'))).stderr).not.toMatch(/O5-/);
    const heavy = await simulate(of('Es'), '--instrument', 'cu-ka');
    expect(heavy).toMatchObject({ code: 2, stdout: '' });
    expect(heavy.stderr).toMatch(/no X-ray form factor is known of Es/);
  });

  test('unknown keys of an instrument, by where they stand', async () => {
    const saved = path('keys.json');
    await mauguin(['instruments', 'd2b', '--save', saved]);
    const instrument = JSON.parse(readFileSync(saved, 'utf8'));
    const broken = { ...instrument, widths: { ...instrument.widths, P: 1 }, zeroshift: 1 };
    writeFileSync(saved, JSON.stringify(broken));
    const { code, stdout, stderr } = await simulate(rutile, '--instrument', saved);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/keys\.json: .*widths: .*"P".*"zeroshift"|"zeroshift".*widths: .*"P"/);
    const lines = ['#GSAS-II', 'Type:PNC', 'Lam:1.54', 'U:200', 'V:-200', 'W:300', 'Foo:3'];
    const foreign = file('foo.instprm', `${lines.join('\n')}\n`);
    const run = await simulate(rutile, '--instrument', foreign);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(/foo\.instprm: 1 entry is not known and left out: Foo/);
  });

  test('equal warnings are counted', async () => {
    const line = readFileSync(primitiveHalite, 'utf8');
    const many = file('many.jsonl', line.repeat(5));
    const { stdout, stderr } = await simulate(many, '--out', path('many'), '--json');
    expect(stderr).toContain('(5 structures, first ');
    expect(stderr.match(/B = 0/g)).toHaveLength(1);
    expect(JSON.parse(stdout).warnings).toMatchObject([{ count: 5, where: `${many}:1` }]);
  });
});
