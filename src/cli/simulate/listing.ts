import { type Crystal, conventionalCell } from '../../crystal/index.ts';
import type { StructureFormat } from '../../io/index.ts';
import { transform3, transpose3 } from '../../math/index.ts';
import {
  gridEnd,
  type Instrument,
  listReflections,
  type Reflection,
  type SimulationOptions,
} from '../../pattern/index.ts';

export type ListResult =
  | { readonly ok: true; readonly reflections: readonly Reflection[] }
  | { readonly ok: false; readonly message: string };

/** Reflections within the range of the instrument, indices and |F|² of the conventional cell. */
export function listIn(
  given: Crystal,
  format: StructureFormat,
  instrument: Instrument,
  { bIso = 0, sample = {} }: SimulationOptions,
): ListResult {
  // A CIF on rhombohedral axes means them; a structure line holds whatever cell was at hand.
  const { crystal, edges } = conventionalCell(given, { rhombohedralAxes: format === 'cif' });
  const { texture } = sample;
  const axis = texture && transform3(transpose3(edges), texture.axis);
  const turned = texture && axis ? { ...sample, texture: { ...texture, axis } } : sample;
  try {
    const all = listReflections(crystal, { instrument, bIso, sample: turned });
    return { ok: true, reflections: withinRange(all, instrument) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, message: error.message };
  }
}

function withinRange(all: readonly Reflection[], { grid }: Instrument): readonly Reflection[] {
  const inside = all.filter(({ twoTheta }) => twoTheta >= grid.start && twoTheta <= gridEnd(grid));
  return scaledTo100(inside);
}

function scaledTo100(list: readonly Reflection[]): readonly Reflection[] {
  const strongest = list.reduce((most, { intensity }) => Math.max(most, intensity), 0);
  return list.map((r) => ({ ...r, intensity: (100 * r.intensity) / strongest }));
}

/** A list of a sample that absorbs. */
export const weakened = (
  all: readonly Reflection[],
  transmissionAt: (twoTheta: number) => number,
) => scaledTo100(all.map((r) => ({ ...r, intensity: r.intensity * transmissionAt(r.twoTheta) })));
