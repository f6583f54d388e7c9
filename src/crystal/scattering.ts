import { readTable } from './tables/readTable.ts';
import { SCATTERING_LENGTHS } from './tables/scatteringLengths.ts';

/** A published set of bound coherent scattering lengths: Sears (1992) or Rauch & Waschkowski (2003). */
export type ScatteringLengthSet = 'sears1992' | 'rauch2003';

/** How a nucleus, or the natural mixture of an element, scatters thermal neutrons. */
export interface NeutronScatterer {
  /** `Fe` natural mixture, `57Fe` isotope, `D`, `T`. */
  readonly label: string;
  /** Bound coherent scattering length b = b′ + i·b″, fm; b″ is negative where it absorbs. */
  readonly bReal: number;
  readonly bImag: number;
  /** The set that the scattering length was taken from. */
  readonly set: ScatteringLengthSet;
  /** What the reader of a result should know: another set was used, or b depends on energy. */
  readonly warning?: string;
}

/** Neutron cross sections, barn (100 fm²); undefined where unknown. */
export interface NeutronCrossSections {
  readonly coherent: number | undefined;
  readonly incoherent: number | undefined;
  /** At 2200 m/s (1.798 Å); proportional to the wavelength away from resonances. */
  readonly absorption: number;
}

/** b′ + i·b″, fm */
interface Length {
  readonly re: number;
  readonly im: number;
}

interface Nuclide extends NeutronCrossSections {
  readonly label: string;
  /** Through a resonance near thermal energies; `slow` is b at 2.0775 Å, where known. */
  readonly energyDependent: boolean;
  readonly slow: Length | undefined;
  readonly b: Readonly<Record<ScatteringLengthSet, Length | undefined>>;
}

const NUCLIDES: ReadonlyMap<string, Nuclide> = readNuclides();

/** Real part of the bound coherent scattering length, fm; undefined where the set has none. */
export function scatteringLength(label: string, set: ScatteringLengthSet): number | undefined {
  return NUCLIDES.get(label)?.b[set]?.re;
}

/**
 * The scatterer named `label`, with its length from `set` or, where that set has none, from the
 * other one; undefined where neither knows it.
 */
export function neutronScatterer(
  label: string,
  set: ScatteringLengthSet,
): NeutronScatterer | undefined {
  const nuclide = NUCLIDES.get(label);
  const other = set === 'sears1992' ? 'rauch2003' : 'sears1992';
  const used = nuclide?.b[set] ? set : other;
  const b = nuclide?.b[used];
  if (!nuclide || !b) return undefined;
  const remarks: string[] = [];
  if (used !== set) remarks.push(`${label} is not in the set ${set}; its value is from ${used}`);
  if (nuclide.energyDependent) {
    const slow = nuclide.slow ? ` (${formatLength(nuclide.slow)} at 2.0775 Å)` : '';
    const thermal = `the thermal ${formatLength(b)}${slow} was used`;
    remarks.push(`the scattering length of ${label} depends on energy; ${thermal}`);
  }
  const scatterer: NeutronScatterer = { label, bReal: b.re, bImag: b.im, set: used };
  return remarks.length > 0 ? { ...scatterer, warning: remarks.join('; ') } : scatterer;
}

/** Isotopes of an element that are tabulated: `6Li`, `7Li`. */
export const knownIsotopes = (element: string): readonly string[] =>
  [...NUCLIDES.keys()].filter((label) => /^\d+(.+)$/.exec(label)?.[1] === element);

/** Cross sections of the scatterer named `label`; undefined where it is not in the tables. */
export function neutronCrossSections(label: string): NeutronCrossSections | undefined {
  const nuclide = NUCLIDES.get(label);
  if (!nuclide) return undefined;
  const { coherent, incoherent, absorption } = nuclide;
  return { coherent, incoherent, absorption };
}

/** `6.5 − 13.82i fm`, to four digits. */
function formatLength({ re, im }: Length): string {
  const [real, imaginary] = [re, Math.abs(im)].map((x) => Number(x.toPrecision(4)));
  return `${real} ${im < 0 ? '−' : '+'} ${imaginary}i fm`;
}

/** Optical theorem: b″ = −σ_abs/2λ, with σ in barn (100 fm²) at λ = 1.798 Å (179 800 fm). */
function bImagFromAbsorption(barn: number): number {
  return (-100 * barn) / (2 * 1.798e5);
}

type Column = 'label' | 'use' | LengthColumn | CrossSection;
type LengthColumn = 'b' | 'bImag' | 'bSears' | 'bImagSears' | 'b2.08' | 'bImag2.08';
type CrossSection = 'coherent' | 'incoherent' | 'absorption';

function readNuclides(): ReadonlyMap<string, Nuclide> {
  const nuclides = new Map<string, Nuclide>();
  for (const row of readTable<Column>(SCATTERING_LENGTHS)) {
    const label = row.label!;
    const absorption = Number(row.absorption);
    const length = (re: string | undefined, im: string | undefined) =>
      re === undefined
        ? undefined
        : { re: Number(re), im: numberOf(im) ?? bImagFromAbsorption(absorption) };
    const nuclide: Nuclide = {
      label,
      coherent: numberOf(row.coherent),
      incoherent: numberOf(row.incoherent),
      absorption,
      energyDependent: row.use?.includes('e') ?? false,
      slow: length(row['b2.08'], row['bImag2.08']),
      b: { sears1992: length(row.bSears, row.bImagSears), rauch2003: length(row.b, row.bImag) },
    };
    nuclides.set(label, nuclide);
    // `55Mn` is also what a structure means by `Mn`.
    if (row.use?.includes('n')) nuclides.set(label.replace(/^\d+/, ''), nuclide);
  }
  return nuclides;
}

function numberOf(cell: string | undefined): number | undefined {
  return cell === undefined ? undefined : Number(cell);
}
