import { z } from 'zod';
import { instrumentFault, instrumentSchema } from '../pattern/index.ts';
import { withWholeInstrument } from './cardVersion1.ts';

/** Version of the card. Cards of version 1 are read, those of any other are refused. */
export const CARD_VERSION = 2;

const validation = z.object({ n: z.int(), loss: z.number(), top1: z.number(), top5: z.number() });
const score = z.object({ n: z.int(), top1: z.number(), top5: z.number(), prior1: z.number() });
/** All test rows, and those among them whose class the model knows. */
const test = score.extend({ known: score });

/** What a model is, what it was trained on, and how well it did: stored beside the weights. */
export const cardSchema = z.object({
  formatVersion: z.literal(CARD_VERSION),
  name: z.string(),
  description: z.string(),
  task: z.enum(['bravais-lattice', 'space-group']),
  /** Answers in the order of the logits: Pearson symbols, or space group numbers. */
  classes: z.array(z.string()),
  architecture: z.object({
    kind: z.literal('resnet'),
    classes: z.int(),
    inputLength: z.int(),
    stemMaxPool: z.boolean(),
  }),
  /** The patterns that the model expects. */
  input: z.object({
    /** With every value, so that no preset or file of that name is needed again. */
    instrument: instrumentSchema,
    /** B_iso given to atoms without a displacement value when the training patterns were simulated, Å². */
    bIso: z.number(),
    scaling: z.literal('maximum 1'),
  }),
  training: z.object({
    recipe: z.record(z.string(), z.unknown()),
    /** From labelled patterns alone, or as the discriminator of a GAN. */
    method: z.enum(['supervised', 'sgan']).default('supervised'),
    /** Share of the training part whose labels were known. */
    labelled: z.number().default(1),
    seed: z.number(),
    epochs: z.int(),
    /** The epoch whose weights these are. */
    bestEpoch: z.int(),
    samples: z.int(),
    /** Rows of each class in the training part: the prior. */
    classCounts: z.array(z.int()),
    /** Name and checksum of the model whose trunk the training began with. */
    startedFrom: z.object({ name: z.string(), sha256: z.string() }).exactOptional(),
    dataset: z.object({ manifestSha256: z.string(), rows: z.int(), seed: z.number() }),
    /** The split file that said what to hold out; without one it was the manifest. */
    split: z.object({ by: z.string(), sha256: z.string() }).exactOptional(),
    packageVersion: z.string(),
    commit: z.string().exactOptional(),
  }),
  /** Shares of right answers; `prior1`: of always answering the most frequent class. */
  metrics: z.object({ validation: validation.exactOptional(), test: test.exactOptional() }),
  weights: z.object({
    /** A plain name, so that a card never leads out of its folder. */
    file: z.string().regex(/^[\w-]+(\.[\w-]+)+$/),
    sha256: z.string(),
    dtype: z.enum(['F16', 'F32']),
    parameters: z.int(),
  }),
  /** What it must not be relied on for; told with every answer. */
  limits: z.string().exactOptional(),
  licence: z.string(),
  /** Whose crystal structures it was trained on, and under which licences they came. */
  sources: z.array(z.string()).exactOptional(),
});

export type ModelCard = z.infer<typeof cardSchema>;

/**
 * Reads a card.
 *
 * @throws RangeError that names what is wrong.
 */
export function parseCard(json: string): ModelCard {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new RangeError(`the model card is not JSON: ${(error as Error).message}`);
  }
  const version = (value as { formatVersion?: unknown } | null)?.formatVersion;
  if (version !== 1 && version !== CARD_VERSION) {
    throw new RangeError(
      `the model card has format version ${version}, this program reads 1 and ${CARD_VERSION}`,
    );
  }
  const result = cardSchema.safeParse(version === 1 ? withWholeInstrument(value) : value);
  if (!result.success) throw new RangeError(`bad model card:\n${z.prettifyError(result.error)}`);
  checkSizes(result.data);
  const fault = instrumentFault(result.data.input.instrument);
  if (fault !== undefined) throw new RangeError(`bad model card: input.instrument: ${fault}`);
  return result.data;
}

function checkSizes({ classes, architecture, input, training }: ModelCard): void {
  const counts = [classes.length, architecture.classes, training.classCounts.length];
  if (new Set(counts).size > 1) {
    throw new RangeError(
      `bad model card: ${counts[0]} classes, ${counts[1]} logits and ${counts[2]} class counts`,
    );
  }
  const { count } = input.instrument.grid;
  if (count !== architecture.inputLength) {
    throw new RangeError(
      `bad model card: a grid of ${count} points ` + `for a network of ${architecture.inputLength}`,
    );
  }
}
