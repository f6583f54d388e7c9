import { determinant3, type Matrix3, type Triple } from '../math/index.ts';
import type { CrystalResult, Site, Species, UnlabelledCrystal } from './crystal.ts';
import { type Checked, type Refusal, refuse } from './fault.ts';
import { checkSites, type Lattice, latticeOfVectors } from './latticeVectors.ts';
import { ELEMENTS, formulaOf } from './species.ts';

/**
 * Reads the structure of a POSCAR or CONTCAR of VASP: of version 5, whose sixth line names the
 * species, or of version 4, where the comment or the ends of the coordinates' lines do. Direct and
 * Cartesian coordinates, selective dynamics, and scale factors: one, three, or a negative one, which
 * is the cell's volume. It names no space group. [VASP manual, POSCAR]
 *
 * @param id of the structure, as the file has none; `source` says where the text comes from
 */
export function readPoscar(
  text: string,
  id: string,
  source: string,
): CrystalResult<UnlabelledCrystal> {
  const read = readStructure(text.split(/\r?\n/));
  if (!read.ok) return { ok: false, fault: { ...read.fault, where: id } };
  const { lattice, sites } = read.value;
  const checked = checkSites(lattice.cell, sites);
  if (!checked.ok) return { ok: false, fault: { ...checked.fault, where: id } };
  const { warnings } = checked.value;
  const formula = formulaOf(sites);
  const crystal = { id, source, formula, cell: lattice.cell, sites: checked.value.sites };
  return { ok: true, crystal, warnings };
}

/** Whether a text begins like a POSCAR: a scale factor on line 2, a vector on each of lines 3–5. */
export function looksLikePoscar(text: string): boolean {
  const lines = text.split(/\r?\n/, 6);
  const [count = 0] = [numbersOf(lines[1]).length];
  return (count === 1 || count === 3) && lines.slice(2, 5).every((l) => numbersOf(l).length === 3);
}

interface Reading {
  readonly lattice: Lattice;
  readonly sites: readonly Site[];
}

function readStructure(lines: readonly string[]): Checked<Reading> {
  const vectors = readVectors(lines);
  if (!vectors.ok) return vectors;
  const lattice = latticeOfVectors(vectors.value.vectors);
  if (!lattice.ok) return lattice;
  const contents = readContents(lines);
  if (!contents.ok) return contents;
  const sites = readSites(lines, contents.value, vectors.value.scale, lattice.value);
  return sites.ok ? { ok: true, value: { lattice: lattice.value, sites: sites.value } } : sites;
}

/** The numbers at the beginning of a line. */
function numbersOf(line = ''): readonly number[] {
  const words = line.trim().split(/\s+/);
  const end = words.findIndex((word) => word === '' || !Number.isFinite(Number(word)));
  return words.slice(0, end < 0 ? words.length : end).map(Number);
}

const product = (v: Triple, s: Triple): Triple => [v[0] * s[0], v[1] * s[1], v[2] * s[2]];

/** Row vectors in Å, and the factor of each Cartesian axis. */
function readVectors(
  lines: readonly string[],
): Checked<{ readonly vectors: Matrix3; readonly scale: Triple }> {
  const factors = numbersOf(lines[1]);
  if (factors.length !== 1 && factors.length !== 3) {
    return refuse('bad-number', 'line 2 must be one scale factor or three', 2);
  }
  const rows: Triple[] = [];
  for (const i of [2, 3, 4]) {
    const [x, y, z] = numbersOf(lines[i]);
    if (z === undefined) return refuse('missing-cell', `line ${i + 1} must be a vector`, i + 1);
    rows.push([x!, y!, z]);
  }
  const bare = rows as unknown as Matrix3;
  const [first] = factors as [number, ...number[]];
  const one = first < 0 ? Math.cbrt(-first / Math.abs(determinant3(bare))) : first;
  const scale = (factors.length === 3 ? factors : [one, one, one]) as unknown as Triple;
  if (!scale.every((factor) => factor > 0 && Number.isFinite(factor))) {
    return refuse('bad-number', 'the scale factor on line 2 gives the cell no size', 2);
  }
  const vectors = rows.map((row) => product(row, scale)) as unknown as Matrix3;
  return { ok: true, value: { vectors, scale } };
}

