import type { Triple } from '../math/index.ts';

declare const frame: unique symbol;

/** Coordinates as fractions of the cell edges. */
export type Fractional = Triple & { readonly [frame]?: 'fractional' };

/** Unit cell: edges in Å, angles in degrees. CIF `_cell_length_*`, `_cell_angle_*`. */
export interface Cell {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
}

/** What scatters: an element or hydrogen isotope (`H`, `D`, `T`) and its formal charge. */
export interface Species {
  readonly element: string;
  readonly charge: number;
  /** Of an enriched isotope, 7 of `7Li`; left out for the natural mixture, `D` and `T`. */
  readonly massNumber?: number;
}

/** Mean-square displacement of an atom, Å². `u`: U11 U22 U33 U12 U13 U23 of the CIF convention. */
export type Displacement =
  | { readonly kind: 'none' }
  | { readonly kind: 'isotropic'; readonly uIso: number }
  | {
      readonly kind: 'anisotropic';
      readonly u: readonly [number, number, number, number, number, number];
    };

/** One atom, or one species of a mixed site, of the cell. */
export interface Site {
  readonly species: Species;
  readonly position: Fractional;
  /** Crystallographic occupancy, 0 < occupancy ≤ 1. */
  readonly occupancy: number;
  readonly displacement: Displacement;
}

/** Which entry of which database a structure is. */
export interface Provenance {
  /** The database, as it names itself: `mp`, `cod`. */
  readonly provider: string;
  /** Of the entry, as the database has it. */
  readonly id: string;
  readonly url: string;
  /** Date and time of the entry's last change, ISO 8601. */
  readonly lastModified?: string;
  /** SPDX identifiers or a web address; `unknown` when the database states none. */
  readonly licence: string;
}

/** A crystal structure: the full content of one cell, every symmetry copy listed. */
export interface Crystal {
  readonly id: string;
  /** Where it comes from: a database, a file. */
  readonly source: string;
  /** Reduced formula, elements in alphabetical order, such as `CoNb4Si`. */
  readonly formula: string;
  readonly cell: Cell;
  readonly sites: readonly Site[];
  /** International Tables number, 1–230. */
  readonly spaceGroup: number;
  /** True when measured, false when calculated; left out when the source does not say. */
  readonly experimental?: boolean;
  /** Of an entry fetched from a database. */
  readonly provenance?: Provenance;
}

/** A crystal as a source tells of it: the source may name no space group, and may be wrong. */
export interface UnlabelledCrystal extends Omit<Crystal, 'spaceGroup'> {
  readonly spaceGroup?: number;
}

/** Why a structure could not be read. `line` counts from 1. */
export interface CrystalFault {
  readonly kind:
    | 'syntax'
    | 'missing-cell'
    | 'impossible-cell'
    | 'missing-atoms'
    | 'missing-symmetry'
    | 'unknown-symmetry'
    | 'unknown-element'
    | 'bad-occupancy'
    | 'bad-number'
    | 'overlapping-atoms'
    | 'not-periodic'
    | 'unsupported-feature';
  /** What is wrong and what to do, one sentence. */
  readonly message: string;
  /** Data block or structure id, where known. */
  readonly where?: string;
  readonly line?: number;
}

/** A structure, or the reason why there is none. */
export type CrystalResult<C extends UnlabelledCrystal = Crystal> =
  | { readonly ok: true; readonly crystal: C; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly fault: CrystalFault };
