import type { Site, Species } from './crystal.ts';

const SYMBOLS =
  `H D T He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se
  Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho
  Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm
  Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og`.split(/\s+/);

/** The 118 elements in order of atomic number, deuterium `D` and tritium `T` after hydrogen. */
export const ELEMENTS: ReadonlySet<string> = new Set(SYMBOLS);

/** Site labels that begin like an element and name none: vacancies, dummies. */
const NOT_AN_ELEMENT = /^(?:vac|dum|void)/i;
/** Water written as one scatterer, usual in mineral files: its oxygen. */
const WATER = /^wat/i;

/** `val`, a letter of a label (`OW1`, `Ob`), or no letter at all may follow a symbol. */
const SYMBOL_TAIL = /^(?:val|[A-Z]|[a-z](?![a-z])|[^A-Za-z]|$)/;
/** The mass number of `7Li`, `62Ni2+` or `11B1`; a name such as `2HB` is a label, no isotope. */
const MASS_NUMBER = /^(\d{1,3})(?=[A-Za-z][a-z]?(?![A-Za-z]))/;
/** Isotopes with a symbol of their own. */
const HEAVY_HYDROGEN: Readonly<Record<string, string>> = {
  '2H': 'D',
  '2D': 'D',
  '3H': 'T',
  '3T': 'T',
};
/** `4+`, `+`, `+4`, `2.67+` */
const CHARGE = /^(?:([+-])(\d+)|(\d+(?:\.\d+)?)?([+-]))/;

const capitalised = (text: string): string =>
  text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();

function elementOf(text: string): string | undefined {
  if (NOT_AN_ELEMENT.test(text)) return undefined;
  if (WATER.test(text)) return 'O';
  for (const length of [2, 1]) {
    const symbol = capitalised(text.slice(0, length));
    if (ELEMENTS.has(symbol) && SYMBOL_TAIL.test(text.slice(length))) return symbol;
  }
  return undefined;
}

function chargeOf(tail: string): number {
  const match = CHARGE.exec(tail);
  if (match === null) return 0;
  const [, signFirst, after, before = '1', sign = signFirst] = match;
  const size = Math.round(Number(after ?? before));
  return sign === '-' && size > 0 ? -size : size;
}

/** Number of protons; `D` and `T` have one. */
export function atomicNumber(element: string): number {
  const place = SYMBOLS.indexOf(element);
  return place < 3 ? 1 : place - 1;
}

/**
 * The species that a type symbol or site label names: `Ti4+`, `Fe2`, `O2-`, `D`, `7Li`, `62Ni2+`,
 * `Cval`, `Ca1A`, `FE1`. Two letters are tried before one, in either case, so `CO1` is cobalt. A
 * fractional charge is rounded. Undefined when the text begins with no element, or with a mass
 * number less than the number of protons; whether an isotope is known its scattering will tell.
 */
export function parseSpecies(text: string): Species | undefined {
  const trimmed = text.trim();
  const prefix = MASS_NUMBER.exec(trimmed)?.[1] ?? '';
  const name = trimmed.slice(prefix.length);
  const element = elementOf(name);
  if (element === undefined) return undefined;
  const charge = chargeOf(name.slice(element.length));
  if (prefix === '') return { element, charge };
  const massNumber = Number(prefix);
  const heavy = HEAVY_HYDROGEN[massNumber + element];
  if (heavy !== undefined) return { element: heavy, charge };
  return massNumber < atomicNumber(element) ? undefined : { element, charge, massNumber };
}

/** What a nucleus is called, without charge: `Li` for the natural mixture, `7Li`, `D`. */
export const nuclideLabel = ({ element, massNumber }: Species): string =>
  massNumber === undefined ? element : `${massNumber}${element}`;

/** `Ti4+`, `Na+`, `O2-`, `D`, `7Li+`. */
export function formatSpecies(species: Species): string {
  const { charge } = species;
  const label = nuclideLabel(species);
  if (charge === 0) return label;
  const size = Math.abs(charge) === 1 ? '' : Math.abs(charge);
  return `${label}${size}${charge < 0 ? '-' : '+'}`;
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b);

/** Occupancies such as 0.66667 leave whole amounts whole within this. */
const WHOLE_WITHIN = 0.01;

/**
 * Formula of a cell's sites, elements (whatever their isotopes) in alphabetical order: `CoNb4Si`. Whole amounts are divided
 * by their common divisor; otherwise it is the content of the cell to three decimals, `Fe3.78O4`.
 */
export function formulaOf(sites: readonly Pick<Site, 'species' | 'occupancy'>[]): string {
  const amounts = new Map<string, number>();
  for (const { species, occupancy } of sites) {
    amounts.set(species.element, (amounts.get(species.element) ?? 0) + occupancy);
  }
  const values = [...amounts.values()];
  const whole = values.every((n) => n > 0.5 && Math.abs(n - Math.round(n)) < WHOLE_WITHIN);
  const divisor = whole ? values.map(Math.round).reduce(greatestCommonDivisor, 0) : 1;
  return [...amounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([element, n]) => {
      const count = whole ? Math.round(n) / divisor : Number(n.toFixed(3));
      return count === 1 ? element : element + count;
    })
    .join('');
}
