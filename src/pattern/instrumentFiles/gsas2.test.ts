import { describe, expect, test } from 'vitest';
import { peakShape } from '../peakShape.ts';
import { readInstrumentFile } from './readInstrumentFile.ts';

const HEAD = '#GSAS-II instrument parameter file; do not add/delete items!\n';

/** A file with the lines of a laboratory instrument, as GSAS-II has it among its defaults. */
const lab = (...more: string[]): string =>
  [
    `${HEAD}Type:PXC;Bank:1`,
    'Lam1:1.5405;Lam2:1.5443;Zero:0.02;Polariz.:0.7;Azimuth:0.0;I(L2)/I(L1):0.5',
    'U:2.0;V:-2.0;W:5.0;X:1.0;Y:3.0;Z:0.5;SH/L:0.002',
    ...more,
  ].join('\n');

const read = (text: string, grid?: { start: number; step: number; count: number }) =>
  readInstrumentFile(text, 'here/lab.instprm', grid && { grid });

function instrumentOf(text: string) {
  const result = read(text);
  if (!result.ok) throw new Error(result.fault.message);
  return result.instrument;
}

test('a laboratory instrument, items on lines and separated by semicolons', () => {
  const instrument = instrumentOf(lab());
  expect(instrument).toMatchObject({
    name: 'lab',
    radiation: 'x-ray',
    wavelength: 1.5405,
    satellites: [{ wavelength: 1.5443, weight: 0.5 }],
    zeroShift: 0.02,
    axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.001, hOverL: 0.001 },
    polarisation: { kind: 'synchrotron', horizontal: 0.7 },
    source: 'here/lab.instprm: GSAS-II instrument parameters',
  });
  // GSASIIpwd.getFWHM at 2θ = 0: σ = √5 · 0.01°, Γ_L = (Z + X) · 0.01°.
  expect(instrument.widths.W).toBeCloseTo(5e-4 * 8 * Math.LN2, 12);
  expect(instrument.widths).toMatchObject({ X: 0.03, Y: 0.01, Z: 0.005 });
});

test('the neutron file of HB-2A in the k-vector tutorial of GSAS-II', () => {
  const text = `${HEAD}Type:PNC\nBank:1.0\nLam:2.4062686168735197\nZero:-0.009602591470493875
Polariz.:0.0\nAzimuth:0.0\nU:798.889\nV:-444.367\nW:242.406\nX:0.0\nY:0.0\nZ:0.0\nSH/L:0.09\n`;
  const instrument = instrumentOf(text);
  expect(instrument.radiation).toBe('neutron');
  expect(instrument.polarisation).toEqual({ kind: 'none' });
  expect(instrument.satellites).toEqual([]);
  expect(instrument.zeroShift).toBeCloseTo(-0.0096, 4);
  expect(peakShape(instrument.widths, 5).fwhm).toBeCloseTo(0.353, 3);
});

test('an azimuth of 90° turns the plane of polarisation', () => {
  const turned = instrumentOf(lab().replace('Azimuth:0.0', 'Azimuth:90.0'));
  expect(turned.polarisation.kind).toBe('synchrotron');
  if (turned.polarisation.kind !== 'synchrotron') return;
  expect(turned.polarisation.horizontal).toBeCloseTo(0.3, 12);
  const plain = instrumentOf(lab().replace('Polariz.:0.7', 'Polariz.:0.5'));
  expect(plain.polarisation).toEqual({ kind: 'laboratory', monochromatorTwoTheta: 0 });
});

describe('what a file leaves open', () => {
  test('a range that is assumed is said to be', () => {
    const result = read(lab());
    if (!result.ok) throw new Error(result.fault.message);
    expect(result.warnings).toHaveLength(1);
    expect(result.warnings[0]).toMatch(/no 2θ range: 3.5° to 155° in steps of 0.01° are assumed/);
    expect(result.instrument.grid).toEqual({ start: 3.5, step: 0.01, count: 15151 });
  });

  test('a wanted grid takes its place', () => {
    const grid = { start: 10, step: 0.05, count: 100 };
    expect(read(lab(), grid)).toMatchObject({ ok: true, warnings: [], instrument: { grid } });
  });

  test('unknown keys are counted and named, known idle ones and code are passed over', () => {
    const code = "CorrectionCode:'''# correction\nprint('Lam:7')\n'''";
    const result = read(
      lab('Diff-type:Bragg-Brentano', 'Gonio. radius:200', 'alpha:1;beta:2', code, 'InstrName:D8'),
    );
    if (!result.ok) throw new Error(result.fault.message);
    expect(result.instrument.title).toBe('D8');
    expect(result.instrument.wavelength).toBe(1.5405);
    expect(result.warnings[0]).toBe(
      '3 entries are not known and left out: alpha, beta, CorrectionCode',
    );
  });

  test('of several banks the first is read', () => {
    const bank = (n: number, wavelength: number) =>
      `#Bank ${n}: GSAS-II instrument parameter file\n  Type:PNC\n  Lam:${wavelength}\n  U:10\n  V:0\n  W:10\n`;
    const result = read(bank(1, 1.5) + bank(2, 2.5));
    if (!result.ok) throw new Error(result.fault.message);
    expect(result.instrument.wavelength).toBe(1.5);
    expect(result.warnings[0]).toMatch(/2 banks: the first is read/);
  });
});

test.each([
  ['time of flight', `${HEAD}Type:PNT\ndifC:22585\n`, 'not-constant-wavelength', /type PNT/],
  ['no type', `${HEAD}Lam:1.5\nU:1\nV:0\nW:1\n`, 'missing', /no Type/],
  ['no wavelength', `${HEAD}Type:PNC\nU:1\nV:0\nW:1\n`, 'missing', /no wavelength/],
  ['no widths', `${HEAD}Type:PNC\nLam:1.5\nU:1\n`, 'missing', /no V, W/],
  ['all widths 0', `${HEAD}Type:PNC\nLam:1.5\nU:0\nV:0\nW:0\n`, 'missing', /all widths are 0/],
  ['a word for a number', lab('U:two'), 'syntax', /value of U is no number: two/],
  ['a line that is no item', lab('nonsense'), 'syntax', /“nonsense” is no name:value/],
  ['nanometres', lab('Lam1:0.00154'), 'impossible', /0.00154 Å cannot be meant/],
  ['an absurd polarisation', lab('Polariz.:7'), 'impossible', /between 0 and 1: 7/],
  // 10 − 30 t + 20 t² < 0 from tanθ = 0.5 to 1: 53.13 to 90 degrees.
  [
    'widths that are not real',
    lab('U:20;V:-30;W:10'),
    'impossible',
    /negative from 2θ = 53\.1\d to (89\.9\d|90\.0\d) degrees/,
  ],
  ['a negative Lorentzian width', lab('X:-5'), 'impossible', /Lorentzian FWHM negative/],
])('%s is refused', (_, text, kind, message) => {
  const result = read(text);
  expect(result).toMatchObject({ ok: false, fault: { kind } });
  if (!result.ok) expect(result.fault.message).toMatch(message);
});

test('a broken line is named by its number', () => {
  expect(read(lab('nonsense'))).toMatchObject({ ok: false, fault: { line: 5 } });
});
