import { describe, expect, test } from 'vitest';
import { labelledRows } from './dataset.ts';
import { bravaisClasses, labelRows, NO_LABEL, spaceGroupClasses } from './labels.ts';

// 60 of 225, 50 of 62, 51 of 14
const groups = Uint8Array.from([
  ...Array<number>(60).fill(225),
  ...Array<number>(50).fill(62),
  ...Array<number>(51).fill(14),
]);

describe('space groups', () => {
  test('frequent: more than 50 patterns, not 50', () => {
    expect(spaceGroupClasses(groups).classes).toEqual([14, 225]);
    const all = spaceGroupClasses(groups, { kind: 'frequent', moreThan: 49 });
    expect(all.classes).toEqual([14, 62, 225]);
  });

  test('of the paper: 144, all: 230', () => {
    // Lolla et al., J. Appl. Cryst. 55, 882 (2022)
    const paper = spaceGroupClasses(groups, { kind: 'paper' }).classes;
    expect(paper).toHaveLength(144);
    expect(paper.slice(0, 4)).toEqual([1, 2, 4, 5]);
    expect(spaceGroupClasses(groups, { kind: 'all' }).classes).toHaveLength(230);
  });

  test('listed: ascending, each once', () => {
    const listed = (...numbers: number[]) => spaceGroupClasses([], { kind: 'listed', numbers });
    expect(listed(227, 62, 227).classes).toEqual([62, 227]);
    expect(() => listed(231)).toThrow('space group number must be an integer 1–230, got 231');
  });

  test('a row of no class has no label', () => {
    expect([...labelRows([225, 62, 14], spaceGroupClasses(groups))]).toEqual([1, NO_LABEL, 0]);
  });
});

test('Bravais lattices of space groups', () => {
  const list = bravaisClasses();
  expect(list.classes).toHaveLength(14);
  // International Tables A: P-1, P2_1/c, Pnma, Fddd, R-3m, Im-3m, Fm-3m
  const labels = labelRows([2, 14, 62, 70, 166, 229, 225], list);
  const lattices = Array.from(labels, (label) => list.classes[label]);
  expect(lattices).toEqual(['aP', 'mP', 'oP', 'oF', 'hR', 'cI', 'cF']);
});

test('labelled rows keep the given order and leave the others out', () => {
  const classes = { kind: 'space-group', classes: [62, 225] } as const;
  expect(labelledRows([225, 1, 62, 225], Uint32Array.of(3, 2, 1), classes)).toEqual({
    rows: Uint32Array.of(3, 2),
    labels: Uint16Array.of(1, 0),
  });
});
