import { type Amplitude, forwardSize, isRealConstant } from './amplitude.ts';
import type { QuadraticForm } from './quadraticForm.ts';
import type { Scatterer } from './scatterers.ts';

/** The atoms `from` … `to` − 1, which share a Debye–Waller factor and, where there are any, a kind. */
export interface AtomGroup {
  readonly from: number;
  readonly to: number;
  readonly damping: QuadraticForm;
  /** No displacement at all. */
  readonly rigid: boolean;
  /** Place in `kinds`; −1 where there are none. */
  readonly kind: number;
}

/** The atoms of a crystal in the order in which they are summed. */
export interface SortedAtoms {
  readonly atoms: readonly Scatterer[];
  /** Occupancy of atom j; where there are no kinds, times its amplitude. */
  readonly weights: Float64Array;
  readonly groups: readonly AtomGroup[];
  /** The distinct amplitudes; none where all are real numbers, which the weights then hold. */
  readonly kinds: readonly Amplitude[];
}

export function sortAtoms(scatterers: readonly Scatterer[]): SortedAtoms {
  const kinds = kindsOf(scatterers);
  const plain = kinds.length === 0;
  const kindOf = plain ? () => -1 : ({ amplitude }: Scatterer) => kinds.indexOf(amplitude);
  const atoms = scatterers.toSorted(
    (p, r) => compareForms(p.damping, r.damping) || kindOf(p) - kindOf(r),
  );
  const weights = new Float64Array(atoms.length);
  for (let j = 0; j < weights.length; j++) {
    const { occupancy, amplitude } = atoms[j]!;
    weights[j] = plain ? occupancy * amplitude.re : occupancy;
  }
  return { atoms, weights, groups: groupAtoms(atoms, kindOf), kinds };
}

/** What |F|² would be with all atoms in phase. */
export function largestIntensity(atoms: readonly Scatterer[]): number {
  let sum = 0;
  for (const { occupancy, amplitude } of atoms) sum += occupancy * forwardSize(amplitude);
  return sum * sum;
}

function kindsOf(scatterers: readonly Scatterer[]): readonly Amplitude[] {
  if (scatterers.every(({ amplitude }) => isRealConstant(amplitude))) return [];
  return [...new Set(scatterers.map(({ amplitude }) => amplitude))];
}

/** Atoms sorted by Debye–Waller factor and kind. */
function groupAtoms(
  atoms: readonly Scatterer[],
  kindOf: (atom: Scatterer) => number,
): readonly AtomGroup[] {
  const groups: AtomGroup[] = [];
  for (let from = 0, to = 0; from < atoms.length; from = to) {
    const { damping } = atoms[from]!;
    const kind = kindOf(atoms[from]!);
    const belongs = (atom: Scatterer) =>
      compareForms(atom.damping, damping) === 0 && kindOf(atom) === kind;
    while (to < atoms.length && belongs(atoms[to]!)) to++;
    const rigid = damping.every((coefficient) => coefficient === 0);
    groups.push({ from, to, damping, rigid, kind });
  }
  return groups;
}

function compareForms(f: QuadraticForm, g: QuadraticForm): number {
  if (f === g) return 0;
  for (let i = 0; i < f.length; i++) if (f[i] !== g[i]) return f[i]! - g[i]!;
  return 0;
}
