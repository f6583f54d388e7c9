import { z } from 'zod';
import { describeIssues } from './manifest.ts';

/** Moves when a reader of the present format could not read the next. */
export const SPLIT_FORMAT_VERSION = 1;

/** What must not stand on both sides: a structure, a compound, or a type of structure. */
export const SPLIT_KINDS = ['random', 'formula', 'prototype'] as const;
export type SplitKind = (typeof SPLIT_KINDS)[number];

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const ids = z.array(z.string());

export const splitSchema = z.object({
  formatVersion: z.literal(SPLIT_FORMAT_VERSION),
  packageVersion: z.string(),
  commit: z.string().exactOptional(),
  madeWith: z.object({
    by: z.enum(SPLIT_KINDS),
    testShare: z.number().gt(0).lt(1),
    /** Whether every space group gives its share of test rows. */
    stratified: z.boolean(),
    labelledShares: z.array(z.number().gt(0).lt(1)),
    seed: count,
  }),
  /** The data set it was made of. */
  dataset: z.object({ manifestSha256: sha256, rows: count }),
  /** Ids of the structures held out for the final test. */
  test: ids,
  /** Their groups: formulas or prototypes; none of a random split, whose groups are the ids. */
  testGroups: z.array(z.string()),
  /**
   * Ids of the structures whose labels are known at a share, of every space group its part, by rising
   * share: those of the smaller shares and what is `added` here.
   */
  labelled: z.array(z.object({ share: z.number(), added: ids })),
  /** Checksum of all the rest, as compact JSON. */
  sha256,
});

/** A split of structures into those to train and those to test on; the content of its file. */
export type SplitRecord = Readonly<z.infer<typeof splitSchema>>;

/** A split, or what is wrong with it. */
export type SplitResult =
  | { readonly ok: true; readonly split: SplitRecord }
  | { readonly ok: false; readonly message: string };

/** Reads and checks the text of a split, but for its checksum. */
export function parseSplit(text: string): SplitResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, message: 'is no JSON' };
  }
  const result = splitSchema.safeParse(value);
  return result.success
    ? { ok: true, split: result.data }
    : { ok: false, message: describeIssues(result.error) };
}
