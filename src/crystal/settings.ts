import type { Cell } from './crystal.ts';
import { groupOperations } from './group.ts';
import { groupFromHall } from './hall.ts';
import { settingsOfSymbol } from './hermannMauguin.ts';
import { identifyOperations } from './identify.ts';
import type { SymmetryOperation } from './operation.ts';
import {
  isMonoclinic,
  operationsOfSetting,
  SETTINGS,
  type Setting,
  settingName,
  settingOfOperations,
} from './settingTable.ts';

/** The operations of a space group in one setting, or why a name gives none. */
export type SymmetryLookup =
  | {
      readonly ok: true;
      /** All operations in one cell, the identity first. */
      readonly operations: readonly SymmetryOperation[];
      /** International Tables number, 1–230. */
      readonly spaceGroup: number;
      /** Hermann–Mauguin symbol of the setting, `R -3 c :H`, or the Hall symbol of an unusual one. */
      readonly setting: string;
      /** What was assumed where the name leaves a choice. */
      readonly warning?: string;
    }
  | { readonly ok: false; readonly message: string };

const ANGLE_TOLERANCE = 0.05;
/** Relative. */
const EDGE_TOLERANCE = 1e-3;

/** Operations from a Hall symbol, such as `-P 2ybc`, `F 4d 2 3 -1d` or `P 61 2 (0 0 -1)`. */
export function operationsFromHall(symbol: string): SymmetryLookup {
  const result = groupFromHall(symbol);
  if (!result.ok) return result;
  const operations = groupOperations(result.group);
  const tabulated = settingOfOperations(operations);
  if (tabulated) return lookedUp(tabulated);
  const spaceGroup = spaceGroupOfOperations(operations);
  if (spaceGroup !== undefined) return { ok: true, operations, spaceGroup, setting: symbol };
  return { ok: false, message: `Hall symbol "${symbol}" belongs to no tabulated setting` };
}

/**
 * Operations from a Hermann–Mauguin symbol in any usual spelling. The cell, where known, tells the
 * unique axis of a monoclinic group and the axes of a rhombohedral one; otherwise the first choice
 * of International Tables is taken: axis b, origin 1, hexagonal axes.
 */
export function operationsFromHermannMauguin(symbol: string, cell?: Cell): SymmetryLookup {
  const match = settingsOfSymbol(symbol);
  if (match?.unknownChoice !== undefined) {
    const warning = `"${symbol}" asks for a choice "${match.unknownChoice}" that does not exist`;
    return lookedUp(choose(match.settings, cell), warning);
  }
  if (match) return unambiguous(`"${symbol}"`, match.settings, cell);
  // Centred cells of triclinic crystals, in use for feldspars, are no tabulated settings.
  const [, centring, bar] = /^\s*([ABCIF])\s*(-?)\s*1\s*$/i.exec(symbol) ?? [];
  if (centring !== undefined) return operationsFromHall(`${bar}${centring} 1`);
  return { ok: false, message: `"${symbol}" is no known Hermann–Mauguin symbol` };
}

/** Operations from an International Tables number, in the setting that the cell allows. */
export function operationsFromNumber(number: number, cell?: Cell): SymmetryLookup {
  const settings = SETTINGS.filter((setting) => setting.number === number);
  if (settings.length > 0) return unambiguous(`space group ${number}`, settings, cell);
  return { ok: false, message: `space group number must be an integer 1–230, got ${number}` };
}

/**
 * International Tables number of a complete list of operations, in any setting; undefined when they
 * form no space group. A setting outside the 530 tabulated ones is known only after `initSymmetry`.
 */
export function spaceGroupOfOperations(
  operations: readonly SymmetryOperation[],
): number | undefined {
  return settingOfOperations(operations)?.number ?? identifyOperations(operations);
}

function lookedUp(setting: Setting, warning?: string): SymmetryLookup {
  const found = {
    ok: true,
    operations: operationsOfSetting(setting),
    spaceGroup: setting.number,
    setting: settingName(setting),
  } as const;
  return warning === undefined ? found : { ...found, warning };
}

function unambiguous(name: string, settings: readonly Setting[], cell?: Cell): SymmetryLookup {
  const setting = choose(settings, cell);
  const others = settings.filter(
    (other) => uniqueAxis(other) === uniqueAxis(setting) && (!cell || fits(other, cell)),
  );
  if (others.length < 2) return lookedUp(setting);
  return lookedUp(
    setting,
    `${name} has ${others.length} settings; ${settingName(setting)} was assumed`,
  );
}

/** The first setting that the shape of the cell allows, or the first of all. */
const choose = (settings: readonly Setting[], cell?: Cell): Setting =>
  settings.find((setting) => !cell || fits(setting, cell)) ?? settings[0]!;

const uniqueAxis = (setting: Setting): string =>
  isMonoclinic(setting) ? setting.choice.replace(/[^abc]/g, '') : '';

/** Whether the angles agree with the unique axis, or with hexagonal or rhombohedral axes. */
function fits(setting: Setting, { a, b, c, alpha, beta, gamma }: Cell): boolean {
  const isAngle = (angle: number, deg: number) => Math.abs(angle - deg) < ANGLE_TOLERANCE;
  const isEdge = (edge: number) => Math.abs(edge - a) < EDGE_TOLERANCE * a;
  if (isMonoclinic(setting)) {
    const angles = { a: [beta, gamma], b: [alpha, gamma], c: [alpha, beta] };
    return angles[uniqueAxis(setting) as 'a' | 'b' | 'c'].every((angle) => isAngle(angle, 90));
  }
  if (setting.choice === 'H') return isAngle(alpha, 90) && isAngle(beta, 90) && isAngle(gamma, 120);
  if (setting.choice !== 'R') return true;
  return isEdge(b) && isEdge(c) && isAngle(beta, alpha) && isAngle(gamma, alpha);
}