/** How many atoms of which species, and the line (from 0) that follows. */
interface Contents {
  readonly counts: readonly number[];
  /** Undefined where a file of version 4 does not name them in its comment. */
  readonly species: readonly Species[] | undefined;
  readonly isVersion4: boolean;
  readonly next: number;
}

function readContents(lines: readonly string[]): Checked<Contents> {
  const isVersion4 = numbersOf(lines[5]).length > 0;
  const at = isVersion4 ? 5 : 6;
  const counts = numbersOf(lines[at]);
  const whole = counts.length > 0 && counts.every((n) => Number.isInteger(n) && n >= 0);
  if (!whole || counts.every((n) => n === 0)) {
    return refuse('missing-atoms', `line ${at + 1} must be numbers of atoms`, at + 1);
  }
  const names = (isVersion4 ? lines[0]! : lines[5]!).trim().split(/\s+/).slice(0, counts.length);
  const species = names.map(speciesOf);
  const isNamed = species.length === counts.length && species.every((one) => one !== undefined);
  if (isNamed || isVersion4) {
    const known = isNamed ? (species as Species[]) : undefined;
    return { ok: true, value: { counts, species: known, isVersion4, next: at + 1 } };
  }
  const message = `line 6 must name an element for each of the ${counts.length} numbers of line 7`;
  return refuse('unknown-element', message, 6);
}

/** Of an element that may be followed by a number or its potential: `Si8`, `Fe_pv`, `O/2a1b3c`. */
function speciesOf(word: string): Species | undefined {
  const symbol = /^([A-Z][a-z]?)(?:[_/\d].*)?$/.exec(word)?.[1];
  return symbol !== undefined && ELEMENTS.has(symbol) ? { element: symbol, charge: 0 } : undefined;
}

function readSites(
  lines: readonly string[],
  { counts, species, isVersion4, next }: Contents,
  scale: Triple,
  lattice: Lattice,
): Checked<readonly Site[]> {
  const start = /^\s*s/i.test(lines[next] ?? '') ? next + 1 : next;
  const mode = lines[start]?.trim() ?? '';
  if (!/^[a-z]/i.test(mode)) {
    return refuse('syntax', `line ${start + 1} must be Direct or Cartesian`, start + 1);
  }
  const isCartesian = /^[ck]/i.test(mode);
  const kinds = counts.flatMap((count, kind) => Array<number>(count).fill(kind));
  const sites: Site[] = [];
  for (const [i, kind] of kinds.entries()) {
    const line = start + 1 + i;
    const [x, y, z] = numbersOf(lines[line]);
    if (z === undefined) {
      return refuse('bad-number', `line ${line + 1} must be the place of atom ${i + 1}`, line + 1);
    }
    const place: Triple = [x!, y!, z];
    const atEnd = isVersion4 ? speciesAtEnd(lines[line]!) : undefined;
    const named = atEnd ?? species?.[kind];
    if (named === undefined) return unnamed(line + 1);
    sites.push({
      species: named,
      position: isCartesian ? lattice.fractional(product(place, scale)) : place,
      occupancy: 1,
      displacement: { kind: 'none' },
    });
  }
  return { ok: true, value: sites };
}

/** `0.5 0.5 0.5 T T F Si`, as other programs write it: F is fluorine only where no flags stand. */
function speciesAtEnd(line: string): Species | undefined {
  const words = line.trim().split(/\s+/).slice(3);
  const hasFlags = words.slice(0, 3).filter((word) => /^\.?[tf]\b|^\.(?:true|false)/i.test(word));
  return words.slice(hasFlags.length === 3 ? 3 : 0).map(speciesOf)[0];
}

const unnamed = (line: number): Refusal =>
  refuse(
    'unknown-element',
    'a POSCAR of VASP 4 names its elements in the comment, line 1, or behind the coordinates',
    line,
  );
