import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instrument } from '../instrument.ts';
import { BT1_GE311, INSTRUMENTS } from '../instruments.ts';
import { readInstrumentFile } from './readInstrumentFile.ts';

const json = (changes: object, base: object = BT1_GE311): string =>
  JSON.stringify({ ...base, ...changes });
const faultOf = (text: string, name = 'mine.json') => {
  const result = readInstrumentFile(text, name);
  if (result.ok) throw new Error('was read');
  return result.fault;
};

describe('our own JSON', () => {
  test('every sound instrument goes there and back', () => {
    const part = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          name: fc.string({ minLength: 1 }),
          title: fc.string(),
          radiation: fc.constant<Instrument['radiation']>('x-ray'),
          wavelength: fc.double({ min: 0.1, max: 5, noNaN: true }),
          satellites: fc.array(
            fc.record({
              wavelength: fc.double({ min: 0.1, max: 5, noNaN: true }),
              weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
            }),
            { maxLength: 2 },
          ),
          grid: fc.constant({ start: 5, step: 0.5, count: 200 }),
          widths: fc.record({ U: part, V: part, W: part, X: part, Y: part, Z: fc.constant(0.1) }),
          cutoff: fc.double({ min: 0, max: 0.1, noNaN: true }),
          axialDivergence: fc.constantFrom<Instrument['axialDivergence']>(
            { kind: 'none' },
            { kind: 'simple', k: 0.006 },
            { kind: 'finger-cox-jephcoat', sOverL: 0.01, hOverL: 0.02 },
          ),
          zeroShift: fc.double({ min: -1, max: 1, noNaN: true }),
          polarisation: fc.constantFrom<Instrument['polarisation']>(
            { kind: 'laboratory', monochromatorTwoTheta: 26.6 },
            { kind: 'synchrotron', horizontal: 0.95 },
          ),
          scatteringLengths: fc.constantFrom('sears1992' as const, 'rauch2003' as const),
          source: fc.string(),
          approximations: fc.string(),
        }),
        (instrument) => {
          const text = JSON.stringify(instrument);
          const result = readInstrumentFile(text, 'mine.json');
          expect(result.ok).toBe(true);
          if (result.ok) expect(JSON.stringify(result.instrument)).toBe(text);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('what can be left out takes the plainest value', () => {
    const { name, radiation, wavelength, grid, polarisation } = BT1_GE311;
    const text = json({}, { name, radiation, wavelength, grid, polarisation, widths: { W: 0.04 } });
    expect(readInstrumentFile(text, 'mine.json')).toMatchObject({
      ok: true,
      instrument: {
        widths: { U: 0, V: 0, W: 0.04, X: 0, Y: 0, Z: 0 },
        satellites: [],
        axialDivergence: { kind: 'none' },
        zeroShift: 0,
        cutoff: 0.001,
      },
    });
  });

  test('the $schema that an editor wants is no part of it', () => {
    const text = json({ $schema: './instrument.schema.json' });
    expect(readInstrumentFile(text, 'mine.json')).toMatchObject({ instrument: BT1_GE311 });
  });

  test.each([
    ['an unknown key', json({ colour: 'red' }), 'schema', /[Uu]nrecognized key: "colour"/],
    ['an unknown key further in', json({ grid: { ...BT1_GE311.grid, end: 9 } }), 'schema', /grid/],
    ['a missing key', json({ wavelength: undefined }), 'schema', /wavelength/],
    ['a negative wavelength', json({ wavelength: -1 }), 'schema', /wavelength/],
    ['an unknown kind', json({ axialDivergence: { kind: 'odd' } }), 'schema', /axialDivergence/],
    [
      'a grid of half a point',
      json({ grid: { start: 1, step: 1, count: 1.5 } }),
      'schema',
      /count/,
    ],
    ['X-rays without polarisation', json({ radiation: 'x-ray' }), 'impossible', /polarisation/],
    ['a grid beyond 180°', json({ grid: { start: 1, step: 1, count: 300 } }), 'impossible', /180/],
    [
      'a million points and more',
      json({ grid: { start: 1, step: 1e-5, count: 2e6 } }),
      'impossible',
      /2000000 points/,
    ],
    [
      'widths that are not real',
      json({ widths: { ...BT1_GE311.widths, V: -0.3 } }),
      'impossible',
      /squared Gaussian FWHM negative from 2θ = 3\.00 to 9\d/,
    ],
    ['half a file', json({}).slice(0, 80), 'syntax', /no JSON/],
  ])('%s is refused', (_, text, kind, message) => {
    expect(faultOf(text)).toMatchObject({ kind, message: expect.stringMatching(message) });
  });
});

test.each([
  ['', 'empty'],
  [' \r\n\t\u001a', 'empty'],
  ['2theta intensity\n1 2\n3 4\n', 'unknown-format'],
  ['[]', 'unknown-format'],
])('%j is refused', (text, kind) => {
  expect(faultOf(text, 'a.txt').kind).toBe(kind);
});

test('any text gives a result, never an exception', () => {
  const words = fc.constantFrom(
    ...['#GSAS-II', 'Type:PNC', 'Lam:1', 'U:', 'V:-1', 'W:1e400', 'INS   HTYPE   PNCR', '{', '}'],
    ...['INS  1 ICONS', '1.5', 'INS  1PRCF1     3', 'JOBT NEUT', 'WAVE', '1 2 3', 'RES=4', '"""'],
  );
  fc.assert(
    fc.property(fc.array(words), fc.constantFrom('\n', ' ', ';'), (parts, glue) => {
      const result = readInstrumentFile(parts.join(glue), 'any.irf');
      if (!result.ok) expect(result.fault.message).not.toBe('');
    }),
  );
});

test('a refinement of FullProf is refused, and it is said what to do', () => {
  const { kind, message } = faultOf('COMM NAC\n! Files => DAT-file: nac.dat\n', 'nac.pcr');
  expect(kind).toBe('unknown-format');
  expect(message).toMatch(/refinement \(\.pcr\).*resolution file \(\.irf\)/);
});

test('every preset is among the instruments', () => {
  // The list of issue 3: BT-1 ×3, HB-2A ×2, D2B, D1A, D20, D1B, HRPT, SPODI, Echidna, Wombat,
  // Cu Kα with and without Kα2, Co, Mo, 11-BM.
  expect(INSTRUMENTS).toHaveLength(18);
});
