import { chebyshevSum } from '../math/index.ts';
import { readTable, type TableRow } from './tables/readTable.ts';
import { XRAY_DISPERSION } from './tables/xrayDispersion.ts';
import { XRAY_DISPERSION_CURVES } from './tables/xrayDispersionCurves.ts';

/** Anomalous dispersion of an element at one wavelength, electrons. */
export interface Dispersion {
  readonly fPrime: number;
  readonly fDoublePrime: number;
  /** Absorption edge so close that f′ and f″ depend on what surrounds the atom, Å. */
  readonly nearEdge?: number;
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
/** Share of the wavelength inside of which an absorption edge is near. */
const EDGE_WIDTH = 0.005;

/** Shortest and longest wavelength of the curves, Å. */
export const DISPERSION_RANGE = [0.2, 3] as const;

/** One stretch between absorption edges. */
interface Stretch {
  /** Å */
  readonly from: number;
  readonly upTo: number;
  /** Chebyshev coefficients over the logarithm of the wavelength. */
  readonly fp: readonly number[];
  readonly lnFpp: readonly number[];
}

interface Curve {
  /** Wavelength (Å) of each absorption edge and jump of f″ there. */
  readonly edges: readonly (readonly [wavelength: number, jump: number])[];
  readonly stretches: readonly Stretch[];
}

const AT_LINES = readLines();
const CURVES = readCurves();

/** Whether dispersion is tabulated at a wavelength in Å, from 0.2 to 3. */
export const isDispersionTabulated = (wavelength: number): boolean =>
  wavelength >= DISPERSION_RANGE[0] && wavelength <= DISPERSION_RANGE[1];

/**
 * Dispersion of an element, lithium to uranium, at a wavelength in Å: that of Kα1 of Cu, Mo, Co and
 * Ag within 0.5 % of them, elsewhere from smooth curves between absorption edges. Undefined for other
 * elements and wavelengths. [Cromer & Liberman (1981), Kissel & Pratt (1990)]
 */
export function dispersionOf(element: string, wavelength: number): Dispersion | undefined {
  const curve = CURVES.get(element);
  if (!curve || !isDispersionTabulated(wavelength)) return undefined;
  const line = lineAt(wavelength);
  const dispersion = (line && AT_LINES.get(element)?.[line]) ?? onCurve(curve, wavelength);
  const edge = curve.edges.find(([at]) => Math.abs(wavelength / at - 1) <= EDGE_WIDTH);
  return edge ? { ...dispersion, nearEdge: edge[0] } : dispersion;
}

function lineAt(wavelength: number): DispersionLine | undefined {
  const lines = Object.keys(LINES) as DispersionLine[];
  return lines.find((line) => Math.abs(wavelength / LINES[line] - 1) <= LINE_WIDTH);
}

function onCurve({ edges, stretches }: Curve, wavelength: number): Dispersion {
  const stretch = stretches.find(({ upTo }) => wavelength <= upTo) ?? stretches.at(-1)!;
  const { from, upTo, fp, lnFpp } = stretch;
  const x = (2 * Math.log(wavelength / from)) / Math.log(upTo / from) - 1;
  const cusps = edges.reduce((sum, [at, jump]) => sum + jump * cusp(wavelength / at), 0);
  return {
    fPrime: chebyshevSum(fp, x) + cusps,
    fDoublePrime: Math.exp(chebyshevSum(lnFpp, x)),
  };
}

/** Distance from an edge, as a share, at which its lifetime has rounded the cusp off. */
const CORE = 5e-4;

/**
 * f′ over Δ of an edge across which f″ jumps by Δ and beyond which it falls like the inverse square
 * of the energy, at u = λ/λ_edge: (u²/π) ln|1 − 1/u²|, by the dispersion relation.
 * [Parratt & Hempstead, Phys. Rev. 94, 1593 (1954)]
 */
function cusp(u: number): number {
  const away = u < 1 ? Math.min(u, 1 - CORE) : Math.max(u, 1 + CORE);
  return ((away * away) / Math.PI) * Math.log(Math.abs(1 - away ** -2));
}

type LineColumn = 'element' | `${'fp' | 'fpp'}${DispersionLine}`;

function readLines(): ReadonlyMap<string, Readonly<Record<DispersionLine, Dispersion>>> {
  const at = (row: TableRow<LineColumn>, line: DispersionLine): Dispersion => ({
    fPrime: Number(row[`fp${line}`]),
    fDoublePrime: Number(row[`fpp${line}`]),
  });
  const rows = readTable<LineColumn>(XRAY_DISPERSION);
  return new Map(
    rows.map((row) => [
      row.element!,
      { Cu: at(row, 'Cu'), Mo: at(row, 'Mo'), Co: at(row, 'Co'), Ag: at(row, 'Ag') },
    ]),
  );
}

function readCurves(): ReadonlyMap<string, Curve> {
  const curves = new Map<string, Curve>();
  const rows = readTable<'element' | 'upTo' | 'edges' | 'fp' | 'lnFpp'>(XRAY_DISPERSION_CURVES);
  for (const { element, upTo, edges, fp, lnFpp } of rows) {
    // The first row of an element lists its edges.
    const curve = curves.get(element!) ?? { edges: pairsOf(numbersOf(edges)), stretches: [] };
    const from = curve.stretches.at(-1)?.upTo ?? DISPERSION_RANGE[0];
    const stretch = { from, upTo: Number(upTo), fp: numbersOf(fp), lnFpp: numbersOf(lnFpp) };
    curves.set(element!, { ...curve, stretches: [...curve.stretches, stretch] });
  }
  return curves;
}

function numbersOf(cell: string | undefined): readonly number[] {
  return cell === undefined ? [] : cell.split(' ').map(Number);
}

function pairsOf(values: readonly number[]): Curve['edges'] {
  return values.flatMap((value, i) => (i % 2 === 0 ? [[value, values[i + 1]!] as const] : []));
}
