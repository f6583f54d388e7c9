import { determinant3, invert3, type Matrix3, multiply3, type Triple } from '../math/index.ts';
import { applyOperation, type SymmetryOperation, wrapUnit } from './operation.ts';
import { operationsOfSetting } from './settingTable.ts';
import { type WyckoffPosition, wyckoffSet } from './wyckoff.ts';

/** New letter of each Wyckoff letter. */
export type LetterPermutation = ReadonlyMap<string, string>;

const IDENTITY: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
/** Any values that no special position has. */
const GENERIC: Triple = [0.1371, 0.2713, 0.4177];
const TOLERANCE = 1e-6;
const permutationsByNumber = new Map<number, readonly LetterPermutation[]>();

/**
 * What another choice of origin or axes does to the Wyckoff letters of a space group: one and the same
 * crystal may be described by any of them. The identity comes first. These are the elements of the
 * affine normaliser with matrix elements −1, 0, 1 and shifts of quarters (of thirds in hexagonal
 * axes), and their products.
 *
 * @throws RangeError when `number` is not an integer 1–230.
 */
export function wyckoffPermutations(number: number): readonly LetterPermutation[] {
  const known = permutationsByNumber.get(number);
  if (known) return known;
  const { setting, positions } = wyckoffSet(number);
  const operations = operationsOfSetting(setting);
  const isHexagonal = number >= 143 && number <= 194;
  const generators = normaliserElements(operations, isHexagonal).flatMap((element) => {
    const permutation = lettersAfter(element, positions, operations);
    return permutation ? [permutation] : [];
  });
  const permutations = closure(generators);
  permutationsByNumber.set(number, permutations);
  return permutations;
}

/** All shifts, and one element for each change of axes that the point group does not contain. */
function normaliserElements(
  operations: readonly SymmetryOperation[],
  isHexagonal: boolean,
): readonly SymmetryOperation[] {
  const shifts = candidateShifts(isHexagonal);
  const translationsOf = new Map<string, Triple[]>();
  for (const { rotation, translation } of operations) {
    const key = rotation.join();
    translationsOf.set(key, [...(translationsOf.get(key) ?? []), translation]);
  }
  const normalises = (element: SymmetryOperation, inverse: Matrix3): boolean =>
    operations.every(({ rotation, translation }) => {
      const image = multiply3(multiply3(element.rotation, rotation), inverse);
      const shifted = applyOperation(element, translation);
      const back = applyOperation({ rotation: image, translation: [0, 0, 0] }, element.translation);
      const found = translationsOf.get(image.join()) ?? [];
      return found.some((t) => t.every((x, i) => isWhole(shifted[i]! - back[i]! - x)));
    });
  const elements = shifts
    .map((translation) => ({ rotation: IDENTITY, translation }))
    .filter((element) => normalises(element, IDENTITY));
  const seen = new Set<string>(operations.map(({ rotation }) => rotation.join()));
  for (const { matrix: rotation, inverse } of changesOfAxes(translationsOf)) {
    if (seen.has(rotation.join())) continue;
    const translation = shifts.find((t) => normalises({ rotation, translation: t }, inverse));
    if (!translation) continue;
    for (const { rotation: r } of operations) seen.add(multiply3(r, rotation).join());
    elements.push({ rotation, translation });
  }
  return elements;
}

function candidateShifts(isHexagonal: boolean): readonly Triple[] {
  const quarters = [0, 0.25, 0.5, 0.75];
  const planes = quarters.flatMap((x) => quarters.map((y) => [x, y] as const));
  const onThreefoldAxes = [
    [1 / 3, 2 / 3],
    [2 / 3, 1 / 3],
  ] as const;
  const thirds = isHexagonal ? onThreefoldAxes : [];
  return [...planes, ...thirds].flatMap(([x, y]) => quarters.map((z): Triple => [x, y, z]));
}

interface ChangeOfAxes {
  readonly matrix: Matrix3;
  readonly inverse: Matrix3;
}

let smallMatrices: readonly ChangeOfAxes[] | undefined;

