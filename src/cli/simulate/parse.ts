import { InvalidArgumentError } from 'commander';
import type {
  AnisotropicStrain,
  AxialDivergence,
  Grid,
  Hump,
  PeakWidths,
  Polarisation,
  Texture,
} from '../../pattern/index.ts';
import { type FurtherLine, type Impurity, weightOf } from './flags.ts';

/** Points of a grid; more of them make no pattern anybody could use. */
const MAX_POINTS = 1_000_000;

/** `start,step,end` in degrees. */
export function parseRange(text: string): Grid {
  const [start, step, end] = numbersOf(text, 3, 'start,step,end in degrees');
  if (!(step! > 0 && end! >= start!)) {
    throw new InvalidArgumentError('Step must be above 0, and the end not below the start.');
  }
  // An end that differs by rounding is still on the grid.
  const count = Math.floor((end! - start!) / step! + 1e-6) + 1;
  if (count > MAX_POINTS) {
    throw new InvalidArgumentError(`That makes ${count} points; take at most ${MAX_POINTS}.`);
  }
  return { start: start!, step: step!, count };
}

const LINE = /^(?:(?:λ|lambda)\/(\d+)|([\d.]+))=(.+)$/i;

/** `wavelength=weight` or `λ/n=weight`, again for each line. */
export function collectSatellite(
  text: string,
  lines: readonly FurtherLine[] = [],
): readonly FurtherLine[] {
  const [, order, wavelength, share = ''] = LINE.exec(text.trim()) ?? [];
  const weight = numberOf(share);
  const n = Number(order ?? wavelength);
  if (weight === undefined || !(weight > 0) || !(n > 0) || n === Number.POSITIVE_INFINITY) {
    throw new InvalidArgumentError('It must be like 1.5444=0.5, λ/2=0.005 or lambda/2=0.005.');
  }
  return [...lines, order === undefined ? { wavelength: n, weight } : { order: n, weight }];
}

/** `U=0.1,V=-0.2,…`, those that are to change. */
export function parseWidths(text: string): Partial<PeakWidths> {
  const widths: Partial<Record<keyof PeakWidths, number>> = {};
  for (const term of text.split(',')) {
    const [, name, value = ''] = /^\s*([UVWXYZ])\s*=(.*)$/i.exec(term) ?? [];
    const number = numberOf(value);
    if (name === undefined || number === undefined) {
      throw new InvalidArgumentError('It must be like U=0.1,V=-0.2,W=0.15 (of U V W X Y Z).');
    }
    widths[name.toUpperCase() as keyof PeakWidths] = number;
  }
  return widths;
}

/** `none`, `k` or `S/L,H/L` */
export function parseAxial(text: string): AxialDivergence {
  if (text.trim() === 'none') return { kind: 'none' };
  const values = text.split(',').map(numberOf);
  const [first, second] = values;
  const isGood = values.every((value) => value !== undefined && value >= 0);
  if (isGood && values.length === 1) return { kind: 'simple', k: first! };
  if (isGood && values.length === 2) {
    return { kind: 'finger-cox-jephcoat', sOverL: first!, hOverL: second! };
  }
  throw new InvalidArgumentError('It must be none, k, or S/L,H/L; none of them below 0.');
}

/** `laboratory=2θ_m` or `synchrotron=p` */
export function parsePolarisation(text: string): Polarisation {
  const [name, value = ''] = text.split('=').map((part) => part.trim());
  const number = numberOf(value);
  if (number !== undefined && name === 'laboratory') {
    return { kind: 'laboratory', monochromatorTwoTheta: number };
  }
  if (number !== undefined && name === 'synchrotron' && number >= 0 && number <= 1) {
    return { kind: 'synchrotron', horizontal: number };
  }
  throw new InvalidArgumentError('It must be laboratory=2θ or synchrotron=share (0 to 1).');
}

/** `h,k,l,r` */
export function parseTexture(text: string): Texture {
  const [h, k, l, r] = numbersOf(text, 4, 'h,k,l,r');
  return { axis: [h!, k!, l!], marchDollase: r! };
}

/** `S400=1e-7,S220=…`, with `lorentzian=` for the share ζ. */
export function parseStephens(text: string): AnisotropicStrain {
  const coefficients: Record<string, number> = {};
  let lorentzianShare = 1;
  for (const term of text.split(',')) {
    const [name = '', value] = term.split('=').map((part) => part.trim());
    const number = numberOf(value ?? '');
    if (number === undefined) {
      throw new InvalidArgumentError('It must be like S400=2e-7,S220=1e-7,lorentzian=0.5.');
    }
    if (name.toLowerCase() === 'lorentzian') lorentzianShare = number;
    else coefficients[name.toUpperCase()] = number;
  }
  return { coefficients, lorentzianShare };
}

/** `c0,c1,…` */
export const parseBackground = (text: string): readonly number[] =>
  numbersOf(text, undefined, 'numbers c0,c1,… separated by commas');

/** `twoTheta,fwhm,height`, again for each hump. */
export function collectHump(text: string, humps: readonly Hump[] = []): readonly Hump[] {
  const [twoTheta, fwhm, height] = numbersOf(text, 3, 'twoTheta,fwhm,height');
  return [...humps, { twoTheta: twoTheta!, fwhm: fwhm!, height: height! }];
}

/** `FILE=weightFraction`, again for each impurity. */
export function collectImpurity(
  text: string,
  impurities: readonly Impurity[] = [],
): readonly Impurity[] {
  const at = text.lastIndexOf('=');
  const weightFraction = numberOf(text.slice(at + 1));
  if (at < 1 || weightFraction === undefined || !(weightFraction > 0 && weightFraction < 1)) {
    throw new InvalidArgumentError('It must be FILE=weight fraction, above 0 and below 1.');
  }
  const all = [...impurities, { file: text.slice(0, at), weightFraction }];
  if (!(weightOf(all) < 1)) {
    throw new InvalidArgumentError('Impurities must leave some weight for the crystal itself.');
  }
  return all;
}

function numbersOf(text: string, count: number | undefined, what: string): readonly number[] {
  const values = text.split(',').map(numberOf);
  if ((count !== undefined && values.length !== count) || values.includes(undefined)) {
    throw new InvalidArgumentError(`It must be ${what}.`);
  }
  return values as readonly number[];
}

function numberOf(text: string): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}
