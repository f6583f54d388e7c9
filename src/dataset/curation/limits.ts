import { cellVolume, type UnlabelledCrystal } from '../../crystal/index.ts';

/** What structures may be; what is left out is not limited. */
export interface StructureLimits {
  /** Of the cell as given, Å³. */
  readonly maxVolume?: number;
  /** In the cell as given, counted by their occupancies. */
  readonly maxAtoms?: number;
  /** Different elements. */
  readonly maxElements?: number;
  /** Symbols of elements that must not occur. */
  readonly without?: readonly string[];
}

/** Why a structure is left out of a collection. */
export interface CurationFault {
  readonly kind:
    | 'large-cell'
    | 'many-atoms'
    | 'many-elements'
    | 'unwanted-element'
    | 'no-symmetry'
    | 'other-symmetry'
    | 'duplicate';
  /** One sentence. */
  readonly message: string;
}

/** Atoms in the cell: the sum of all occupancies. */
export const atomCount = ({ sites }: Pick<UnlabelledCrystal, 'sites'>): number =>
  sites.reduce((sum, { occupancy }) => sum + occupancy, 0);

/** Symbols of the elements of a structure, each once. */
export const elementsOf = ({ sites }: Pick<UnlabelledCrystal, 'sites'>): readonly string[] => [
  ...new Set(sites.map(({ species }) => species.element)),
];

/** The first limit that a structure exceeds, undefined when it keeps them all. */
export function exceededLimit(
  crystal: UnlabelledCrystal,
  { maxVolume, maxAtoms, maxElements, without = [] }: StructureLimits,
): CurationFault | undefined {
  const volume = cellVolume(crystal.cell);
  if (maxVolume !== undefined && volume > maxVolume) {
    const message = `the cell of ${volume.toFixed(0)} Å³ exceeds the limit of ${maxVolume} Å³`;
    return { kind: 'large-cell', message };
  }
  const atoms = atomCount(crystal);
  // Occupancies such as 0.3333 must not carry a whole number above itself.
  if (maxAtoms !== undefined && atoms > maxAtoms + 0.01) {
    const message = `${Number(atoms.toFixed(2))} atoms exceed the limit of ${maxAtoms}`;
    return { kind: 'many-atoms', message };
  }
  const elements = elementsOf(crystal);
  if (maxElements !== undefined && elements.length > maxElements) {
    const message = `${elements.length} elements exceed the limit of ${maxElements}`;
    return { kind: 'many-elements', message };
  }
  const unwanted = elements.find((element) => without.includes(element));
  if (unwanted === undefined) return undefined;
  return { kind: 'unwanted-element', message: `${unwanted} was not wanted` };
}