/** All 6960 matrices of −1, 0, 1 with determinant ±1. */
function listSmallMatrices(): readonly ChangeOfAxes[] {
  const found: ChangeOfAxes[] = [];
  for (let code = 0; code < 3 ** 9; code++) {
    const digit = (place: number) => (Math.floor(code / 3 ** place) % 3) - 1;
    const row = (first: number): Triple => [digit(first), digit(first + 1), digit(first + 2)];
    const matrix: Matrix3 = [row(0), row(3), row(6)];
    if (Math.abs(determinant3(matrix)) !== 1) continue;
    found.push({ matrix, inverse: wholeInverse(matrix) });
  }
  return found;
}

/** Those that map the point group onto itself. */
function changesOfAxes(pointGroup: ReadonlyMap<string, unknown>): readonly ChangeOfAxes[] {
  smallMatrices ??= listSmallMatrices();
  const rotations = [...pointGroup.keys()].map(matrixOfKey);
  return smallMatrices.filter(({ matrix, inverse }) =>
    rotations.every((r) => pointGroup.has(multiply3(multiply3(matrix, r), inverse).join())),
  );
}

function matrixOfKey(key: string): Matrix3 {
  const [a, b, c, d, e, f, g, h, i] = key.split(',').map(Number) as number[];
  return [
    [a!, b!, c!],
    [d!, e!, f!],
    [g!, h!, i!],
  ];
}

/** `| 0` also turns −0 into 0, so that equal matrices have equal keys. */
function wholeInverse(matrix: Matrix3): Matrix3 {
  const [a, b, c] = invert3(matrix);
  const whole = (row: Triple): Triple => [
    Math.round(row[0]) | 0,
    Math.round(row[1]) | 0,
    Math.round(row[2]) | 0,
  ];
  return [whole(a), whole(b), whole(c)];
}

/** Where an element takes every position; undefined if one is found nowhere. */
function lettersAfter(
  element: SymmetryOperation,
  positions: readonly WyckoffPosition[],
  operations: readonly SymmetryOperation[],
): LetterPermutation | undefined {
  const letters = new Map<string, string>();
  for (const { letter, multiplicity, linear, shift } of positions) {
    const point = applyOperation({ rotation: linear, translation: shift }, GENERIC);
    const image = applyOperation(element, point);
    const images = operations.map((operation) => applyOperation(operation, image));
    const target = positions.find(
      (position) => position.multiplicity === multiplicity && images.some((p) => lies(p, position)),
    );
    if (!target) return undefined;
    letters.set(letter, target.letter);
  }
  return letters;
}

/** Whether a point has the coordinates of a position, for some x, y, z. */
function lies(point: Triple, { linear, shift }: WyckoffPosition): boolean {
  const parameters: [number, number, number] = [0, 0, 0];
  for (const axis of [0, 1, 2] as const) {
    const row = linear.findIndex((r) => r.every((x, i) => (i === axis ? x ** 2 === 1 : x === 0)));
    if (row >= 0) parameters[axis] = (point[row]! - shift[row]!) * linear[row]![axis];
  }
  const there = applyOperation({ rotation: linear, translation: shift }, parameters);
  return there.every((x, i) => isWhole(x - point[i]!));
}

const isWhole = (x: number): boolean => {
  const part = wrapUnit(x + TOLERANCE);
  return part < 2 * TOLERANCE;
};

/** The group that permutations generate, the identity first. */
function closure(generators: readonly LetterPermutation[]): readonly LetterPermutation[] {
  const keyOf = (permutation: LetterPermutation) => [...permutation.values()].join();
  const distinct = new Map(generators.map((permutation) => [keyOf(permutation), permutation]));
  const members = new Map(distinct);
  for (const member of members.values()) {
    for (const generator of distinct.values()) {
      const product = new Map([...member].map(([from, to]) => [from, generator.get(to)!]));
      // A map is walked in the order of its growth, so that new members get their turn too.
      if (!members.has(keyOf(product))) members.set(keyOf(product), product);
    }
  }
  return [...members.values()];
}
