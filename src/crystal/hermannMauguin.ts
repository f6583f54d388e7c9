import { SETTINGS, type Setting } from './settingTable.ts';

/** The settings that a Hermann–Mauguin symbol may mean, the usual one first. */
export interface SymbolMatch {
  readonly settings: readonly Setting[];
  /** Set when the symbol asks for a choice, such as `:2`, that its space group does not have. */
  readonly unknownChoice?: string;
}

let settingsBySymbol: ReadonlyMap<string, readonly Setting[]> | undefined;

/**
 * Looks up a symbol written in any of the usual ways: `P 21/c`, `P2(1)/c`, `P_2_1/c`, `P 1 21/c 1`,
 * `Fm3m`, `F d -3 m :2`, `F d -3 m Z`, `R-3m:h`. Undefined when nothing is called so.
 */
export function settingsOfSymbol(symbol: string): SymbolMatch | undefined {
  settingsBySymbol ??= indexSymbols();
  const [written = '', afterColon] = symbol.split(':');
  const whole = settingsBySymbol.get(compact(written));
  if (whole) return chosen(whole, afterColon);
  // ICSD: Z origin at the centre of symmetry, S the other one; H and R axes.
  const [, stem = '', suffix = ''] = /^(.+)([12zshr])$/.exec(compact(written)) ?? [];
  const settings = settingsBySymbol.get(stem);
  const match = settings && chosen(settings, suffix.replace('z', '2').replace('s', '1'));
  return match?.unknownChoice === undefined ? match : undefined;
}

function chosen(settings: readonly Setting[], choice = ''): SymbolMatch {
  const wanted = choice.replace(/\s/g, '').toLowerCase();
  const matching = settings.filter((setting) => setting.choice.toLowerCase().startsWith(wanted));
  return matching.length > 0 ? { settings: matching } : { settings, unknownChoice: choice.trim() };
}

function indexSymbols(): ReadonlyMap<string, readonly Setting[]> {
  const index = new Map<string, Setting[]>();
  for (const setting of SETTINGS) {
    for (const key of new Set(spellings(setting).map(compact))) {
      const namesakes = index.get(key);
      if (namesakes) namesakes.push(setting);
      else index.set(key, [setting]);
    }
  }
  return index;
}

/** Cubic symbols of the classes m-3 and m-3m were written without the bar until 1983: `F m 3 m`. */
function spellings({ number, short, full, other }: Setting): readonly string[] {
  const today = other === undefined ? [short, full] : [short, full, other];
  return number < 195
    ? today
    : [...today, ...today.map((text) => text.replace(/(?<=[a-z] )-3/, '3'))];
}

/** One spelling for all: no blanks, underscores, brackets or markup of subscripts, lower case. */
const compact = (symbol: string): string =>
  symbol.toLowerCase().replace(/<\/?su[bp]>|[\s_~()'"]/g, '');
