import { InvalidArgumentError } from 'commander';
import type { ScatteringLengthSet } from '../../crystal/index.ts';
import type { AnisotropicStrain, Grid, Hump, Texture } from '../../pattern/index.ts';

/** What was asked for on the command line. */
export interface SimulateFlags {
  readonly instrument: string;
  readonly wavelength?: number;
  readonly range?: Grid;
  readonly zero?: number;
  readonly scatteringLengths?: ScatteringLengthSet;
  readonly bIso: number;
  readonly size?: number;
  readonly strain?: number;
  readonly stephens?: AnisotropicStrain;
  readonly texture?: Texture;
  readonly displacement?: number;
  readonly transparency?: number;
  readonly impurity?: readonly Impurity[];
  readonly counts?: number;
  readonly background?: readonly number[];
  readonly hump?: readonly Hump[];
  readonly seed: number;
  readonly format?: PatternFormat;
  readonly out?: string;
  /** `true`: to stdout, or with `out` into its folder. */
  readonly reflections?: string | true;
  readonly plot?: string;
  readonly compare?: string;
  readonly backgroundTerms: number;
  readonly json: boolean;
}

export const PATTERN_FORMATS = ['xy', 'xye', 'csv', 'gsas', 'cif'] as const;
export type PatternFormat = (typeof PATTERN_FORMATS)[number];

/** A file of one crystal and its share of the weight of the mixture. */
export interface Impurity {
  readonly file: string;
  readonly weightFraction: number;
}

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

/** Share of the weight that impurities take. */
export const weightOf = (impurities: readonly Impurity[]): number =>
  impurities.reduce((sum, { weightFraction }) => sum + weightFraction, 0);

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
