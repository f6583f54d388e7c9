import type { Crystal } from './crystal.ts';
import { type FoundSymmetry, findSymmetry } from './symmetry.ts';
import { type LetterPermutation, wyckoffPermutations } from './wyckoffPermutations.ts';

/** Å; the tolerance of the space groups that the Materials Project gives. */
const SYMPREC = 0.1;

/** Atoms of one kind: how many in the cell, and the letter of each orbit. */
interface Kind {
  atoms: number;
  readonly letters: string[];
}

/**
 * Which crystals are alike but for their elements and exact coordinates: anonymised formula, space
 * group and Wyckoff letters, `AB3C 221 a d b` for a perovskite. The elements, by rising number of
 * atoms, are called A, B, C …, and have their letters in that order. What sits on one position is one
 * kind of atom, however full.
 *
 * The letters depend on the choice of origin and axes; of all choices (see `wyckoffPermutations`) and
 * of all orders of equally frequent elements the first in the alphabet counts. Where the symmetry
 * search (0.1 Å) fails, the group is that of the label and the letters are `?`. Needs `initSymmetry`.
 */
export function prototypeKey(crystal: Crystal): string {
  const found = findSymmetry(crystal, SYMPREC);
  if (!found.ok) return `${formulaOfCounts(siteCounts(crystal))} ${crystal.spaceGroup} ?`;
  const kinds = kindsOf(crystal, found);
  const formula = formulaOfCounts(kinds.map(({ atoms }) => atoms));
  return `${formula} ${found.number} ${firstLetters(kinds, wyckoffPermutations(found.number))}`;
}

function kindsOf(
  crystal: Crystal,
  { atoms }: FoundSymmetry & { readonly ok: true },
): readonly Kind[] {
  const kinds = new Map<string, Kind>();
  const orbits = new Set<number>();
  for (const { sites, wyckoff, orbit } of atoms) {
    const elements = sites.map((site) => crystal.sites[site]!.species.element);
    const name = [...new Set(elements)].sort().join();
    const kind = kinds.get(name) ?? { atoms: 0, letters: [] };
    kinds.set(name, kind);
    kind.atoms++;
    if (orbits.has(orbit)) continue;
    orbits.add(orbit);
    kind.letters.push(wyckoff);
  }
  return [...kinds.values()];
}

function siteCounts(crystal: Crystal): readonly number[] {
  const counts = new Map<string, number>();
  for (const { species } of crystal.sites) {
    counts.set(species.element, (counts.get(species.element) ?? 0) + 1);
  }
  return [...counts.values()];
}

/** `AB3` of 4 and 12 atoms. */
function formulaOfCounts(counts: readonly number[]): string {
  const divisor = counts.reduce(greatestCommonDivisor);
  return counts
    .map((count) => count / divisor)
    .sort((a, b) => a - b)
    .map((count, i) => `${kindName(i)}${count === 1 ? '' : count}`)
    .join('');
}

/** A … Z, then Aa … Az, Ba … */
function kindName(i: number): string {
  const letter = (n: number, first: string) => String.fromCharCode(first.charCodeAt(0) + n);
  return i < 26 ? letter(i, 'A') : letter(Math.floor(i / 26) - 1, 'A') + letter(i % 26, 'a');
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

function firstLetters(kinds: readonly Kind[], choices: readonly LetterPermutation[]): string {
  let first: string | undefined;
  for (const choice of choices) {
    const text = kinds
      .map(({ atoms, letters }) => ({ atoms, text: countedLetters(letters, choice) }))
      .sort((a, b) => a.atoms - b.atoms || (a.text < b.text ? -1 : Number(a.text > b.text)))
      .map((kind) => kind.text)
      .join(' ');
    if (first === undefined || text < first) first = text;
  }
  return first!;
}

/** `a2c` of a, c and c. */
function countedLetters(letters: readonly string[], choice: LetterPermutation): string {
  const counts = new Map<string, number>();
  for (const letter of letters) {
    const chosen = choice.get(letter) ?? letter;
    counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([letter, count]) => `${count === 1 ? '' : count}${letter}`)
    .join('');
}
