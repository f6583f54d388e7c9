import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CARD } from '../../test/fixtures/card.ts';
import { sameBits } from '../../test/sameBits.ts';
import { initialParameters, parametersOf } from '../model/index.ts';
import { createRng } from '../random/index.ts';
import { sha256OfFile } from './hash.ts';
import { InputError } from './inputError.ts';
import { openModel, readModel, releasedModels, saveModel } from './modelStore.ts';

const parameters = initialParameters(parametersOf(CARD.architecture), createRng(1));
const HALF_CARD = { ...CARD, weights: { ...CARD.weights, dtype: 'F16' as const } };

let folder: string;
const model = () => join(folder, 'model');
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  await mkdir(model());
  await saveModel(model(), CARD, parameters);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a saved model', () => {
  test('is opened with the same bits; its card has the checksum and the count', async () => {
    const opened = await openModel(model());
    expect(sameBits(opened.parameters, parameters)).toBe(true);
    const sha256 = await sha256OfFile(join(model(), 'weights.safetensors'));
    const weights = { ...CARD.weights, sha256, parameters: parameters.length };
    expect(opened.card).toEqual({ ...CARD, weights });
  });

  test('in half precision has half the bytes and the values to 2⁻¹¹', async () => {
    const half = join(folder, 'half');
    await mkdir(half);
    await saveModel(half, HALF_CARD, parameters);
    const opened = await openModel(half);
    const worst = parameters.reduce((max, p, i) => {
      const bound = Math.max(Math.abs(p) * 2 ** -11, 2 ** -25);
      return Math.max(max, Math.abs(opened.parameters[i]! - p) / bound);
    }, 0);
    expect(worst).toBeLessThanOrEqual(1);
    const size = async (path: string) => (await readFile(join(path, CARD.weights.file))).length;
    expect((await size(half)) / (await size(model()))).toBeCloseTo(0.5, 2);
  });

  test('is written over an older one', async () => {
    const twice = join(folder, 'twice');
    await mkdir(twice);
    await saveModel(twice, HALF_CARD, parameters);
    await saveModel(twice, CARD, parameters);
    expect(sameBits((await openModel(twice)).parameters, parameters)).toBe(true);
  });

  test('may be had still encoded', async () => {
    const { card, file, bytes } = await readModel(model());
    expect(file).toBe(join(model(), 'weights.safetensors'));
    expect(card.name).toBe('untrained');
    expect(await sha256OfFile(file)).toBe(card.weights.sha256);
    expect(Buffer.from(bytes).equals(await readFile(file))).toBe(true);
  });
});

describe('refused', () => {
  /** A copy of the model to damage. */
  async function copy(name: string): Promise<string> {
    await cp(model(), join(folder, name), { recursive: true });
    return join(folder, name);
  }
  const expectRefused = async (path: string, message: string) => {
    await expect(openModel(path)).rejects.toThrow(InputError);
    await expect(openModel(path)).rejects.toThrow(message);
  };

  test.each([0, 7000, 1_000_000, -1])('one bit flipped at byte %i of the weights', async (at) => {
    const path = await copy('flipped');
    const file = join(path, 'weights.safetensors');
    const bytes = await readFile(file);
    bytes[at < 0 ? bytes.length + at : at]! ^= 1;
    await writeFile(file, bytes);
    await expectRefused(
      path,
      `${file}: the weights of model untrained do not match the checksum in its card`,
    );
  });

  test('weights that were cut', async () => {
    const path = await copy('cut');
    await truncate(join(path, 'weights.safetensors'), 100_000);
    await expectRefused(path, 'do not match the checksum');
  });

  test('no weights', async () => {
    const path = await copy('weightless');
    await rm(join(path, 'weights.safetensors'));
    await expectRefused(path, `${join(path, 'weights.safetensors')}: cannot be read`);
  });

  test('weights of another network, though their checksum is right', async () => {
    const path = await copy('mixed');
    const { card } = await readModel(path);
    const five = ['a', 'b', 'c', 'd', 'e'];
    const other = {
      ...card,
      classes: five,
      architecture: { ...card.architecture, classes: 5 },
      training: { ...card.training, classCounts: [1, 1, 1, 1, 1] },
    };
    await writeFile(join(path, 'card.json'), JSON.stringify(other));
    await expectRefused(path, `${join(path, 'weights.safetensors')}: tensor classifier.weight has`);
  });

  test.each(['{"formatVersion": 99}', 'not JSON', ''])('a card of %o', async (text) => {
    const path = await copy('carded');
    await writeFile(join(path, 'card.json'), text);
    await expectRefused(path, `${join(path, 'card.json')}: the model card`);
  });

  test('a folder without a card', async () => {
    const path = join(folder, 'unfinished');
    await mkdir(path);
    await expectRefused(
      path,
      `${path}: no card.json in this folder: is the training run finished?`,
    );
  });

  test('a name that nothing has; the released ones are listed', async () => {
    const released = (await releasedModels()).map(({ name }) => name);
    const known =
      released.length > 0 ? `released models: ${released.join(', ')}` : 'none is released';
    await expectRefused('nobody', 'nobody: no such model');
    await expectRefused('nobody', known);
    await expectRefused(join(model(), 'weights.safetensors'), 'no such model');
  });
});

test('every released model opens by its name', async () => {
  for (const { name, weights } of await releasedModels()) {
    const { card, parameters: values } = await openModel(name);
    expect(card.name).toBe(name);
    expect(values).toHaveLength(weights.parameters);
    expect(values.every(Number.isFinite)).toBe(true);
  }
});
