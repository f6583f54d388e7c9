import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peakShape } from '../peakShape.ts';
import { fitWidths } from './fitWidths.ts';
import { readInstrumentFile } from './readInstrumentFile.ts';

const read = (text: string) => readInstrumentFile(text, 'x.irf');

function ok(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(result.fault.message);
  return result;
}

/** Of the Institut Laue-Langevin, as FullProf writes it. */
const D1B = `! Resolution Function of D1B-ILL
JOBT NEUT
PROF     7         0.0354      0.0000      0.0000
WAVE       2.5240      2.5240      1.0000
GEOM DEBY
THRG      10.0000      0.2000     90.0000
!    U-inst      V-inst      W-inst      X-inst     Y-inst     Z-inst
     1.61421    -1.07738     0.36345     0.00000     0.00000     0.00000
`;

test('the file of D1B: widths in degrees, as they stand', () => {
  const { instrument, warnings } = ok(D1B);
  expect(warnings).toEqual([]);
  expect(instrument).toMatchObject({
    title: 'Resolution Function of D1B-ILL',
    radiation: 'neutron',
    wavelength: 2.524,
    satellites: [],
    grid: { start: 10, step: 0.2, count: 401 },
    widths: { U: 1.61421, V: -1.07738, W: 0.36345, X: 0, Y: 0, Z: 0 },
    axialDivergence: { kind: 'none' },
    approximations: '',
  });
  // 1.61421·0.36397² − 1.07738·0.36397 + 0.36345 = 0.18516; its root
  expect(peakShape(instrument.widths, 40).fwhm).toBeCloseTo(0.4303, 4);
});

const TUBE = `Lab X-rays
JOBT XR
WAVE 1.54056 1.54431 0.5
CTHM 0.7998
ASYM 0.02 0.03
ZERO 0.01
THRG 10 0.02 120
0.01 -0.005 0.006 0.02 0.03 0.001
0.01 -0.005 0.006 0.02 0.03 0.001
`;

test('a tube with its second line, monochromator and axial divergence', () => {
  const { instrument, warnings } = ok(TUBE);
  expect(warnings).toEqual([]);
  expect(instrument).toMatchObject({
    title: 'Lab X-rays',
    satellites: [{ wavelength: 1.54431, weight: 0.5 }],
    axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.02, hOverL: 0.03 },
    zeroShift: 0.01,
    widths: { X: 0.02, Y: 0.03, Z: 0.001 },
  });
  // cos²(26.6°) = 0.7995: graphite in the beam of copper
  expect(instrument.polarisation.kind).toBe('laboratory');
  if (instrument.polarisation.kind === 'laboratory') {
    expect(instrument.polarisation.monochromatorTwoTheta).toBeCloseTo(26.58, 2);
  }
});

test('widths of the second line, an empirical asymmetry and unknown keywords are warnings', () => {
  const changed = TUBE.replace('0.01 -0.005 0.006 0.02 0.03 0.001\n', '0.02 0 0.01 0 0 0\n')
    .replace('ASYM 0.02 0.03', 'ASYM 0.1 0 0 0')
    .replace('ZERO 0.01', 'MAGIC 1');
  expect(ok(changed).warnings).toEqual([
    'widths of their own for the second wavelength are left out',
    'an empirical asymmetry (ASYM) is left out: peaks are symmetric',
    '1 entry is not known and left out: MAGIC',
  ]);
});

const list = (l: (twoTheta: number) => number): string =>
  Array.from({ length: 30 }, (_, i) => {
    const twoTheta = 10 + 5 * i;
    const t = Math.tan(((twoTheta / 2) * Math.PI) / 180);
    const g = Math.sqrt(0.1 * t * t - 0.1 * t + 0.1);
    return `${twoTheta} ${g.toFixed(7)} ${l(twoTheta).toFixed(7)}`;
  }).join('\n');
const LIST_HEAD = 'JOBT NEUT\nWAVE 1.6\nTHRG 10 0.05 155\n';

test('type 4: a list of widths of our own form is found again', () => {
  const { instrument, warnings } = ok(LIST_HEAD + list(() => 0.05));
  const { U, V, W, X, Y, Z } = instrument.widths;
  for (const [found, given] of [U, V, W].map((value, i) => [value, [0.1, -0.1, 0.1][i]!] as const))
    expect(found).toBeCloseTo(given, 5);
  for (const [found, given] of [X, Y, Z].map((value, i) => [value, [0, 0, 0.05][i]!] as const))
    expect(found).toBeCloseTo(given, 4);
  expect(warnings[0]).toMatch(/function 4 is fitted by U V W X Y Z to 0.0 %/);
});

