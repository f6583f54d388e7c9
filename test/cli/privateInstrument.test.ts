import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { madeUpStructure } from '../../bench/madeUpStructure.ts';
import { createRng } from '../../src/random/index.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-private-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const inFolder = (name: string) => join(folder, name);
const rutile = fileURLToPath(new URL('../../examples/crystals/rutile.cif', import.meta.url));

const INSTPRM = `#GSAS-II instrument parameter file
Type:PNC
Lam:1.8
Zero:0.02
U:200
V:-250
W:300
X:1
Y:2
SH/L:0.03
`;

test('an instrument file is needed once: data set and model hold all of it', async () => {
  const file = inFolder('ours.instprm');
  writeFileSync(file, INSTPRM);
  const structures = inFolder('structures.jsonl');
  const rng = createRng(11);
  const lines = Array.from({ length: 60 }, (_, i) => madeUpStructure(`made-up-${i}`, rng));
  writeFileSync(structures, lines.join('\n'));
  const recipe = inFolder('recipe.json');
  writeFileSync(recipe, JSON.stringify({ epochs: 1, batchSize: 16, stemMaxPool: true }));

  const saved = inFolder('ours.json');
  await mauguin(['instruments', file, '--save', saved]);
  const instrument = JSON.parse(readFileSync(saved, 'utf8'));
  const measured = await mauguin(['simulate', rutile, '--instrument', file]);
  writeFileSync(inFolder('rutile.xy'), measured.stdout);

  const data = inFolder('data');
  const built = await mauguin([
    'dataset',
    'build',
    structures,
    '--out',
    data,
    '--instrument',
    file,
  ]);
  expect(built.code).toBe(0);
  expect(built.stderr).toMatch(/ours\.instprm: the file states no 2θ range/);
  const { createdWith } = JSON.parse(readFileSync(join(data, 'manifest.json'), 'utf8'));
  expect(createdWith.instrument).toEqual(instrument);
  unlinkSync(file);

  const run = inFolder('run');
  const trained = await mauguin([
    ...['train', data, '--task', 'bravais', '--out', run, '--recipe', recipe],
  ]);
  expect(trained.code).toBe(0);
  const { name, input } = JSON.parse(readFileSync(join(run, 'card.json'), 'utf8'));
  expect([name, input.instrument]).toEqual(['bravais-neutron', instrument]);

  const onRows = await mauguin(['evaluate', run, '--dataset', data, '--part', 'all', '--json']);
  const onStructures = await mauguin(['evaluate', run, '--structures', structures, '--json']);
  expect(onStructures.stderr).toBe('');
  // Rows are float16 and may turn an answer; the patterns are the same.
  const [rows, direct] = [onRows, onStructures].map(({ stdout }) => JSON.parse(stdout));
  expect(direct.n).toBe(60);
  expect(Math.abs(direct.top1 - rows.top1)).toBeLessThan(0.05);

  const groups = inFolder('groups');
  const second = await mauguin([
    ...['train', data, '--task', 'space-group', '--space-groups', 'all', '--out', groups],
    ...['--recipe', recipe],
  ]);
  expect(second.code).toBe(0);
  const named = await mauguin([
    ...['classify', inFolder('rutile.xy'), '--model', run, groups, '--json'],
  ]);
  expect(named.code).toBe(0);
  expect(JSON.parse(named.stdout)[0].coverage).toBeCloseTo(1, 2);

  // A released model knows another instrument: the two cannot be asked about one pattern.
  const mixed = await mauguin(['classify', inFolder('rutile.xy'), '--model', run]);
  expect(mixed.code).toBe(2);
  expect(mixed.stderr).toMatch(/different instruments: wavelengths \(Å\) 1\.8 and 2\.0775;/);
});
