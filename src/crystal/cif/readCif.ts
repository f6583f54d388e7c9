import type { Crystal, CrystalResult } from '../crystal.ts';
import { expandSites } from '../expand.ts';
import { type Checked, refuse } from '../fault.ts';
import { findOverlap } from '../overlap.ts';
import { formulaOf } from '../species.ts';
import { type CifBlock, parseCifBlocks } from './blocks.ts';
import { readAtoms } from './readAtoms.ts';
import { readCell } from './readCell.ts';
import { readSymmetry } from './readSymmetry.ts';

const OF_A_STRUCTURE = /^_(?:cell_(?:length|angle)|atom_site)_/;

interface Reading {
  readonly crystal: Crystal;
  readonly warnings: readonly string[];
}

const mayHoldStructure = (block: CifBlock): boolean =>
  [...block.columns.keys()].some((tag) => OF_A_STRUCTURE.test(tag));

/**
 * Reads the structures of a CIF: one result for each data block with a cell or atoms, in the order
 * of the file. `source` says where the text comes from, such as a file name. Never throws on what
 * the text holds; a text without any structure gives a single fault. [CIF 1.1, ITC-G]
 */
export function readCif(text: string, source: string): readonly CrystalResult[] {
  const blocks = parseCifBlocks(text);
  const candidates = blocks.filter(mayHoldStructure);
  if (candidates.length > 0) return candidates.map((block) => readCifBlock(block, source));
  const broken = blocks.find((block) => block.fault !== undefined);
  if (broken?.fault !== undefined) return [{ ok: false, fault: broken.fault }];
  return [refuse('missing-cell', 'no data block holds a cell or atoms; is this a structure CIF?')];
}

function readCifBlock(block: CifBlock, source: string): CrystalResult {
  const reading = readStructure(block, source);
  if (reading.ok) return { ok: true, ...reading.value };
  const where = block.name || source;
  return { ok: false, fault: { ...reading.fault, where } };
}

function readStructure(block: CifBlock, source: string): Checked<Reading> {
  if (block.fault !== undefined) return { ok: false, fault: block.fault };
  const cell = readCell(block);
  if (!cell.ok) return cell;
  const symmetry = readSymmetry(block, cell.value);
  if (!symmetry.ok) return symmetry;
  const atoms = readAtoms(block, cell.value);
  if (!atoms.ok) return atoms;
  const { operations, spaceGroup } = symmetry.value;
  const sites = expandSites(atoms.value.sites, cell.value, operations);
  const overlap = findOverlap(cell.value, sites);
  if (overlap.fault !== undefined) {
    const line = block.columns.get('_atom_site_fract_x')?.[0]?.line;
    return refuse('overlapping-atoms', overlap.fault, line);
  }
  const crystal = {
    id: block.name || source,
    source,
    formula: formulaOf(sites),
    cell: cell.value,
    sites,
    spaceGroup,
  };
  const crowded = overlap.warning === undefined ? [] : [overlap.warning];
  const warnings = [...symmetry.value.warnings, ...atoms.value.warnings, ...crowded];
  return { ok: true, value: { crystal, warnings } };
}
