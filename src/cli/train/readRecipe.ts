import { readFile } from 'node:fs/promises';
import { type Augmentation, parseAugmentation } from '../../augmentation/index.ts';
import { InputError } from '../../io/index.ts';
import {
  type Method,
  PRESETS,
  type PresetName,
  parseRecipe,
  type Recipe,
} from '../../training/index.ts';

/** The flags of `mauguin train` that choose its recipe. */
export interface RecipeFlags {
  readonly method: Method;
  readonly preset: PresetName;
  readonly recipe?: string;
  readonly augment?: string;
  readonly onTheFly: boolean;
  readonly epochs?: number;
}

/** The preset of the method, with what the recipe file and the flags say over it. */
export async function readRecipe(flags: RecipeFlags): Promise<Recipe> {
  const { method, preset, recipe: path, epochs } = flags;
  const base: RecipeFields = PRESETS[preset][method];
  const file = path === undefined ? {} : await readJson(path);
  if (method === 'supervised' && file.sgan !== undefined) {
    throw new InputError(
      `${path}: this recipe has the choices of a GAN (sgan): add --method sgan, or take them out`,
    );
  }
  const sgan = method === 'sgan' && { sgan: overlaid(base.sgan, file.sgan) };
  const recipe = parseRecipe({
    ...base,
    ...file,
    ...sgan,
    ...(epochs !== undefined && { epochs }),
    ...(flags.onTheFly && { onTheFly: true }),
  });
  if (flags.augment === undefined) return recipe;
  const over = await readAugmentation(flags.augment);
  return parseRecipe({ ...recipe, augmentation: { ...recipe.augmentation, ...over } });
}

async function readAugmentation(path: string): Promise<Augmentation> {
  const fields = await readJson(path);
  try {
    return parseAugmentation(fields);
  } catch (error) {
    throw new InputError(`${path}: ${(error as Error).message}`);
  }
}

/** What is no object is left for the recipe's own check to refuse. */
const overlaid = (base: object | undefined, over: unknown): unknown =>
  over === undefined || isFields(over) ? { ...base, ...over } : over;

interface RecipeFields {
  readonly sgan?: object;
}

const isFields = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function readJson(path: string): Promise<RecipeFields> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (isFields(value)) return value;
  } catch (error) {
    throw new InputError(`${path}: cannot be read as JSON: ${(error as Error).message}`);
  }
  throw new InputError(`${path}: not a JSON object`);
}
