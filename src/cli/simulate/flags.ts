import type { ScatteringLengthSet } from '../../crystal/index.ts';
import type {
  AnisotropicStrain,
  AxialDivergence,
  Grid,
  Hump,
  PeakWidths,
  Polarisation,
  Texture,
} from '../../pattern/index.ts';

/** What was asked for on the command line. */
export interface SimulateFlags {
  readonly instrument: string;
  readonly wavelength?: number;
  readonly range?: Grid;
  readonly zero?: number;
  readonly satellite?: readonly FurtherLine[];
  readonly widths?: Partial<PeakWidths>;
  readonly axial?: AxialDivergence;
  readonly polarisation?: Polarisation;
  readonly cutoff?: number;
  readonly scatteringLengths?: ScatteringLengthSet;
  readonly complexLengths?: true;
  readonly bIso: number;
  readonly size?: number;
  readonly strain?: number;
  readonly stephens?: AnisotropicStrain;
  readonly texture?: Texture;
  readonly displacement?: number;
  readonly transparency?: number;
  /** mm */
  readonly radius?: number;
  readonly packing?: number;
  readonly muR?: number;
  readonly impurity?: readonly Impurity[];
  readonly counts?: number;
  readonly background?: readonly number[];
  readonly hump?: readonly Hump[];
  readonly incoherent?: true;
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

/** A further wavelength, in Å or as a fraction 1/n of the main one, and its relative intensity. */
export type FurtherLine = { readonly weight: number } & (
  | { readonly wavelength: number }
  | { readonly order: number }
);

/** A file of one crystal and its share of the weight of the mixture. */
export interface Impurity {
  readonly file: string;
  readonly weightFraction: number;
}

/** Share of the weight that impurities take. */
export const weightOf = (impurities: readonly Impurity[]): number =>
  impurities.reduce((sum, { weightFraction }) => sum + weightFraction, 0);
