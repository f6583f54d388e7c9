import { z } from 'zod';

const triple = z.tuple([z.number(), z.number(), z.number()]);
const maybe = <T extends z.ZodType>(schema: T) => schema.nullish();

const speciesSchema = z.object({
  name: z.string(),
  chemical_symbols: z.array(z.string()),
  concentration: z.array(z.number()),
  // One number in version 1.0, a list from 1.1 on.
  mass: maybe(z.union([z.number(), z.array(z.number().nullable())])),
  attached: maybe(z.array(z.string())),
});

/** One of `chemical_symbols` with `concentration` for each way to fill a site. */
export type OptimadeSpecies = z.infer<typeof speciesSchema>;

/** What is asked of a structure of an OPTIMADE database. [OPTIMADE 1.0–1.2] */
export const optimadeEntrySchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  attributes: z.object({
    last_modified: maybe(z.string()),
    dimension_types: maybe(z.array(z.number().nullable())),
    nperiodic_dimensions: maybe(z.number()),
    lattice_vectors: maybe(z.array(z.array(z.number().nullable()))),
    cartesian_site_positions: maybe(z.array(triple)),
    species_at_sites: maybe(z.array(z.string())),
    species: maybe(z.array(speciesSchema)),
    nsites: maybe(z.number()),
    structure_features: maybe(z.array(z.string())),
    space_group_it_number: maybe(z.number()),
    license: z.unknown().optional(),
  }),
});

export type OptimadeEntry = z.infer<typeof optimadeEntrySchema>;
export type OptimadeAttributes = OptimadeEntry['attributes'];

/** Names of the fields, for `response_fields`; the licence of an entry stands in no specification. */
export const OPTIMADE_FIELDS: readonly string[] = Object.keys(
  optimadeEntrySchema.shape.attributes.shape,
).filter((name) => name !== 'license');
