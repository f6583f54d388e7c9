/**
 * @file Crystals → Dataset → training → Checkpoint, in miniature and in memory: a network learns to
 * tell rock salt (cF) from caesium chloride (cP) cells of random size within a minute.
 * Run: npx tsx examples/03-train.ts
 */
import { type Crystal, formulaOf, type Site } from 'mauguin/crystal';
import { float32Patterns } from 'mauguin/dataset';
import { type Architecture, initialParameters, parametersOf } from 'mauguin/model';
import { BT1_GE311, createSimulator } from 'mauguin/pattern';
import { createRng } from 'mauguin/random';
import { newTrainingState, parseRecipe, train } from 'mauguin/training';

const rng = createRng(1);

function atom(element: string, x: number, y: number, z: number): Site {
  const species = { element, charge: 0 };
  return { species, position: [x, y, z], occupancy: 1, displacement: { kind: 'none' } };
}

const CAESIUM_CHLORIDE = [atom('Cs', 0, 0, 0), atom('Cl', 0.5, 0.5, 0.5)];
const ROCK_SALT = [
  ...[
    atom('Na', 0, 0, 0),
    atom('Na', 0.5, 0.5, 0),
    atom('Na', 0.5, 0, 0.5),
    atom('Na', 0, 0.5, 0.5),
  ],
  ...[
    atom('Cl', 0.5, 0, 0),
    atom('Cl', 0, 0.5, 0),
    atom('Cl', 0, 0, 0.5),
    atom('Cl', 0.5, 0.5, 0.5),
  ],
];

function cubic(sites: readonly Site[], a: number, spaceGroup: number): Crystal {
  const cell = { a, b: a, c: a, alpha: 90, beta: 90, gamma: 90 };
  return { id: `a = ${a}`, source: 'example', formula: formulaOf(sites), cell, sites, spaceGroup };
}

// 480 crystals, half of each kind; the last 96 are held back.
const count = 480;
const points = BT1_GE311.grid.count;
const simulator = createSimulator(BT1_GE311);
const patterns = new Float32Array(count * points);
const labels = Array.from({ length: count }, (_, row) => row % 2);
labels.forEach((label, row) => {
  const crystal =
    label === 0
      ? cubic(CAESIUM_CHLORIDE, 3.5 + rng.uniform(), 221)
      : cubic(ROCK_SALT, 5 + 1.5 * rng.uniform(), 225);
  simulator.simulate(crystal, patterns.subarray(row * points, (row + 1) * points));
});

const classes = ['cP', 'cF'];
const rows = Uint32Array.from(labels.keys());
const data = {
  patterns: float32Patterns(patterns, points),
  instrument: BT1_GE311,
  labels,
  classes,
  trainingRows: rows.subarray(0, 384),
  validationRows: rows.subarray(384),
};
const architecture: Architecture = {
  kind: 'resnet',
  classes: classes.length,
  inputLength: points,
  stemMaxPool: true,
};
const recipe = parseRecipe({ epochs: 4, batchSize: 32, learningRate: 1e-3 });
const classifier = initialParameters(parametersOf(architecture), rng.fork('weights'));
const state = newTrainingState({ classifier }, recipe);

for await (const event of train(data, rng.fork('training'), { architecture, recipe, state })) {
  if (event.kind !== 'epoch') continue;
  const { epoch, trainingLoss, validation } = event.record;
  console.log(
    `epoch ${epoch}  loss ${trainingLoss.toFixed(3)}  held back: ${validation?.top1} right`,
  );
}
