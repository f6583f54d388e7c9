import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { torchPython } from '../../test/torch.ts';
import { distance } from '../../test/torchRuns.ts';
import { addNoise } from '../augmentation/noise.ts';
import { createDamper } from '../augmentation/overallB.ts';
import { createStrainer } from '../augmentation/strain.ts';
import { instrumentNamed } from '../pattern/index.ts';
import type { Rng } from '../random/index.ts';
import { TORCH_PACKAGE } from './torchRanks.ts';

const python = await torchPython();

test.skipIf(python === undefined)('changes have the formulas of the local engine', () => {
  const grid = { start: 5, step: 0.05, count: 400 };
  const instrument = { ...instrumentNamed('bt1-ge311'), grid };
  const pattern = Float32Array.from({ length: 400 }, (_, i) =>
    Math.exp(-(((i % 57) - 20) ** 2) / 9),
  );
  const constant = { uniform: () => 0.5, normal: () => 0.25 } as Rng;
  const strained = pattern.slice();
  createStrainer(grid)(strained, 0.05);
  const damped = strained.slice();
  createDamper(instrument)(damped, 5);
  const noisy = damped.slice();
  const noise = { minCounts: 100, maxCounts: 1e4, maxBackground: 0.2 };
  addNoise(noisy, constant, noise);
  const script = `
import json, sys, torch
from mauguin_torch import augment
job = json.load(sys.stdin)
x = torch.tensor([job["pattern"]])
strained = augment.strain(x, job["instrument"]["grid"], torch.tensor([0.05]))
damped = augment.damp(strained, job["instrument"], torch.tensor([5]))
noisy = augment.noise(damped, torch.tensor([1e3]), torch.tensor([0.1]), torch.full_like(x, 0.25))
print(json.dumps([rows[0].tolist() for rows in (strained, damped, noisy)]))`;
  const env = { ...process.env, PYTHONPATH: TORCH_PACKAGE, PYTHONDONTWRITEBYTECODE: '1' };
  const input = JSON.stringify({ pattern: Array.from(pattern), instrument });
  const output = execFileSync(python!, ['-c', script], { input, env, encoding: 'utf8' });
  const [mine, mineDamped, mineNoisy] = (JSON.parse(output) as number[][]).map((x) =>
    Float32Array.from(x),
  );
  expect(distance(strained, pattern)).toBeGreaterThan(0.5);
  expect(distance(mine!, strained)).toBeLessThan(1e-5);
  expect(distance(damped, strained)).toBeGreaterThan(0.002);
  expect(distance(mineDamped!, damped)).toBeLessThan(1e-5);
  expect(distance(noisy, damped)).toBeGreaterThan(0.002);
  expect(distance(mineNoisy!, noisy)).toBeLessThan(1e-5);
});
