import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formulaKey } from './formulaKey.ts';

test.each([
  ['TiO2', 'O2Ti'],
  ['O2 Ti1', 'O2Ti'],
  ['Ti4O8', 'O2Ti'],
  ['Ti0.5O', 'O2Ti'],
  ['Ti.5O1.0', 'O2Ti'],
  ['CHCl3C', 'C2Cl3H'],
  ['D2O', 'H2O'],
  ['Cl1.35Fe8O16', 'Cl27Fe160O320'],
  ['Fe0O2', 'O'],
  ['Ca(OH)2', 'Ca(OH)2'],
  ['', ''],
  [' unknown ', 'unknown'],
])('%s is %s', (formula, key) => {
  expect(formulaKey(formula)).toBe(key);
});

test('order of the elements and a common factor do not matter', () => {
  const composition = fc.uniqueArray(
    fc.tuple(fc.constantFrom('H', 'Li', 'C', 'O', 'Fe', 'Cs'), fc.integer({ min: 1, max: 40 })),
    { minLength: 1, selector: ([element]) => element },
  );
  fc.assert(
    fc.property(composition, fc.integer({ min: 1, max: 12 }), (terms, factor) => {
      const plain = terms.map(([element, count]) => element + count).join('');
      const other = terms
        .toReversed()
        .map(([element, count]) => element + count * factor)
        .join('');
      expect(formulaKey(other)).toBe(formulaKey(plain));
    }),
  );
});
