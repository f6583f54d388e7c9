import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ELEMENTS, formatSpecies, formulaOf, parseSpecies } from './species.ts';

test('118 elements, deuterium and tritium', () => {
  expect(ELEMENTS.size).toBe(120);
  // IUPAC periodic table (2016): number 118 less the two isotopes put behind hydrogen
  expect([...ELEMENTS].indexOf('Og') + 1 - 2).toBe(118);
  expect([...ELEMENTS].indexOf('U') + 1 - 2).toBe(92);
});

describe('parseSpecies', () => {
  test.each([
    ['Ti4+', 'Ti', 4],
    ['Ti+4', 'Ti', 4],
    ['O2-', 'O', -2],
    ['O-2', 'O', -2],
    ['Na+', 'Na', 1],
    ['Cl-', 'Cl', -1],
    ['Fe2.67+', 'Fe', 3],
    ['Si0+', 'Si', 0],
    ['Fe2', 'Fe', 0],
    ['Ca1A', 'Ca', 0],
    ['O(1)', 'O', 0],
    ['O_1', 'O', 0],
    ['OW1', 'O', 0],
    ['Ob', 'O', 0],
    ['SiT1', 'Si', 0],
    ['Cval', 'C', 0],
    ['Sival', 'Si', 0],
    ['D', 'D', 0],
    ['D12', 'D', 0],
    ['T', 'T', 0],
    ['FE1', 'Fe', 0],
    ['CL', 'Cl', 0],
    ['fe', 'Fe', 0],
    ['CO1', 'Co', 0],
    ['Wat1', 'O', 0],
    [' K ', 'K', 0],
  ])('%s', (text, element, charge) => {
    expect(parseSpecies(text)).toEqual({ element, charge });
  });

  test.each(['', 'X', 'M1', 'Q12', 'Vac', 'VAC1', 'Dum1', 'void', 'Foo', '1', '?', '4+'])(
    '"%s" names no element',
    (text) => {
      expect(parseSpecies(text)).toBeUndefined();
    },
  );

  test('reads what formatSpecies writes', () => {
    const species = fc.record({
      element: fc.constantFrom(...ELEMENTS),
      charge: fc.integer({ min: -4, max: 7 }),
    });
    fc.assert(
      fc.property(species, (one) => {
        expect(parseSpecies(formatSpecies(one))).toEqual(one);
      }),
    );
  });
});

describe('formulaOf', () => {
  const sites = (...parts: [string, number][]) =>
    parts.map(([symbol, occupancy]) => ({ species: parseSpecies(symbol)!, occupancy }));

  test('divides whole amounts by their common divisor, elements in alphabetical order', () => {
    expect(formulaOf(sites(['Ti', 1], ['Ti', 1], ['O2-', 1], ['O', 1], ['O', 1], ['O', 1]))).toBe(
      'O2Ti',
    );
    expect(formulaOf(sites(['Si', 1], ['Si', 1]))).toBe('Si');
  });

  test('rounds amounts that occupancies such as 0.66667 make almost whole', () => {
    expect(formulaOf(sites(['C', 1], ['O', 0.66667], ['O', 0.66667], ['O', 0.66667]))).toBe('CO2');
  });

  test('gives the content of the cell when it is fractional', () => {
    // Wüstite, Fe0.945O, four formula units
    const iron = Array.from({ length: 4 }, (): [string, number] => ['Fe', 0.945]);
    const oxygen = Array.from({ length: 4 }, (): [string, number] => ['O', 1]);
    expect(formulaOf(sites(...iron, ...oxygen))).toBe('Fe3.78O4');
  });

  test('keeps deuterium apart from hydrogen', () => {
    expect(formulaOf(sites(['D', 1], ['D', 1], ['O', 1]))).toBe('D2O');
  });
});
