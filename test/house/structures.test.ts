import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importCommand } from '../../src/cli/structures/import.ts';
import { statsCommand } from '../../src/cli/structures/stats.ts';

const page = readFileSync(new URL('../../docs/structures.md', import.meta.url), 'utf8');
const bibliography = readFileSync(new URL('../../docs/references.bib', import.meta.url), 'utf8');

test('docs/structures.md names every option of `structures import` and `stats`', () => {
  const options = [importCommand(), statsCommand()].flatMap((command) =>
    command.options.map(({ long }) => long!),
  );
  expect(options.length).toBeGreaterThan(15);
  expect(options.filter((option) => !page.includes(`${option}`))).toEqual([]);
});

test('docs/structures.md cites what docs/references.bib holds', () => {
  const cited = [...page.matchAll(/\[([A-Z][a-z]+\d{4})\](?!\()/g)].map(([, key]) => key!);
  expect(cited.length).toBeGreaterThan(1);
  expect(cited.filter((key) => !bibliography.includes(`{${key},`))).toEqual([]);
});
