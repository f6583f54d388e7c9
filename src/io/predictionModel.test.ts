import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CARD } from '../../test/fixtures/card.ts';
import { HALITE } from '../../test/fixtures/crystals.ts';
import { initialParameters, type ModelCard, parametersOf } from '../model/index.ts';
import { BT1_GE311, createSimulator, twoThetaGrid } from '../pattern/index.ts';
import { createRng } from '../random/index.ts';
import { classifyFile } from './classifyFile.ts';
import { InputError } from './inputError.ts';
import { saveModel } from './modelStore.ts';
import { type OpenPredictionModel, openPredictionModel } from './predictionModel.ts';

const { grid, wavelength } = BT1_GE311;
const SPACE_GROUP: ModelCard = {
  ...CARD,
  architecture: { ...CARD.architecture, inputLength: grid.count },
  input: { ...CARD.input, instrument: BT1_GE311 },
};
const BRAVAIS: ModelCard = { ...SPACE_GROUP, task: 'bravais-lattice', classes: ['cP', 'cF', 'cI'] };
const SHORT_GRID = { ...grid, count: 3000 };

let folder: string;
const inFolder = (name: string) => join(folder, name);

/** Saves an untrained network; the seed decides what it answers. */
async function save(name: string, card: ModelCard, seed: number): Promise<void> {
  await mkdir(inFolder(name));
  const parameters = initialParameters(parametersOf(card.architecture), createRng(seed));
  await saveModel(inFolder(name), { ...card, name }, parameters);
}

let model: OpenPredictionModel;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  await save('bravais', BRAVAIS, 1);
  await save('groups', SPACE_GROUP, 2);
  await save(
    'short',
    {
      ...SPACE_GROUP,
      architecture: { ...SPACE_GROUP.architecture, inputLength: SHORT_GRID.count },
      input: { ...SPACE_GROUP.input, instrument: { ...BT1_GE311, grid: SHORT_GRID } },
    },
    3,
  );
  model = await openPredictionModel('neutron', [inFolder('groups'), inFolder('bravais')], 1);
});
afterAll(async () => {
  await model.close();
  await rm(folder, { recursive: true, force: true });
});

describe('two models', () => {
  test('are put where their task belongs, in any order', async () => {
    expect(model).toMatchObject({ radiation: 'neutron', grid, wavelength });
    expect(model.bravais.classes).toEqual(['cP', 'cF', 'cI']);
    expect(model.spaceGroup.classes).toEqual([221, 225, 229]);
    expect(await model.spaceGroup.logitsOf(new Float32Array(grid.count).fill(0.5))).toHaveLength(3);
  });

  test.each<[string, readonly string[], string]>([
    ['the same task', ['bravais', 'bravais'], 'two models for the task bravais-lattice were named'],
    [
      'different instruments',
      ['bravais', 'short'],
      'models bravais and short expect patterns of different instruments: ' +
        'grids start 3 step 0.05 count 3041 and start 3 step 0.05 count 3000',
    ],
  ])('of %s are refused', async (_, names, message) => {
    const opening = openPredictionModel('neutron', names.map(inFolder));
    await expect(opening).rejects.toThrow(InputError);
    await expect(opening).rejects.toThrow(message);
  });

  test('one of which does not exist are refused', async () => {
    const names = [inFolder('bravais'), inFolder('none')];
    await expect(openPredictionModel('neutron', names)).rejects.toThrow('no such model');
  });
});

describe('a file', () => {
  const simulated = createSimulator(BT1_GE311).simulate(HALITE, new Float32Array(grid.count));
  if (!simulated.ok) throw new Error(simulated.fault.message);
  const { intensity } = simulated;
  const HEADER = `# wavelength: ${wavelength}\n# radiation: neutron\n`;
  const columns = (height = 1) =>
    Array.from(twoThetaGrid(grid), (x, i) => `${x.toFixed(2)} ${height * intensity[i]!}`).join(
      '\n',
    );
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(inFolder(name), text);
    return inFolder(name);
  };

  test('of a simulated pattern gives the networks’ answers to that pattern', async () => {
    const path = await write('halite.xy', HEADER + columns());
    const { bravais, spaceGroup, coverage } = await classifyFile(path, async () => model);
    const logits = await model.spaceGroup.logitsOf(intensity);
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    expect(spaceGroup.map(({ number }) => number).sort()).toEqual([221, 225, 229]);
    for (const { number, probability } of spaceGroup) {
      const logit = logits[model.spaceGroup.classes.indexOf(number)]!;
      expect(probability).toBeCloseTo(Math.exp(logit) / sum, 3);
    }
    expect(bravais.reduce((total, { probability }) => total + probability, 0)).toBeCloseTo(1, 6);
    expect(coverage).toBeCloseTo(1, 3);
  });

  test('gives the same answer at any scale', async () => {
    const one = await classifyFile(await write('one.xy', HEADER + columns()), async () => model);
    const big = await classifyFile(await write('big.xy', HEADER + columns(4e5)), async () => model);
    big.spaceGroup.forEach(({ number, probability }, i) => {
      expect(number).toBe(one.spaceGroup[i]!.number);
      expect(probability).toBeCloseTo(one.spaceGroup[i]!.probability, 4);
    });
  });

  test('says its radiation, or is told it, before the model is chosen', async () => {
    const asked: string[] = [];
    const choose = async (radiation: string) => {
      asked.push(radiation);
      return model;
    };
    const stated = await write('stated.xy', HEADER + columns());
    const silent = await write('silent.xy', columns());
    await classifyFile(stated, choose);
    const { warnings } = await classifyFile(silent, choose, { wavelength, radiation: 'x-ray' });
    expect(asked).toEqual(['neutron', 'x-ray']);
    expect(warnings.join()).toContain('a pattern of x-ray diffraction');
  });

  test.each<[string, string, string]>([
    ['without wavelength', '# radiation: neutron\n', 'states no wavelength'],
    ['without radiation', '# wavelength: 2\n', 'does not state its radiation'],
    ['of words', 'once upon a time\nthere was a crystal\n', 'words.xy'],
    ['that is empty', '', 'is empty'],
  ])('%s is refused by name, before a model is opened', async (name, text, message) => {
    const rows = text.startsWith('#') ? text + columns() : text;
    const path = await write(`${name.split(' ').at(-1)}.xy`, rows);
    const classifying = classifyFile(path, () => {
      throw new Error('a model was opened');
    });
    await expect(classifying).rejects.toThrow(InputError);
    await expect(classifying).rejects.toThrow(path);
    await expect(classifying).rejects.toThrow(message);
  });

  test('that covers too little is refused', async () => {
    const path = await write('part.xy', HEADER + columns().split('\n').slice(500, 800).join('\n'));
    const classifying = classifyFile(path, async () => model);
    await expect(classifying).rejects.toThrow(InputError);
    await expect(classifying).rejects.toThrow(`${path}: `);
  });

  test('that does not exist is refused', async () => {
    const path = inFolder('none.xy');
    await expect(classifyFile(path, async () => model)).rejects.toThrow(`${path}: cannot be read`);
  });
});
