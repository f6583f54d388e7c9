import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  atomicNumber,
  ELEMENTS,
  formatSpecies,
  formulaOf,
  nuclideLabel,
  parseSpecies,
} from './species.ts';

test('118 elements, deuterium and tritium', () => {
  expect(ELEMENTS.size).toBe(120);
  // IUPAC periodic table (2016): number 118 less the two isotopes put behind hydrogen
  expect(atomicNumber('Og')).toBe(118);
  expect(atomicNumber('U')).toBe(92);
  expect(['H', 'D', 'T', 'He'].map(atomicNumber)).toEqual([1, 1, 1, 2]);
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

  test.each([
    ['7Li', 'Li', 0, 7],
    ['7Li+', 'Li', 1, 7],
    ['11B1', 'B', 0, 11],
    ['62Ni2+', 'Ni', 2, 62],
    ['157Gd', 'Gd', 0, 157],
    ['1H', 'H', 0, 1],
  ])('isotope %s', (text, element, charge, massNumber) => {
    const species = { element, charge, massNumber };
    expect(parseSpecies(text)).toEqual(species);
    expect(nuclideLabel(species)).toBe(massNumber + element);
  });

  test.each([
    ['2H', 'D'],
    ['2H+', 'D+'],
    ['3H', 'T'],
    ['2D', 'D'],
  ])('%s is %s', (text, symbol) => {
    expect(parseSpecies(text)).toEqual(parseSpecies(symbol));
  });

  test.each(['3Li', '6Li'])('%s may exist', (text) => {
    expect(parseSpecies(text)).toMatchObject({ element: 'Li' });
  });

  test.each(['2Li', '1Fe', '2HB', '1HG1', '7X', '2000H'])('"%s" is no isotope', (text) => {
    expect(parseSpecies(text)).toBeUndefined();
  });

  test.each(['', 'X', 'M1', 'Q12', 'Vac', 'VAC1', 'Dum1', 'void', 'Foo', '1', '?', '4+'])(
    '"%s" names no element',
    (text) => {
      expect(parseSpecies(text)).toBeUndefined();
    },
  );

  test('reads what formatSpecies writes', () => {
    const element = fc.constantFrom(...ELEMENTS);
    const charge = fc.integer({ min: -4, max: 7 });
    const isotope = fc
      .tuple(fc.constantFrom('Li', 'B', 'Ni', 'Gd', 'U'), charge, fc.integer({ min: 92, max: 300 }))
      .map(([element, charge, massNumber]) => ({ element, charge, massNumber }));
    const species = fc.oneof(fc.record({ element, charge }), isotope);
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
