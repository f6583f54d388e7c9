import type { Species } from './crystal.ts';
import { readTable } from './tables/readTable.ts';
import { XRAY_FORM_FACTORS } from './tables/xrayFormFactors.ts';
import { type Dispersion, dispersionOf, isDispersionTabulated } from './xrayDispersion.ts';

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

const TERMS = [1, 2, 3, 4, 5] as const;

interface FormFactor {
  readonly gaussians: readonly Gaussian[];
  readonly c: number;
}

const FORM_FACTORS = readFormFactors();
/** Light enough to have no dispersion worth a table. */
const WITHOUT_DISPERSION: ReadonlySet<string> = new Set(['H', 'He']);

/**
 * How a species scatters X-rays of `wavelength` (Å); undefined for an element beyond the tables. An
 * ion that is not tabulated scatters like its neutral atom, isotopes like their element. Where no
 * dispersion is tabulated, or wanted, f′ = f″ = 0: see `dispersionOf`.
 * [Waasmaier & Kirfel (1995); Cromer & Liberman (1981)]
 */
export function xrayScatterer(
  species: Species,
  wavelength: number,
  withDispersion = true,
): XrayScatterer | undefined {
  const element = species.element === 'D' || species.element === 'T' ? 'H' : species.element;
  const ion = ionLabel(element, species.charge);
  const label = FORM_FACTORS.has(ion) ? ion : element;
  const formFactor = FORM_FACTORS.get(label);
  if (!formFactor) return undefined;
  const remarks: string[] = [];
  if (label !== ion)
    remarks.push(`no form factor of ${ion} is tabulated; that of ${element} was used`);
  const dispersion = withDispersion ? dispersionOf(element, wavelength) : undefined;
  const remark = withDispersion && dispersionRemark(element, wavelength, dispersion);
  if (remark) remarks.push(remark);
  const { fPrime, fDoublePrime } = dispersion ?? { fPrime: 0, fDoublePrime: 0 };
  const scatterer = { label, ...formFactor, fPrime, fDoublePrime };
  return remarks.length > 0 ? { ...scatterer, warning: remarks.join('; ') } : scatterer;
}

/** A wavelength at which nothing is tabulated concerns all elements, and is not told for each. */
function dispersionRemark(
  element: string,
  wavelength: number,
  dispersion: Dispersion | undefined,
): string | undefined {
  if (dispersion?.nearEdge !== undefined) {
    const edge = `an absorption edge of ${element} (${dispersion.nearEdge} Å)`;
    return `${wavelength} Å is near ${edge}, where f′ and f″ depend on its surroundings`;
  }
  const isMissing = !dispersion && isDispersionTabulated(wavelength);
  if (!isMissing || WITHOUT_DISPERSION.has(element)) return undefined;
  return `no dispersion of ${element} is tabulated; f′ = f″ = 0 was used`;
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
