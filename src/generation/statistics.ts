import { z } from 'zod';
import { BRAVAIS_LATTICES, ELEMENTS } from '../crystal/index.ts';

/** Moves when a reader of the present format could not read the next. */
export const STATISTICS_FORMAT_VERSION = 1;

/** Least number of orbits of each class of structures in which elements are counted apart. */
export const ORBIT_CLASSES = [1, 3, 4, 6, 10] as const;

/** Class of structures with so many orbits. */
export const orbitClass = (orbits: number): number =>
  ORBIT_CLASSES.findLastIndex((least) => orbits >= least);

const count = z.int().nonnegative();
const counts = z.array(count).min(1);
/** Values at evenly spaced normal scores, from −`LARGEST_SCORE` to `LARGEST_SCORE`. */
const marginal = z
  .array(z.number())
  .min(2)
  .refine((values) => values.every((value, i) => i === 0 || value >= values[i - 1]!), {
    error: 'quantiles must not fall',
  });

/** Joint distribution: the marginal of each variable, and the correlation of their normal scores. */
const jointSchema = z.object({
  variables: z.array(z.string()),
  marginals: z.array(marginal).min(1),
  correlation: z.array(z.array(z.number().min(-1).max(1))).min(1),
});

const byLattice = <T extends z.ZodType>(value: T) =>
  z.object(Object.fromEntries(BRAVAIS_LATTICES.map(({ symbol }) => [symbol, value])));

const groupSchema = z.object({
  structures: count.min(1),
  /** Structures with 1, 2, … occupied orbits. */
  orbits: counts,
  /** Occupied orbits by Wyckoff letter. */
  letters: z.record(z.string().length(1), count),
});

const elementSchema = z.object({
  symbol: z.string().refine((symbol) => ELEMENTS.has(symbol), { error: 'names no element' }),
  /** Structures that hold it. */
  structures: count.min(1),
  /** The same by how many orbits the structures have: see `ORBIT_CLASSES`. */
  byOrbits: z.array(count).length(ORBIT_CLASSES.length),
  /** Its orbits by their degrees of freedom, 0–3. */
  orbits: z.array(count).length(4),
  /** Å³ an atom takes. */
  volume: z.number().positive(),
  /** Å; two radii are the shortest distance of pairs not in `distances`. */
  radius: z.number().positive(),
});

const fields = z.object({
  formatVersion: z.literal(STATISTICS_FORMAT_VERSION),
  /** Structures that were counted. */
  structures: count.min(1),
  /** What they were and how this was made. */
  origin: z.string(),
  /** Structures of the space groups 1–230. */
  spaceGroups: z.array(count).length(230),
  /** Occupied orbits by Bravais lattice: structures with 1, 2, … of them. */
  orbits: byLattice(counts),
  /** Mean number of orbits on one Wyckoff position, by lattice and its degrees of freedom 0–3. */
  siteRates: byLattice(z.array(z.number().nonnegative()).length(4)),
  /** Space groups with enough structures, by number. */
  groups: z.record(z.string(), groupSchema),
  elements: z.array(elementSchema).min(2),
  /** Structures that hold elements i and j < i of the list. */
  elementPairs: z.array(z.array(count)),
  /** Structures with 1, 2, … orbits (outer list) that hold 1, 2, … elements (inner list). */
  elementNumbers: z.array(counts).min(1),
  /** ln of the volume over the sum of the elements' volumes. */
  volumeRatio: marginal,
  /** Shape of the conventional cell with the volume of the primitive one. */
  cells: byLattice(jointSchema),
  /** Shortest distances of element pairs, Å. */
  distances: z.array(z.tuple([z.string(), z.string(), z.number().positive()])),
  displacement: z.object({
    /** Structures that have values. */
    share: z.number().min(0).max(1),
    /** ln of the mean U_iso of a structure, Å². */
    logMean: marginal,
    /** Standard deviation of ln U_iso among the orbits of a structure. */
    scatter: z.number().nonnegative(),
  }),
  occupancy: z.object({
    /** Structures with a site that is not full, or mixed. */
    share: z.number().min(0).max(1),
    /** Orbits of these structures that are disordered. */
    orbitShare: z.number().min(0).max(1),
    /** Disordered orbits that hold two elements; the others are partly empty. */
    mixedShare: z.number().min(0).max(1),
    /** Occupancy of partly empty orbits, and of the first element of mixed ones. */
    values: marginal,
  }),
});

/** What generated crystals are drawn from. Only aggregates: no value stands for a single structure. */
export const statisticsSchema = fields.refine(
  ({ elements, elementPairs }) =>
    elementPairs.length === elements.length && elementPairs.every((row, i) => row.length === i),
  { path: ['elementPairs'], error: 'must be a triangle of as many rows as there are elements' },
);

export type StructureStatistics = z.infer<typeof statisticsSchema>;
export type JointDistribution = z.infer<typeof jointSchema>;
export type Marginal = readonly number[];

/** Normal score of the last value of a marginal, 99.5 %; more would show single structures. */
export const LARGEST_SCORE = 2.5758;
