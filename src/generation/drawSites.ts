import type { Displacement, Site } from '../crystal/index.ts';
import type { Rng } from '../random/index.ts';
import { chooseIndex } from './choose.ts';
import type { SiteKind } from './groupSites.ts';
import { valueOfScore } from './marginal.ts';
import type { StructureStatistics } from './statistics.ts';

/** What an orbit holds. */
interface Content {
  readonly species: readonly { readonly element: string; readonly occupancy: number }[];
  readonly displacement: Displacement;
}

/** Draws occupancies and displacements, and writes out the sites of the cell. */
export type SiteDraw = (
  rng: Rng,
  kinds: readonly SiteKind[],
  elements: readonly number[],
  positions: Float64Array,
) => readonly Site[];

/** Digits after the point of coordinates and occupancies: 10⁻⁶ of a cell is less than 10⁻⁴ Å. */
const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Å²; larger ones happen in liquids. */
const LARGEST_U = 0.5;

export function siteDraw(statistics: StructureStatistics): SiteDraw {
  const drawContents = contentDraw(statistics);
  return (rng, kinds, elements, positions) => {
    const contents = drawContents(rng, elements);
    const sites: Site[] = [];
    let at = 0;
    for (const [orbit, { count }] of kinds.entries()) {
      const { species, displacement } = contents[orbit]!;
      for (let atom = 0; atom < count; atom++, at += 3) {
        const position = [0, 1, 2].map((i) => rounded(positions[at + i]!, 6) % 1);
        for (const { element, occupancy } of species) {
          sites.push({
            species: { element, charge: 0 },
            position: position as [number, number, number],
            occupancy,
            displacement,
          });
        }
      }
    }
    return sites;
  };
}

function contentDraw({ elements, displacement, occupancy }: StructureStatistics) {
  const frequencies = elements.map(({ structures }) => structures);
  const drawSpecies = (rng: Rng, element: number): Content['species'] => {
    const { symbol } = elements[element]!;
    const value = rounded(valueOfScore(occupancy.values, rng.normal()), 3);
    const share = Math.min(Math.max(value, 0.01), 0.99);
    const isMixed = rng.uniform() < occupancy.mixedShare;
    const second = elements[chooseIndex(rng, frequencies)]!.symbol;
    if (!isMixed || second === symbol) return [{ element: symbol, occupancy: share }];
    const rest = rounded(1 - share, 3);
    return [
      { element: symbol, occupancy: share },
      { element: second, occupancy: rest },
    ];
  };
  return (rng: Rng, chosen: readonly number[]): readonly Content[] => {
    const isDisplaced = rng.uniform() < displacement.share;
    const isDisordered = rng.uniform() < occupancy.share;
    const logMean = valueOfScore(displacement.logMean, rng.normal());
    return chosen.map((element) => {
      const isPartial = isDisordered && rng.uniform() < occupancy.orbitShare;
      const full = [{ element: elements[element]!.symbol, occupancy: 1 }];
      const species = isPartial ? drawSpecies(rng, element) : full;
      if (!isDisplaced) return { species, displacement: { kind: 'none' } };
      const u = Math.exp(logMean + displacement.scatter * rng.normal());
      const uIso = rounded(Math.min(Math.max(u, 1e-4), LARGEST_U), 5);
      return { species, displacement: { kind: 'isotropic', uIso } };
    });
  };
}
