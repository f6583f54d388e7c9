import type { GsasWidths } from '../gsasWidths.ts';
import { type FailedInstrument, failure } from './result.ts';
import { leftOut } from './terms.ts';

/** One of the profile functions of a GSAS file. */
export interface GsasProfile {
  /** 1 to 4. */
  readonly number: number;
  readonly widths: GsasWidths;
  readonly sOverL: number;
  readonly hOverL: number;
  /** Share of the maximum. */
  readonly cutoff: number;
  readonly warnings: readonly string[];
}

/**
 * Coefficients of each profile function, in the order of its cards; what follows belongs to a
 * sample. [Larson & Von Dreele, GSAS manual, LAUR 86-748, CW profile functions]
 */
const FUNCTIONS: Readonly<Record<number, readonly string[]>> = {
  1: ['GU', 'GV', 'GW', 'asym', 'F1', 'F2'],
  2: ['GU', 'GV', 'GW', 'LX', 'LY', 'trns', 'asym', 'shft', 'GP', 'stec', 'ptec', 'sfec'],
  3: ['GU', 'GV', 'GW', 'GP', 'LX', 'LY', 'S/L', 'H/L', 'trns', 'shft', 'stec', 'ptec', 'sfec'],
  4: ['GU', 'GV', 'GW', 'GP', 'LX', 'ptec', 'trns', 'shft', 'sfec', 'S/L', 'H/L', 'eta'],
};
/** Those with the Finger–Cox–Jephcoat asymmetry first, the Gaussian last. */
const PREFERENCE = [3, 4, 2, 1];
const USED = new Set(['GU', 'GV', 'GW', 'GP', 'LX', 'LY', 'S/L', 'H/L', 'eta']);

type ProfileResult = { readonly ok: true; readonly profile: GsasProfile } | FailedInstrument;

/** The profile function of a file's cards that says most. */
export function gsasProfile(cards: ReadonlyMap<string, string>): ProfileResult {
  const sets = [...cards].flatMap(([key, head]) => {
    // `PRCF3` heads a set and `PRCF31`, `PRCF32` … follow; old files have one set: `PRCF`, `PRCF 1`.
    if (!/^PRCF\d?$/.test(key)) return [];
    const [number, count, cutoff = 0] = head.trim().split(/\s+/).map(Number);
    return [{ prefix: key === 'PRCF' ? 'PRCF ' : key, number: number!, count: count!, cutoff }];
  });
  if (sets.length === 0) return failure('missing', 'the file has no widths: no PRCF cards');
  const number = PREFERENCE.find((wanted) => sets.some((set) => set.number === wanted));
  const set = sets.find((candidate) => candidate.number === number);
  if (number === undefined || set === undefined) {
    const found = sets.map((candidate) => candidate.number).join(', ');
    return failure('unsupported', `profile function ${found} is not known; 1 to 4 are`);
  }
  const values = Array.from({ length: Math.ceil(set.count / 4) }, (_, i) =>
    (cards.get(`${set.prefix}${i + 1}`) ?? '').trim().split(/\s+/).filter(Boolean),
  ).flat();
  const numbers = values.map(Number);
  if (numbers.length < 3 || !numbers.every(Number.isFinite)) {
    return failure('syntax', `the coefficients of profile function ${number} cannot be read`);
  }
  return { ok: true, profile: profileOf(number, set.cutoff, numbers) };
}

function profileOf(number: number, cutoff: number, values: readonly number[]): GsasProfile {
  const names = FUNCTIONS[number]!;
  const value = (name: string) => values[names.indexOf(name)] ?? 0;
  const unused = values.flatMap((coefficient, i) => {
    const name = names[i] ?? `coefficient ${i + 1}`;
    return coefficient === 0 || USED.has(name) ? [] : [name];
  });
  return {
    number,
    cutoff,
    widths: {
      U: value('GU'),
      V: value('GV'),
      W: value('GW'),
      P: value('GP'),
      X: value('LX'),
      Y: value('LY'),
    },
    sOverL: value('S/L'),
    hOverL: value('H/L'),
    warnings: leftOut(`of profile function ${number} no part of the instrument`, unused),
  };
}
