import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-bad-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const example = fileURLToPath(new URL('../../examples/patterns/rutile.xye', import.meta.url));
const crystal = fileURLToPath(new URL('../../examples/crystals/rutile.cif', import.meta.url));
const models = fileURLToPath(new URL('../../models/', import.meta.url));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A scan of a line at every tenth degree, changed point by point. */
function scan(
  name: string,
  change: (i: number) => readonly [number, number | string],
  points = 400,
  header = '# wavelength: 2.0775\n# radiation: neutron\n',
): string {
  const rows = Array.from({ length: points }, (_, i) => change(i).join(' '));
  return file(name, `${header}${rows.join('\n')}\n`);
}

const peak = (i: number) => 5 + 100 * Math.exp(-(((i % 40) - 20) ** 2) / 8);
const angle = (i: number) => 10 + 0.3 * i;

const CELL = `_cell_length_a 4
_cell_length_b 4
_cell_length_c 4
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
`;
const GROUP = "_space_group_name_H-M_alt 'P m -3 m'\n";
const atoms = (...rows: readonly string[]) =>
  `loop_\n_atom_site_label\n_atom_site_fract_x\n_atom_site_fract_y\n_atom_site_fract_z\n_atom_site_occupancy\n${rows.join('\n')}\n`;

describe('simulate says what is wrong with', () => {
  test.each<[string, () => string, RegExp]>([
    ['a missing file', () => join(folder, 'none.cif'), /none\.cif.*(no such file|does not exist)/i],
    ['a folder', () => folder, /is a folder/],
    ['an empty file', () => file('empty.cif', ''), /empty\.cif: is empty/],
    ['a binary file', () => file('binary.cif', Uint8Array.of(100, 0, 255, 0, 10)), /binary/],
    ['a CIF without cell', () => file('a.cif', `data_a\n${GROUP}${atoms('Fe1 0 0 0 1')}`), /cell/],
    ['a CIF without atoms', () => file('b.cif', `data_b\n${CELL}${GROUP}`), /atom/],
    [
      'a CIF without symmetry',
      () => file('c.cif', `data_c\n${CELL}${atoms('Fe1 0 0 0 1')}`),
      /no symmetry, neither/,
    ],
    [
      'a CIF of unknown symmetry',
      () =>
        file('d.cif', `data_d\n${CELL}_space_group_name_H-M_alt 'Q 7'\n${atoms('Fe1 0 0 0 1')}`),
      /Q 7/,
    ],
    [
      'an unknown element',
      () => file('e.cif', `data_e\n${CELL}${GROUP}${atoms('Xx1 0 0 0 1')}`),
      /e\.cif:15.*Xx/,
    ],
    [
      'an occupancy above 1',
      () => file('f.cif', `data_f\n${CELL}${GROUP}${atoms('Fe1 0 0 0 1.5')}`),
      /f\.cif:15.*occupanc/,
    ],
    [
      'an impossible cell',
      () =>
        file(
          'g.cif',
          `data_g\n${CELL.replace('alpha 90', 'alpha 150').replace('beta 90', 'beta 20')}${GROUP}${atoms('Fe1 0 0 0 1')}`,
        ),
      /g\.cif.*angles/,
    ],
    [
      'a broken structure line',
      () => file('h.jsonl', '{"id":"x","cell":[4,4,4,90,90,90\n'),
      /h\.jsonl:1/,
    ],
  ])('%s', async (_, path, message) => {
    const { code, stdout, stderr } = await mauguin(['simulate', path()]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/at .*\.js:\d+/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('one structure of two, and does the other', async () => {
    const bad = file('bad.cif', `data_bad\n${CELL}${GROUP}${atoms('Xx1 0 0 0 1')}`);
    const out = join(folder, 'patterns');
    const run = await mauguin(['simulate', bad, crystal, '--out', out, '--json']);
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ failures: 1, written: [{ id: 'rutile' }] });
    expect(readdirSync(out)).toEqual(['rutile.xy']);
  });

  test('sigmas that there are not', async () => {
    const { code, stderr } = await mauguin(['simulate', crystal, '--format', 'xye']);
    expect(code).toBe(2);
    expect(stderr).toContain('--counts');
  });
});

describe('classify says what is wrong with', () => {
  test.each<[string, () => string, RegExp]>([
    ['a missing file', () => join(folder, 'none.xy'), /none\.xy/],
    ['a folder', () => folder, /is a folder/],
    ['an empty file', () => file('empty.xy', ''), /empty\.xy: is empty/],
    [
      'a binary file',
      () =>
        file(
          'binary.xy',
          Uint8Array.from({ length: 400 }, (_, i) => i % 7),
        ),
      /binary/,
    ],
    [
      'negative intensities',
      () => scan('negative.xy', (i) => [angle(i), -peak(i)]),
      /negative\.xy.*negative/,
    ],
    ['NaN', () => scan('nan.xy', (i) => [angle(i), i === 7 ? 'NaN' : peak(i)]), /nan\.xy:10/],
    [
      '49 points',
      () => scan('short.xy', (i) => [angle(i), peak(i)], 49),
      /at least 50 points, found 49/,
    ],
    [
      'angles that go to and fro',
      () => scan('fro.xy', (i) => [angle(i === 200 ? 100 : i), peak(i)]),
      /fro\.xy:203/,
    ],
    ['no wavelength', () => scan('free.xy', (i) => [angle(i), peak(i)], 400, ''), /--wavelength/],
    [
      'an absurd wavelength',
      () =>
        scan(
          'nm.xy',
          (i) => [angle(i), peak(i)],
          400,
          '# wavelength: 207.75\n# radiation: neutron\n',
        ),
      /207\.75 Å/,
    ],
    [
      'a sliver of a pattern',
      () => scan('sliver.xy', (i) => [60 + 0.02 * i, peak(i)]),
      /% of the model's range/,
    ],
  ])('%s', async (_, path, message) => {
    const { code, stdout, stderr } = await mauguin(['classify', path()]);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/at .*\.js:\d+/);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('one file of three, and does the others, in order', async () => {
    const empty = file('empty.xy', '');
    const { code, stdout } = await mauguin(['classify', example, empty, example, '--json']);
    const [first, second, third] = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(first.bravais[0]).toHaveProperty('probability');
    // What the released models' cards state as their limits is told with every answer.
    expect(first.warnings).toContainEqual(expect.stringContaining('calculated patterns'));
    expect(second).toEqual({ file: empty, error: expect.stringContaining('empty') });
    expect(third).toEqual(first);
  });

  test('a damaged model', async () => {
    const copy = join(folder, 'damaged');
    cpSync(join(models, 'bravais-neutron'), copy, { recursive: true });
    const weights = join(copy, 'weights.safetensors');
    writeFileSync(weights, 'not weights');
    const { code, stderr } = await mauguin(['classify', example, '--model', copy]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/weights\.safetensors.*checksum/);
  });

  test('a model that does not exist', async () => {
    const { code, stderr } = await mauguin(['classify', example, '--model', 'nobody']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/nobody: no such model \(released models: bravais-neutron/);
  });
});

describe('a wrong call', () => {
  test.each([
    ['no verb', []],
    ['an unknown verb', ['guess']],
    ['an unknown option', ['classify', example, '--colour', 'red']],
    ['a missing argument', ['dataset', 'build']],
    ['a number that is none', ['classify', example, '--wavelength', 'long']],
    ['evaluating nothing', ['evaluate', 'bravais-neutron']],
    ['training on nothing', ['train', join(folder, 'nothing'), '--task', 'bravais', '--out', 'x']],
  ])('with %s exits with 2 and explains', async (_, args) => {
    const { code, stdout, stderr } = await mauguin(args);
    expect(code).toBe(2);
    expect(stderr.length).toBeGreaterThan(20);
    expect(stdout).toBe('');
  });

  test('every verb has help with examples', async () => {
    for (const verb of [
      'classify',
      'simulate',
      'dataset build',
      'dataset info',
      'train',
      'evaluate',
      'models',
    ]) {
      const { code, stdout } = await mauguin([...verb.split(' '), '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(/Examples?:\n +mauguin/);
      expect(stdout).toContain('--json');
    }
  });

  test('a recipe with an unknown field names it', async () => {
    const data = join(folder, 'data');
    mkdirSync(data, { recursive: true });
    const recipe = file('recipe.json', '{"epochs": 3, "momentum": 0.9}');
    const run = await mauguin([
      'train',
      data,
      '--task',
      'bravais',
      '--out',
      join(folder, 'r'),
      '--recipe',
      recipe,
    ]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('momentum');
  });
});
