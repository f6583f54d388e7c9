import { expect, test } from 'vitest';
import { readInstrumentFile } from './readInstrumentFile.ts';

/** Cards of a file; `key` is what follows `INS`, nine columns wide. */
const cards = (...entries: readonly (readonly [key: string, value: string])[]): string =>
  entries.map(([key, value]) => `INS ${key.padEnd(8)}${value.padEnd(60)}\r\n`).join('');

const HEAD = '            123456789012345678901234567890123456789012345678901234567890\r\n';
const neutron = [
  ['  BANK', '     1'],
  ['  HTYPE', '  PNCR'],
  [' 1 ICONS', '  1.540300  0.000000   0.40000'],
] as const;
const PLAIN = [' 1PRCF1', '    3    8   0.00500'] as const;
const GAUSS = [' 1PRCF11', '   239.7  -298.2  180.8   0.0'] as const;
const LORENTZ = [' 1PRCF12', '   2.0  1.0  0.04  0.03'] as const;

const read = (text: string) => readInstrumentFile(text, 'a.prm');

function ok(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(result.fault.message);
  return result;
}

test('profile function 3: GU GV GW GP, LX LY S/L H/L', () => {
  const { instrument } = ok(HEAD + cards(...neutron, PLAIN, GAUSS, LORENTZ));
  expect(instrument).toMatchObject({
    radiation: 'neutron',
    wavelength: 1.5403,
    zeroShift: 0.004,
    cutoff: 0.005,
    axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.04, hOverL: 0.03 },
    widths: { X: 0.01, Y: 0.02, Z: 0 },
    source: 'a.prm: GSAS instrument parameters, profile function 3',
  });
  expect(instrument.widths.W).toBeCloseTo(180.8e-4 * 8 * Math.LN2, 12);
});

test('the function with the asymmetry of axial divergence is preferred', () => {
  const { instrument, warnings } = ok(
    cards(
      ...neutron,
      [' 1PRCF1', '    1    6   0.01'],
      [' 1PRCF11', '   100 -100 100 5.0'],
      [' 1PRCF12', '   0 0'],
      [' 1PRCF2', '    3    8   0.01'],
      [' 1PRCF21', '   239.7  -298.2  180.8   0.0'],
      [' 1PRCF22', '   0 0 0.02 0.01'],
    ),
  );
  expect(instrument.widths.W).toBeCloseTo(180.8e-4 * 8 * Math.LN2, 12);
  expect(warnings).toHaveLength(1);
});

// The file of D1B in the GSAS-II tutorial “Magnetic-III”: GU GV GW LX, LY trns asym shft, GP ….
test('profile function 2, with its empirical asymmetry left out', () => {
  const { instrument, warnings } = ok(
    cards(
      ...neutron,
      [' 1PRCF1', '    2   12   0.00050'],
      [' 1PRCF11', '   76.74  -161.3  138.9  4.758'],
      [' 1PRCF12', '   2.503  0  6.805  0'],
      [' 1PRCF13', '   0 0 0 0'],
    ),
  );
  expect(instrument.widths).toMatchObject({ X: 0.02503, Y: 0.04758 });
  expect(instrument.axialDivergence).toEqual({ kind: 'none' });
  expect(warnings[0]).toBe(
    '1 entry is of profile function 2 no part of the instrument and left out: asym',
  );
});

test('profile function 4, with S/L and H/L further on', () => {
  const { instrument } = ok(
    cards(
      ...neutron,
      [' 1PRCF1', '    4   12   0.001'],
      [' 1PRCF11', '   10 -10 10 0'],
      [' 1PRCF12', '   3 0 0 0'],
      [' 1PRCF13', '   0 0.002 0.003 0.5'],
    ),
  );
  expect(instrument.widths.Y).toBeCloseTo(0.03, 12);
  expect(instrument.axialDivergence).toMatchObject({ sOverL: 0.002, hOverL: 0.003 });
});

test('a single set with the old names of cards', () => {
  const { instrument } = ok(
    cards(
      ...neutron,
      [' 1PRCF', '    1    6  0.01'],
      [' 1PRCF 1', ' 1 2 3 0'],
      [' 1PRCF 2', ' 0 0'],
    ),
  );
  expect(instrument.widths.U).toBeCloseTo(1e-4 * 8 * Math.LN2, 12);
});

test('a tube with two lines', () => {
  const { instrument } = ok(
    cards(
      ['  HTYPE', '  PXCR'],
      [' 1 ICONS', '  1.540500  1.544300       0.0         0       0.7    0       0.5'],
      PLAIN,
      [' 1PRCF11', '   2 -2 5 0.1'],
      [' 1PRCF12', '   0 0 0.015 0.015'],
    ),
  );
  expect(instrument.satellites).toEqual([{ wavelength: 1.5443, weight: 0.5 }]);
  expect(instrument.polarisation).toEqual({ kind: 'synchrotron', horizontal: 0.7 });
  // GP/cos²θ = GP + GP tan²θ
  expect(instrument.widths.U).toBeCloseTo(2.1e-4 * 8 * Math.LN2, 12);
});

test('a stated range is kept, its step is ours', () => {
  const typed = [' 1I ITYP', '    0    3.0000  165.1500         1'] as const;
  const { instrument, warnings } = ok(cards(...neutron, typed, PLAIN, GAUSS, LORENTZ));
  expect(instrument.grid).toEqual({ start: 3, step: 0.02, count: 8108 });
  expect(warnings).toEqual(['the file states no step: steps of 0.02° are assumed']);
});

test('a further bank, an unknown card and an unknown polarisation are warnings', () => {
  const { instrument, warnings } = ok(
    cards(
      ['  HTYPE', '  PXCR'],
      [' 1 ICONS', '  0.7                                         30.0    1'],
      PLAIN,
      GAUSS,
      LORENTZ,
      [' 1MAGIC', '  1'],
      [' 2 ICONS', '  9.9'],
    ),
  );
  expect(instrument.wavelength).toBe(0.7);
  expect(instrument.polarisation).toEqual({ kind: 'laboratory', monochromatorTwoTheta: 0 });
  expect(warnings.slice(0, 3)).toEqual([
    'the file has 2 banks: the first is read',
    'polarisation of kind 1 is not known: an unpolarised beam is taken',
    '1 entry is not known and left out: MAGIC',
  ]);
});

test.each([
  ['time of flight', cards(['  HTYPE', '  PNTR'], [' 1 ICONS', ' 746.96']), /type PNTR/],
  ['no type', cards([' 1 ICONS', ' 1.5']), /no HTYPE/],
  ['no wavelength', cards(['  HTYPE', '  PNCR'], PLAIN, GAUSS), /no ICONS/],
  ['a wavelength of 0', cards(['  HTYPE', '  PNCR'], [' 1 ICONS', '  0.0']), /card is 0/],
  ['letters for numbers', cards(['  HTYPE', '  PNCR'], [' 1 ICONS', '  1.5x']), /cannot be read/],
  ['no widths', cards(...neutron), /no PRCF/],
  ['an unknown function', cards(...neutron, [' 1PRCF1', '    5   20  0.01']), /function 5 is not/],
  ['letters for widths', cards(...neutron, PLAIN, [' 1PRCF11', ' a b c d']), /cannot be read/],
])('%s is refused', (_, text, message) => {
  const result = read(text);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.fault.message).toMatch(message);
});
