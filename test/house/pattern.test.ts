import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { simulateCommand } from '../../src/cli/simulate.ts';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const page = readFileSync(`${docs}pattern.md`, 'utf8');
const bibliography = readFileSync(`${docs}references.bib`, 'utf8');

const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name]) => name!);

describe('docs/pattern.md', () => {
  test('names every option of `mauguin simulate`, and no other', () => {
    const options = simulateCommand().options.map(({ long }) => long!);
    const named = found(page, /`(--[a-z][a-z-]*)/g);
    expect(options.length).toBeGreaterThan(20);
    expect([...new Set(named)].sort()).toEqual([...options].sort());
  });

  test('cites what docs/references.bib holds', () => {
    const keys = found(bibliography, /^@\w+\{(\w+),/gm);
    // `[ITC, 6.2.5]` and `[Cromer1981, Kissel1990]`, but not the text of a link.
    const cited = found(page, /(?<!!)\[([A-Z][^\]\n]*)\](?!\()/g)
      .flatMap((citation) => citation.split(', '))
      .filter((part) => !/^\d/.test(part));
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter((key) => !keys.includes(key))).toEqual([]);
  });

  test('shows every figure that is drawn for it', () => {
    const shown = found(page, /\]\(figures\/([\w-]+\.svg)\)/g);
    const drawn = readdirSync(`${docs}figures`).filter((name) => name !== 'rutile.svg');
    expect(shown.sort()).toEqual(drawn.sort());
  });
});

test('docs/references.bib has each key once', () => {
  const keys = found(bibliography, /^@\w+\{(\w+),/gm);
  expect(keys.length).toBeGreaterThan(30);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});
