/** Hydrogen is hydrogen, whatever its isotope: D2O and H2O are one compound. */
const ISOTOPES: Readonly<Record<string, string>> = { D: 'H', T: 'H' };
const TERM = /([A-Z][a-z]?)(\d*)(?:\.(\d+))?/y;

/**
 * A formula such that equal compositions are equal texts: elements in the order of the alphabet,
 * counts without common factor. `Ti2O4`, `O2Ti` and `Ti0.5O` give `O2Ti`. What is no list of elements
 * with counts (brackets, words) stays as it is.
 */
export function formulaKey(formula: string): string {
  const terms = termsOf(formula.replace(/\s+/g, ''));
  if (terms === undefined) return formula.trim();
  const decimals = Math.max(...terms.map(({ fraction }) => fraction.length));
  const counts = new Map<string, bigint>();
  for (const { element, whole, fraction } of terms) {
    const digits = whole === '' && fraction === '' ? '1' : whole;
    const count = BigInt(digits + fraction.padEnd(decimals, '0'));
    counts.set(element, (counts.get(element) ?? 0n) + count);
  }
  const present = [...counts].filter(([, count]) => count > 0n);
  if (present.length === 0) return formula.trim();
  const divisor = present.map(([, count]) => count).reduce(greatestCommonDivisor);
  return present
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([element, count]) => `${element}${count === divisor ? '' : count / divisor}`)
    .join('');
}

interface Term {
  readonly element: string;
  readonly whole: string;
  readonly fraction: string;
}

function termsOf(formula: string): readonly Term[] | undefined {
  const terms: Term[] = [];
  for (let place = 0; place < formula.length; place = TERM.lastIndex) {
    TERM.lastIndex = place;
    const match = TERM.exec(formula);
    if (match === null) return undefined;
    const [, symbol = '', whole = '', fraction = ''] = match;
    terms.push({ element: ISOTOPES[symbol] ?? symbol, whole, fraction });
  }
  return terms.length > 0 ? terms : undefined;
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b);
