import { multiply3, transpose3 } from '../../math/index.ts';
import { metricTensor } from '../cell.ts';
import type { Cell } from '../crystal.ts';
import { type Checked, refuse } from '../fault.ts';
import { formatOperation, IDENTITY, parseOperation, type SymmetryOperation } from '../operation.ts';
import {
  operationsFromHall,
  operationsFromHermannMauguin,
  operationsFromNumber,
  type SymmetryLookup,
  spaceGroupOfOperations,
} from '../settings.ts';
import type { CifBlock, CifValue } from './blocks.ts';
import { findValue, parseCifNumber } from './values.ts';

const OPERATOR_TAGS = ['_space_group_symop_operation_xyz', '_symmetry_equiv_pos_as_xyz'];
const HALL_TAGS = ['_space_group_name_hall', '_symmetry_space_group_name_hall'];
const HERMANN_MAUGUIN_TAGS = [
  '_space_group_name_h-m_alt',
  '_symmetry_space_group_name_h-m',
  '_space_group_name_h-m_full',
  '_space_group_name_h-m_ref',
];
const NUMBER_TAGS = ['_space_group_it_number', '_symmetry_int_tables_number'];

/** Metric elements may differ by this share from what symmetry asks: 0.25 % of an edge, 0.3°. */
const METRIC_TOLERANCE = 0.005;

export interface CellSymmetry {
  readonly operations: readonly SymmetryOperation[];
  /** 1–230 */
  readonly spaceGroup: number;
  readonly warnings: readonly string[];
}

/** A space group by one of its names in the file. */
interface Named {
  readonly text: string;
  readonly operations: readonly SymmetryOperation[];
  readonly spaceGroup: number;
  /** What was assumed where the name leaves a choice. */
  readonly warning?: string;
}

/** Operations as listed, each once, the identity among them; undefined when the block lists none. */
function readOperators(block: CifBlock): Checked<readonly SymmetryOperation[] | undefined> {
  const column = OPERATOR_TAGS.map((tag) => block.columns.get(tag)).find((c) => c !== undefined);
  const values = column?.filter((value) => value.known) ?? [];
  if (values.length === 0) return { ok: true, value: undefined };
  const operations = new Map([[formatOperation(IDENTITY), IDENTITY]]);
  for (const { text, line } of values) {
    const operation = parseOperation(text);
    if (operation === undefined) {
      return refuse(
        'unknown-symmetry',
        `"${text}" is no symmetry operation such as -x,y+1/2,z`,
        line,
      );
    }
    operations.set(formatOperation(operation), operation);
  }
  return { ok: true, value: [...operations.values()] };
}

type Lookup = (text: string) => SymmetryLookup;

function lookUp(value: CifValue | undefined, lookup: Lookup, warnings: string[]): Named[] {
  if (value === undefined) return [];
  const found = lookup(value.text);
  if (found.ok) return [{ ...found, text: value.text }];
  warnings.push(found.message);
  return [];
}

/** Every name of the space group that is understood: Hall, Hermann–Mauguin, number. */
function readNames(block: CifBlock, cell: Cell, warnings: string[]): readonly Named[] {
  const find = (tags: readonly string[]) => findValue(block.columns, tags);
  const byNumber: Lookup = (text) => {
    const number = parseCifNumber(text);
    if (number !== undefined && Number.isInteger(number) && number >= 1 && number <= 230) {
      return operationsFromNumber(number, cell);
    }
    return { ok: false, message: `space group number "${text}" is no integer 1–230` };
  };
  return [
    ...lookUp(find(HALL_TAGS), operationsFromHall, warnings),
    ...lookUp(
      find(HERMANN_MAUGUIN_TAGS),
      (text) => operationsFromHermannMauguin(text, cell),
      warnings,
    ),
    ...lookUp(find(NUMBER_TAGS), byNumber, warnings),
  ];
}

/** The number that listed operations stand for, or that the file names where they tell nothing. */
function chooseNumber(
  listed: readonly SymmetryOperation[],
  named: Named | undefined,
  warnings: string[],
): number | undefined {
  const own = spaceGroupOfOperations(listed);
  if (own === undefined || named === undefined || own === named.spaceGroup) {
    return own ?? named?.spaceGroup;
  }
  if (listed.length === 1) {
    warnings.push(`only x,y,z is listed: the atoms are taken as the whole cell of ${named.text}`);
    return named.spaceGroup;
  }
  warnings.push(`the operations are those of space group ${own}, the name ${named.text} is not`);
  return own;
}

function warnOfContradictions(names: readonly Named[], warnings: string[]): void {
  const [first, ...others] = names;
  for (const other of others) {
    if (first !== undefined && other.spaceGroup !== first.spaceGroup) {
      warnings.push(
        `${first.text} is space group ${first.spaceGroup}, ${other.text} is ${other.spaceGroup}; the first is used`,
      );
    }
  }
}

/** Whether every rotation leaves lengths and angles of the cell as they are: Rᵀ G R = G. */
function fitsCell(operations: readonly SymmetryOperation[], cell: Cell): boolean {
  const g = metricTensor(cell);
  return operations.every(({ rotation }) => {
    const image = multiply3(multiply3(transpose3(rotation), g), rotation);
    return image.every((row, i) =>
      row.every((value, j) => {
        const scale = Math.sqrt(g[i]![i]! * g[j]![j]!);
        return Math.abs(value - g[i]![j]!) <= METRIC_TOLERANCE * scale;
      }),
    );
  });
}

/**
 * Operations and space group of a data block: by listed operations, else Hall symbol, else
 * Hermann–Mauguin symbol, else International Tables number. What contradicts them is a warning.
 */
export function readSymmetry(block: CifBlock, cell: Cell): Checked<CellSymmetry> {
  const warnings: string[] = [];
  const listed = readOperators(block);
  if (!listed.ok) return listed;
  const names = readNames(block, cell, warnings);
  const [named] = names;
  const operations = listed.value ?? named?.operations;
  if (operations === undefined) {
    return warnings.length > 0
      ? refuse('unknown-symmetry', `${warnings.join('; ')}; list the operations`, block.line)
      : refuse(
          'missing-symmetry',
          'the block gives no symmetry, neither operations nor a space group',
          block.line,
        );
  }
  warnOfContradictions(names, warnings);
  if (listed.value === undefined && named?.warning !== undefined) warnings.push(named.warning);
  const spaceGroup = listed.value ? chooseNumber(operations, named, warnings) : named?.spaceGroup;
  if (spaceGroup === undefined) {
    const message =
      'the listed operations form no space group in a known setting; list all of them';
    return refuse('unknown-symmetry', message, findValue(block.columns, OPERATOR_TAGS)?.line);
  }
  if (!fitsCell(operations, cell)) {
    warnings.push(`the cell edges and angles do not fit space group ${spaceGroup} in this setting`);
  }
  return { ok: true, value: { operations, spaceGroup, warnings } };
}
