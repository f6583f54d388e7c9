import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Checkpoint,
  decodeWeights,
  encodeWeights,
  type ModelCard,
  parseCard,
} from '../model/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { sha256 } from './hash.ts';
import { InputError } from './inputError.ts';

/** The models that come with the package. */
const RELEASED = fileURLToPath(new URL('../../models/', import.meta.url));

/** File that makes a folder a model. */
export const CARD = 'card.json';

/** Cards of the released models, by name. */
export async function releasedModels(): Promise<readonly ModelCard[]> {
  if (!existsSync(RELEASED)) return [];
  const names = (await readdir(RELEASED)).sort();
  const folders = names.map((name) => join(RELEASED, name));
  return Promise.all(folders.filter((path) => existsSync(join(path, CARD))).map(readCard));
}

/**
 * Opens a model and checks its weights against the checksum in its card.
 *
 * @param nameOrPath name of a released model, or the folder of a model or of a finished run
 * @throws InputError when there is none, or it is damaged.
 */
export async function openModel(nameOrPath: string): Promise<Checkpoint> {
  const { card, file, bytes } = await readModel(nameOrPath);
  try {
    return { card, parameters: decodeWeights(card.architecture, bytes) };
  } catch (error) {
    throw new InputError(`${file}: ${(error as Error).message}`);
  }
}

/**
 * Writes weights, then the card that makes them a model; its checksum and count are filled in here.
 */
export async function saveModel(
  folder: string,
  card: ModelCard,
  parameters: Float32Array,
): Promise<void> {
  const bytes = encodeWeights(card.architecture, parameters, card.weights.dtype);
  await writeFileAtomic(join(folder, card.weights.file), bytes);
  const counted = { sha256: sha256(bytes), parameters: parameters.length };
  const complete = { ...card, weights: { ...card.weights, ...counted } };
  await writeFileAtomic(join(folder, CARD), `${JSON.stringify(complete, null, 2)}\n`);
}

/** Card and checked, still encoded weights of a model. */
export async function readModel(
  nameOrPath: string,
): Promise<{ readonly card: ModelCard; readonly file: string; readonly bytes: Uint8Array }> {
  const folder = await modelFolder(nameOrPath);
  const card = await readCard(folder);
  const file = join(folder, card.weights.file);
  return { card, file, bytes: await readWeights(file, card) };
}

async function modelFolder(nameOrPath: string): Promise<string> {
  for (const path of [nameOrPath, join(RELEASED, nameOrPath)]) {
    if (existsSync(join(path, CARD))) return path;
  }
  const names = (await releasedModels()).map(({ name }) => name);
  const known = names.length > 0 ? `released models: ${names.join(', ')}` : 'none is released yet';
  const isFolder = existsSync(nameOrPath) && (await stat(nameOrPath)).isDirectory();
  throw new InputError(
    isFolder
      ? `${nameOrPath}: no ${CARD} in this folder: is the training run finished?`
      : `${nameOrPath}: no such model (${known}; or give the folder of a run)`,
  );
}

/** The card in a model’s folder, checked. */
export async function readCard(folder: string): Promise<ModelCard> {
  const path = join(folder, CARD);
  try {
    return parseCard(await readFile(path, 'utf8'));
  } catch (error) {
    throw new InputError(`${path}: ${(error as Error).message}`);
  }
}

async function readWeights(file: string, card: ModelCard): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw new InputError(`${file}: cannot be read: ${(error as Error).message}`);
  }
  if (sha256(bytes) !== card.weights.sha256) {
    throw new InputError(
      `${file}: the weights of model ${card.name || basename(file)} do not match the checksum ` +
        'in its card: the file is damaged; get it again',
    );
  }
  return bytes;
}
