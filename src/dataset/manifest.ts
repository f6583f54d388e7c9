import { z } from 'zod';
import { BRAVAIS_LATTICES, type BravaisLattice } from '../crystal/index.ts';
import { instrumentSchema } from '../pattern/index.ts';

/** Moves when a reader of the present format could not read the next. */
export const MANIFEST_FORMAT_VERSION = 2;

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A plain name, so that a manifest never leads out of its folder. */
const fileName = z.string().regex(/^[\w-]+(\.[\w-]+)+$/);

const bravaisLattice = z.custom<BravaisLattice>((value) =>
  BRAVAIS_LATTICES.some(({ symbol }) => symbol === value),
);

/** What decides the content of a data set, beside its inputs. */
export const simulationSettings = z.object({
  instrument: instrumentSchema,
  /** Å², for atoms without a displacement of their own. */
  bIso: z.number().nonnegative(),
  /** Å³; cells above it are left out. */
  maxVolume: z.number().positive().exactOptional(),
  /** Of the split into training and test rows. */
  seed: count,
  /** Share of the rows held out for the final test. */
  testShare: z.number().min(0).lt(1),
  /** Whether every space group gives its share of test rows. */
  stratified: z.boolean(),
  dtype: z.enum(['float16', 'float32']),
  /** Rows of every shard but the last. */
  shardRows: count.min(1),
});

export const inputRecord = z.object({ name: z.string(), bytes: count, sha256 });

export const shardRecord = z.object({ file: fileName, rows: count.min(1), sha256 });

export const countsRecord = z.object({
  /** Structures found in the inputs. */
  read: count,
  /** Those with a pattern. */
  kept: count,
  /** Those kept with at least one warning. */
  warned: count,
  /** Those kept with atoms that were given `bIso`; sets of earlier versions do not say. */
  withoutDisplacement: count.exactOptional(),
  /** Those left out, by kind of fault. */
  faults: z.record(z.string(), count),
});

/** One of several parts of a data set, each built by itself: texts of the inputs, counted from 0. */
export const partRecord = z.object({
  /** From 1. */
  index: count.min(1),
  of: count.min(1),
  firstText: count,
  texts: count,
});

/** A data set that rows were drawn from. */
const sampleRecord = z.object({ manifestSha256: sha256, rows: count, seed: count });

/** Everything that decides the bytes of a data set. */
export const buildPlan = z.object({
  packageVersion: z.string(),
  commit: z.string().exactOptional(),
  createdWith: simulationSettings,
  inputs: z.array(inputRecord),
  part: partRecord.exactOptional(),
  /** Where the rows are not all of the inputs'. */
  sampledFrom: z.array(sampleRecord).exactOptional(),
});

const textRecord = z.object({ file: fileName, bytes: count, sha256 });

export const manifestSchema = z.object({
  formatVersion: z.literal(MANIFEST_FORMAT_VERSION),
  ...buildPlan.shape,
  counts: countsRecord.extend({
    /** Kept structures whose id an earlier one has. */
    duplicateIds: count,
  }),
  /** The patterns, row after row: `.npy` arrays, rows × grid points, each scaled to a maximum of 1. */
  shards: z.array(shardRecord),
  /** One JSON line a row: see `RowMetadata`. */
  metadata: textRecord,
  /**
   * The structure of each row, one line a row: see `formatStructureLine`. Sets built before it was
   * kept have none.
   */
  structures: textRecord.exactOptional(),
  /** One JSON line for every structure left out: see `BuildFault`. */
  faults: textRecord,
  /** Classes of each task: all Bravais lattices, and the space groups with more than 50 rows. */
  classes: z.object({
    'bravais-lattice': z.array(bravaisLattice),
    'space-group': z.array(count.min(1).max(230)),
  }),
});

export type SimulationSettings = Readonly<z.infer<typeof simulationSettings>>;
export type PartRecord = Readonly<z.infer<typeof partRecord>>;
export type BuildPlan = Readonly<z.infer<typeof buildPlan>>;
export type InputRecord = Readonly<z.infer<typeof inputRecord>>;
export type ShardRecord = Readonly<z.infer<typeof shardRecord>>;
export type CountsRecord = Readonly<z.infer<typeof countsRecord>>;

/** The passport of a data set, `manifest.json`. */
export type Manifest = Readonly<z.infer<typeof manifestSchema>>;

/** A manifest, or what is wrong with it. */
export type ManifestResult =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly message: string };

/** Reads and checks the text of a manifest. */
export function parseManifest(text: string): ManifestResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, message: 'is no JSON' };
  }
  const result = manifestSchema.safeParse(value);
  if (result.success) return { ok: true, manifest: result.data };
  return { ok: false, message: describeIssues(result.error) };
}

/** The faults of a value as one line. */
export const describeIssues = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`).join('; ');