test('type 2: Lorentzian widths of another form are fitted, and it is said how well', () => {
  const { instrument, warnings } = ok(`${LIST_HEAD}! RES=2\n0.1 -0.1 0.1 0.000002 0.0001 0.03\n`);
  expect(instrument.widths.U).toBeCloseTo(0.1, 6);
  expect(warnings[0]).toMatch(/function 2 is fitted .* to \d\.\d % of the width/);
  expect(instrument.approximations).toMatch(/^Resolution function 2 is fitted/);
  const l = 0.000002 * 80 ** 2 + 0.0001 * 80 + 0.03;
  const t = Math.tan((40 * Math.PI) / 180);
  const { X, Y, Z } = instrument.widths;
  expect(X * t + Y / Math.cos((40 * Math.PI) / 180) + Z).toBeCloseTo(l, 2);
});

test('type 3 that U V W cannot follow is refused', () => {
  const result = read(`${LIST_HEAD}RES 3\n-0.0009 0.15 0.01 0 0 0\n`);
  expect(result).toMatchObject({ ok: false, fault: { kind: 'unsupported' } });
});

test('widths of another form that are not real are refused, with the angle', () => {
  const result = read(`${LIST_HEAD}RES 3\n-0.001 0.1 0.01 0 0 0\n`);
  expect(result).toMatchObject({ ok: false, fault: { kind: 'impossible' } });
  if (!result.ok) expect(result.fault.message).toMatch(/not real at 2θ = 10\d\.\d\d degrees/);
});

test('a list that stays at one angle is refused', () => {
  const result = read(`${LIST_HEAD}${'40 0.3 0.1\n'.repeat(8)}`);
  expect(result).toMatchObject({ ok: false, fault: { kind: 'unsupported' } });
});

test('fitted widths are those that made the samples', () => {
  const share = fc.double({ min: 0.01, max: 0.5, noNaN: true });
  fc.assert(
    fc.property(share, share, share, share, (U, W, X, Y) => {
      const V = -Math.sqrt(U * W);
      const samples = Array.from({ length: 60 }, (_, i) => {
        const theta = ((5 + i) * Math.PI) / 180;
        const t = Math.tan(theta);
        return {
          twoTheta: 2 * (5 + i),
          g: Math.sqrt(U * t * t + V * t + W),
          l: X * t + Y / Math.cos(theta),
        };
      });
      const fit = fitWidths(samples);
      expect(Math.abs(fit.U - U) + Math.abs(fit.V - V) + Math.abs(fit.W - W)).toBeLessThan(1e-8);
      expect(Math.abs(fit.X - X) + Math.abs(fit.Y - Y) + Math.abs(fit.Z)).toBeLessThan(1e-6);
    }),
  );
});

test.each([
  ['time of flight', 'JOBT NEUT\nD2TOF 22585 3.9 -0.7 1.3\n', /D2TOF means time of flight/],
  ['no radiation', 'WAVE 1.5\n1 0 1 0 0 0\n', /no radiation/],
  ['no wavelength', 'JOBT NEUT\n1 0 1 0 0 0\n', /no wavelength/],
  ['no widths', 'JOBT NEUT\nWAVE 1.5\n', /no widths/],
  ['too few widths', 'JOBT NEUT\nWAVE 1.5\n1 0\n', /needs U V W/],
  ['too short a list', 'JOBT NEUT\nWAVE 1.5\nRES 4\n10 .1 0\n20 .1 0\n', /six lines or more/],
  ['an unknown function', 'JOBT NEUT\nWAVE 1.5\nRES 7\n1 0 1 0 0 0\n', /function 7 is not known/],
  ['letters among numbers', 'JOBT NEUT\nWAVE 1.5\n1 0 x 0 0 0\n', /are no numbers/],
  ['a sentence', 'A title\nJOBT NEUT\nand so on\n', /neither a keyword nor numbers/],
])('%s is refused', (_, text, message) => {
  const result = read(text);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.fault.message).toMatch(message);
});
