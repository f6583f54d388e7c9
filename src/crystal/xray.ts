import type { Species } from './crystal.ts';
import { readTable, type TableRow } from './tables/readTable.ts';
import { XRAY_DISPERSION } from './tables/xrayDispersion.ts';
import { XRAY_FORM_FACTORS } from './tables/xrayFormFactors.ts';

/** One term a·exp(−b s²) of a form factor, s = sinθ/λ; a in electrons, b in Å². */
export interface Gaussian {
  readonly a: number;
  readonly b: number;
}

/** How an atom or ion scatters X-rays: f(s) = f₀(s) + f′ + i·f″, electrons. */
export interface XrayScatterer {
  /** Name in the table of form factors: `Ti`, `Ti4+`, `O1-`. */
  readonly label: string;
  /** f₀(s) = c + Σ a·exp(−b s²), up to s = 6 Å⁻¹. */
  readonly gaussians: readonly Gaussian[];
  readonly c: number;
  readonly fPrime: number;
  readonly fDoublePrime: number;
  /** What the reader of a result should know: the ion is not in the tables, or its dispersion. */
  readonly warning?: string;
}

/** An emission line at which dispersion is tabulated. */
type DispersionLine = 'Cu' | 'Mo' | 'Co' | 'Ag';

/** Kα1, Å, as the dispersion was computed for. */
const LINES: Readonly<Record<DispersionLine, number>> = {
  Cu: 1.540593,
  Mo: 0.709319,
  Co: 1.788996,
  Ag: 0.559422,
};
/** A wavelength belongs to a line within this share of it: Kα1, Kα2 and their mean do. */
const LINE_WIDTH = 0.005;

const TERMS = [1, 2, 3, 4, 5] as const;

interface FormFactor {
  readonly gaussians: readonly Gaussian[];
  readonly c: number;
}

const FORM_FACTORS = readFormFactors();
const DISPERSION = readDispersion();
/** Light enough to have no dispersion worth a table. */
const WITHOUT_DISPERSION: ReadonlySet<string> = new Set(['H', 'He']);

/** The line whose dispersion holds at a wavelength in Å; undefined where none is within 0.5 %. */
export function dispersionLine(wavelength: number): DispersionLine | undefined {
  const lines = Object.keys(LINES) as DispersionLine[];
  return lines.find((line) => Math.abs(wavelength / LINES[line] - 1) <= LINE_WIDTH);
}

/**
 * How a species scatters X-rays of `wavelength` (Å); undefined for an element beyond the tables. An
 * ion that is not tabulated scatters like its neutral atom, isotopes like their element. Without a
 * tabulated line at that wavelength f′ = f″ = 0: see `dispersionLine`.
 * [Waasmaier & Kirfel (1995); Cromer & Liberman (1981)]
 */
export function xrayScatterer(species: Species, wavelength: number): XrayScatterer | undefined {
  const element = species.element === 'D' || species.element === 'T' ? 'H' : species.element;
  const ion = ionLabel(element, species.charge);
  const label = FORM_FACTORS.has(ion) ? ion : element;
  const formFactor = FORM_FACTORS.get(label);
  if (!formFactor) return undefined;
  const remarks: string[] = [];
  if (label !== ion)
    remarks.push(`no form factor of ${ion} is tabulated; that of ${element} was used`);
  const line = dispersionLine(wavelength);
  const dispersion = line && DISPERSION.get(element)?.[line];
  if (line && !dispersion && !WITHOUT_DISPERSION.has(element)) {
    remarks.push(`no dispersion of ${element} is tabulated; f′ = f″ = 0 was used`);
  }
  const { fPrime, fDoublePrime } = dispersion ?? { fPrime: 0, fDoublePrime: 0 };
  const scatterer = { label, ...formFactor, fPrime, fDoublePrime };
  return remarks.length > 0 ? { ...scatterer, warning: remarks.join('; ') } : scatterer;
}

const ionLabel = (element: string, charge: number): string =>
  charge === 0 ? element : `${element}${Math.abs(charge)}${charge < 0 ? '-' : '+'}`;

type FormFactorColumn = 'label' | 'c' | `${'a' | 'b'}${(typeof TERMS)[number]}`;

function readFormFactors(): ReadonlyMap<string, FormFactor> {
  const rows = readTable<FormFactorColumn>(XRAY_FORM_FACTORS);
  return new Map(
    rows.map((row) => {
      const gaussians = TERMS.map((i) => ({ a: Number(row[`a${i}`]), b: Number(row[`b${i}`]) }));
      return [row.label!, { gaussians, c: Number(row.c) }];
    }),
  );
}

type Dispersion = Pick<XrayScatterer, 'fPrime' | 'fDoublePrime'>;
type DispersionColumn = 'element' | `${'fp' | 'fpp'}${DispersionLine}`;

function readDispersion(): ReadonlyMap<string, Readonly<Record<DispersionLine, Dispersion>>> {
  const at = (row: TableRow<DispersionColumn>, line: DispersionLine): Dispersion => ({
    fPrime: Number(row[`fp${line}`]),
    fDoublePrime: Number(row[`fpp${line}`]),
  });
  const rows = readTable<DispersionColumn>(XRAY_DISPERSION);
  return new Map(
    rows.map((row) => [
      row.element!,
      { Cu: at(row, 'Cu'), Mo: at(row, 'Mo'), Co: at(row, 'Co'), Ag: at(row, 'Ag') },
    ]),
  );
}
