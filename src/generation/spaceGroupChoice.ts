import { PAPER_SPACE_GROUPS } from '../crystal/index.ts';
import type { StructureStatistics } from './statistics.ts';

/** Weights of the space groups 1–230, or what is wrong with the text that names them. */
export type SpaceGroupChoiceResult =
  | { readonly ok: true; readonly weights: readonly number[] }
  | { readonly ok: false; readonly message: string };

const ITEM = /^(\d+)(?:-(\d+))?(?::(\d+(?:\.\d+)?))?$/;

/**
 * How often each space group is drawn. `real`: as often as in the statistics; `paper`: the 144 groups
 * of Lolla et al. (2022), as often as in the statistics; `all`: each alike; or a list such as
 * `1,16-24,225:3`, each alike unless a weight follows its colon.
 */
export function chooseSpaceGroups(
  text: string,
  { spaceGroups }: StructureStatistics,
): SpaceGroupChoiceResult {
  switch (text.trim()) {
    case 'real':
      return { ok: true, weights: spaceGroups };
    case 'paper': {
      const paper = new Set(PAPER_SPACE_GROUPS);
      return { ok: true, weights: spaceGroups.map((n, i) => (paper.has(i + 1) ? n : 0)) };
    }
    case 'all':
      return { ok: true, weights: new Array<number>(230).fill(1) };
    default:
      return fromList(text);
  }
}

function fromList(text: string): SpaceGroupChoiceResult {
  const weights = new Array<number>(230).fill(0);
  for (const item of text.split(',')) {
    const [, first, last = first, weight = '1'] = ITEM.exec(item.trim()) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from >= 1 && to <= 230 && from <= to)) {
      const forms = 'real, paper, all, or numbers 1–230 such as 1,16-24,225:3';
      return { ok: false, message: `"${item.trim()}" names no space groups; give ${forms}` };
    }
    weights.fill(Number(weight), from - 1, to);
  }
  if (weights.some((weight) => weight > 0)) return { ok: true, weights };
  return { ok: false, message: `"${text}" leaves every space group a weight of 0` };
}
