import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  type Architecture,
  encodeWeights,
  gradientGraph,
  initialParameters,
} from '../../src/model/index.ts';
import { GradientEngine } from '../../src/nn/index.ts';
import { createRng } from '../../src/random/index.ts';
import { CLASSES, POINTS } from '../tasks/task.ts';
import { PYTHON, WORKER } from './side.ts';

const ROWS = 4;

/** How far the two programs' networks are apart, with the same weights and patterns. */
export interface Parity {
  /** Largest difference of a logit, relative to the largest logit. */
  readonly logits: number;
  readonly loss: number;
  /** Largest relative difference of the norm of a parameter's gradient. */
  readonly gradientNorms: number;
}

interface Answer {
  readonly loss: number;
  readonly logits: readonly (readonly number[])[];
  readonly gradientNorms: Readonly<Record<string, number>>;
}

/** Without dropout, weights as at the beginning of a training. */
export async function checkParity(): Promise<Parity> {
  const architecture: Architecture = {
    kind: 'resnet',
    classes: CLASSES,
    inputLength: POINTS,
    stemMaxPool: false,
  };
  const graph = gradientGraph(architecture, 0);
  const rng = createRng(1);
  const parameters = initialParameters(graph.parameters, rng.fork('parameters'));
  const x = Float32Array.from({ length: ROWS * POINTS }, () => rng.uniform() ** 8);
  const labels = Array.from({ length: ROWS }, (_, row) => row);
  const theirs = await askTorch(encodeWeights(architecture, parameters, 'F32'), x, labels);
  const engine = await GradientEngine.start(graph, { workers: 1, batchSize: ROWS });
  try {
    engine.parameters.set(parameters);
    const target = new Float32Array(ROWS * CLASSES);
    for (const row of labels) target[row * CLASSES + row] = 1;
    const { loss, logits } = await engine.computeGradient(x, target, 1);
    const norms = graph.parameters.map(({ name, offset, size }) => {
      const part = engine.gradient.subarray(offset, offset + size);
      return Math.sqrt(part.reduce((sum, g) => sum + g * g, 0)) / theirs.gradientNorms[name]! - 1;
    });
    const flat = theirs.logits.flat();
    const differences = flat.map((logit, i) => logits[i]! - logit);
    return {
      logits: greatest(differences) / greatest(flat),
      loss: Math.abs(loss / theirs.loss - 1),
      gradientNorms: greatest(norms),
    };
  } finally {
    await engine.close();
  }
}

const greatest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

async function askTorch(
  weights: Uint8Array,
  x: Float32Array,
  labels: readonly number[],
): Promise<Answer> {
  const folder = await mkdtemp(join(tmpdir(), 'mauguin-bench-'));
  try {
    const path = join(folder, 'weights.safetensors');
    await writeFile(path, weights);
    const child = spawn(PYTHON, [WORKER, 'check', path], {
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const rows = labels.map((row) => Array.from(x.subarray(row * POINTS, (row + 1) * POINTS)));
    child.stdin.end(`${JSON.stringify({ x: rows, labels })}\n`);
    return JSON.parse(await text(child.stdout)) as Answer;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
