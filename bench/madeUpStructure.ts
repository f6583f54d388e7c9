import { cellVolume } from 'mauguin/crystal';
import type { Rng } from 'mauguin/random';

export interface MadeUpOptions {
  /** @default 2 to 40 */
  readonly atoms?: number;
  /** Å³ for each of them. @default 15 */
  readonly room?: number;
  /** Drawn from evenly. @default eight common ones */
  readonly elements?: readonly string[];
  /** U_iso of all atoms, Å². @default none */
  readonly uIso?: number;
}

const ELEMENTS = ['O', 'Si', 'Fe', 'Ti', 'Ca', 'Na', 'Al', 'Cl'];

/** A structure line of a random triclinic cell; neither beautiful nor stable. */
export function madeUpStructure(id: string, rng: Rng, options: MadeUpOptions = {}): string {
  const { atoms = 2 + rng.integer(39), room = 15, elements = ELEMENTS, uIso } = options;
  const cell = triclinicCell(room * atoms, rng);
  const side = Math.ceil(Math.cbrt(atoms));
  // Atoms on a jittered grid never come close.
  const place = (i: number) => (i + 0.3 * rng.uniform()) / side;
  const displacement = uIso === undefined ? [] : [1, uIso];
  const sites = Array.from({ length: atoms }, (_, i) => [
    elements[rng.integer(elements.length)],
    place(i % side),
    place(Math.floor(i / side) % side),
    place(Math.floor(i / side ** 2)),
    ...displacement,
  ]);
  return JSON.stringify({
    id,
    source: 'made up',
    formula: 'made-up',
    spaceGroup: 1,
    cell,
    sites,
  });
}

/** a, b, c (Å) and α, β, γ (degrees) of an oblique cell of this volume, Å³. */
function triclinicCell(volume: number, rng: Rng): readonly number[] {
  const edge = () => 0.8 + 0.4 * rng.uniform();
  const angle = () => 80 + 20 * rng.uniform();
  const [a, b, c, alpha, beta, gamma] = [edge(), edge(), edge(), angle(), angle(), angle()];
  const scale = Math.cbrt(volume / cellVolume({ a, b, c, alpha, beta, gamma }));
  return [scale * a, scale * b, scale * c, alpha, beta, gamma];
}
