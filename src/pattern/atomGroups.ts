import type { Triple } from '../math/index.ts';
import { type Amplitude, forwardSize, isRealConstant } from './amplitude.ts';
import type { QuadraticForm } from './quadraticForm.ts';
import type { Scatterer } from './scatterers.ts';

/**
 * The atoms `from` … `to` − 1, which share a Debye–Waller factor and a kind. They are even in number:
 * kernels take two at a time, and an atom of no weight fills the last place.
 */
export interface AtomGroup {
  readonly from: number;
  readonly to: number;
  readonly damping: QuadraticForm;
  /** No displacement at all. */
  readonly rigid: boolean;
  /** Place in `kinds`. */
  readonly kind: number;
}

/** The atoms of a crystal in the order in which they are summed. */
export interface SortedAtoms {
  readonly positions: readonly Triple[];
  /** Occupancy of atom j; where all amplitudes are real numbers, times its amplitude. */
  readonly weights: readonly number[];
  readonly groups: readonly AtomGroup[];
  /** The distinct amplitudes; where all are real numbers, 1 for what the weights hold. */
  readonly kinds: readonly Amplitude[];
}

const UNITY: Amplitude = { gaussians: [], re: 1, im: 0 };

export function sortAtoms(scatterers: readonly Scatterer[]): SortedAtoms {
  const plain = scatterers.every(({ amplitude }) => isRealConstant(amplitude));
  const kinds = plain ? [UNITY] : [...new Set(scatterers.map(({ amplitude }) => amplitude))];
  const kindOf = plain ? () => 0 : ({ amplitude }: Scatterer) => kinds.indexOf(amplitude);
  const atoms = scatterers.toSorted(
    (p, r) => compareForms(p.damping, r.damping) || kindOf(p) - kindOf(r),
  );
  const positions: Triple[] = [];
  const weights: number[] = [];
  const groups: AtomGroup[] = [];
  for (let first = 0, end = 0; first < atoms.length; first = end) {
    const { damping, position } = atoms[first]!;
    const kind = kindOf(atoms[first]!);
    const from = weights.length;
    for (; end < atoms.length; end++) {
      const atom = atoms[end]!;
      if (compareForms(atom.damping, damping) !== 0 || kindOf(atom) !== kind) break;
      positions.push(atom.position);
      weights.push(plain ? atom.occupancy * atom.amplitude.re : atom.occupancy);
    }
    if ((weights.length - from) % 2 === 1) {
      positions.push(position);
      weights.push(0);
    }
    const rigid = damping.every((coefficient) => coefficient === 0);
    groups.push({ from, to: weights.length, damping, rigid, kind });
  }
  return { positions, weights, groups, kinds };
}

/** What |F|² would be with all atoms in phase. */
export function largestIntensity(atoms: readonly Scatterer[]): number {
  let sum = 0;
  for (const { occupancy, amplitude } of atoms) sum += occupancy * forwardSize(amplitude);
  return sum * sum;
}

function compareForms(f: QuadraticForm, g: QuadraticForm): number {
  if (f === g) return 0;
  for (let i = 0; i < f.length; i++) if (f[i] !== g[i]) return f[i]! - g[i]!;
  return 0;
}
