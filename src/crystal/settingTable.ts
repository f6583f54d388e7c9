import { groupOperations } from './group.ts';
import { groupFromHall } from './hall.ts';
import { formatOperation, type SymmetryOperation } from './operation.ts';
import { readTable, type TableRow } from './tables/readTable.ts';
import { SETTINGS_TABLE } from './tables/settings.ts';

/** One of the 530 tabulated choices of axes and origin for a space-group type. */
export interface Setting {
  /** Position in the list of 530 settings used by spglib and moyo. */
  readonly hallNumber: number;
  /** International Tables number, 1–230. */
  readonly number: number;
  /** Unique axis and cell choice `-b2`, origin and axes `2cab`, or axes `H` and `R`; often empty. */
  readonly choice: string;
  readonly hall: string;
  /** Hermann–Mauguin symbol of this setting, short and full. */
  readonly short: string;
  readonly full: string;
  /** Its symbol from before 1992, where that is another. */
  readonly other: string | undefined;
}

type Column = 'hallNumber' | 'number' | 'choice' | 'hall' | 'short' | 'full' | 'other';

/** All settings by rising number, the usual one of each type first. */
export const SETTINGS: readonly Setting[] = readTable<Column>(SETTINGS_TABLE).map(settingOfRow);

const operationsByHallNumber = new Map<number, readonly SymmetryOperation[]>();
let settingByOperations: ReadonlyMap<string, Setting> | undefined;

/** Symbol that no other setting has: `P 1 2_1/c 1`, `P b n m`, `F d -3 m :2`, `R -3 m :H`. */
export function settingName(setting: Setting): string {
  if (isMonoclinic(setting)) return setting.full;
  const namesakes = SETTINGS.filter(({ short }) => short === setting.short);
  if (namesakes.length === 1 || setting.choice === '') return setting.short;
  return `${setting.short} :${setting.choice}`;
}

export const isMonoclinic = ({ number }: Setting): boolean => number >= 3 && number <= 15;

/** Every operation in the cell of the setting, the identity first. */
export function operationsOfSetting(setting: Setting): readonly SymmetryOperation[] {
  const known = operationsByHallNumber.get(setting.hallNumber);
  if (known) return known;
  const result = groupFromHall(setting.hall);
  if (!result.ok) throw new Error(result.message);
  const operations = groupOperations(result.group);
  operationsByHallNumber.set(setting.hallNumber, operations);
  return operations;
}

/** The setting that has exactly these operations, in any order; undefined when there is none. */
export function settingOfOperations(operations: readonly SymmetryOperation[]): Setting | undefined {
  // First come, first kept: origin choice 1 of 68 is listed twice with the same operations.
  settingByOperations ??= new Map(
    SETTINGS.toReversed().map((setting) => [keyOf(operationsOfSetting(setting)), setting]),
  );
  return settingByOperations.get(keyOf(operations));
}

const keyOf = (operations: readonly SymmetryOperation[]): string =>
  operations.map(formatOperation).sort().join(' ');

function settingOfRow(row: TableRow<Column>): Setting {
  return {
    hallNumber: Number(row.hallNumber),
    number: Number(row.number),
    choice: row.choice ?? '',
    hall: row.hall!,
    short: row.short!,
    full: row.full!,
    other: row.other,
  };
}
