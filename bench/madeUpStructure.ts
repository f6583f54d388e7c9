import type { Rng } from '../src/random/index.ts';

const ELEMENTS = ['O', 'Si', 'Fe', 'Ti', 'Ca', 'Na', 'Al', 'Cl'];

/** A structure line of a random triclinic cell, 15 Å³ an atom; neither beautiful nor stable. */
export function madeUpStructure(id: string, rng: Rng): string {
  const atoms = 2 + rng.integer(39);
  const edge = Math.cbrt(15 * atoms);
  const stretched = () => edge * (0.8 + 0.4 * rng.uniform());
  const angle = () => 80 + 20 * rng.uniform();
  const side = Math.ceil(Math.cbrt(atoms));
  // Atoms on a jittered grid never come close.
  const place = (i: number) => (i + 0.3 * rng.uniform()) / side;
  const sites = Array.from({ length: atoms }, (_, i) => [
    ELEMENTS[rng.integer(ELEMENTS.length)],
    place(i % side),
    place(Math.floor(i / side) % side),
    place(Math.floor(i / side ** 2)),
  ]);
  return JSON.stringify({
    id,
    source: 'made up',
    formula: 'made-up',
    spaceGroup: 1,
    cell: [stretched(), stretched(), stretched(), angle(), angle(), angle()],
    sites,
  });
}
