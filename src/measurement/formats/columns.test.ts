import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pattern } from '../../pattern/index.ts';
import type { Measurement, MeasurementFault } from '../measurement.ts';
import { readMeasurement } from '../readMeasurement.ts';
import { formatColumns } from './columns.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string): Measurement {
  const result = readMeasurement(bytes(text), 'scan.xy');
  if (!result.ok) throw new Error(`${result.fault.kind}: ${result.fault.message}`);
  return result.measurement;
}

function faultOf(text: string): MeasurementFault {
  const result = readMeasurement(bytes(text), 'scan.xy');
  if (result.ok) throw new Error('a fault was expected');
  return result.fault;
}

/** 60 rows of 2θ = 10 + 0.25 i and 100 + (i mod 7) + 0.5, each written by `row`. */
const rows = (row: (x: number, y: number, i: number) => string) =>
  Array.from({ length: 60 }, (_, i) => row(10 + 0.25 * i, 100.5 + (i % 7), i));
const plain = rows((x, y) => `${x} ${y}`);
const expected = read(plain.join('\n'));
const comma = (value: number) => String(value).replace('.', ',');

describe('separators and line ends', () => {
  test('the plain file itself', () => {
    expect(expected.twoTheta).toHaveLength(60);
    expect(expected.twoTheta[3]).toBe(10.75);
    expect(expected.intensity[3]).toBe(103.5);
    expect(expected).not.toHaveProperty('sigma');
  });
  test.each<[string, string]>([
    ['blanks and margins', rows((x, y) => `   ${x}    ${y}  `).join('\n')],
    ['tabs', rows((x, y) => `${x}\t${y}`).join('\n')],
    ['commas', rows((x, y) => `${x},${y}`).join('\n')],
    ['commas and blanks', rows((x, y) => `${x}, ${y}`).join('\n')],
    ['commas between blanks', rows((x, y) => `${x} , ${y}`).join('\n')],
    ['semicolons', rows((x, y) => `${x};${y}`).join('\n')],
    ['semicolons, decimal commas', rows((x, y) => `${comma(x)};${comma(y)}`).join('\n')],
    ['tabs, decimal commas', rows((x, y) => `${comma(x)}\t${comma(y)}`).join('\n')],
    ['blanks, decimal commas', rows((x, y) => `${comma(x)}  ${comma(y)}`).join('\n')],
    ['quotes', rows((x, y) => `"${x}","${y}"`).join('\n')],
    ['exponents', rows((x, y) => `${x.toExponential()} ${y.toExponential()}`).join('\n')],
    ['Fortran exponents', rows((x, y) => `${x / 10}D1 ${y * 10}d-01`).join('\n')],
    ['CRLF', plain.join('\r\n')],
    ['CR', plain.join('\r')],
    ['byte order mark', `\uFEFF${plain.join('\n')}`],
    ['blank lines', plain.join('\n\n')],
    ['descending', plain.toReversed().join('\n')],
    ['comments', ['# a', '! b', "' c", '// d', '; e', ...plain, '# end'].join('\n')],
    ['comments after the numbers', rows((x, y) => `${x} ${y} # note`).join('\n')],
    ['words', ['2theta (deg)  Intensity', 'Sample 12 of 3', ...plain].join('\n')],
    ['number of points', ['60', ...plain].join('\n')],
  ])('%s', (_, text) => {
    const { twoTheta, intensity } = read(text);
    const error = twoTheta.map((x, i) => Math.abs(x - expected.twoTheta[i]!));
    expect(Math.max(...error)).toBeLessThan(1e-12);
    expect(Array.from(intensity, (y) => Number(y.toFixed(9)))).toEqual([...expected.intensity]);
  });
  test('UTF-16 with its mark', () => {
    const text = plain.join('\r\n');
    const utf16 = new Uint8Array(2 + 2 * text.length);
    utf16.set([0xff, 0xfe]);
    for (let i = 0; i < text.length; i++) utf16[2 + 2 * i] = text.charCodeAt(i);
    expect(readMeasurement(utf16, 'scan.txt')).toMatchObject({ ok: true });
  });
  test('irregular steps', () => {
    const text = rows((x, y, i) => `${(x + (i % 3) * 0.03).toFixed(3)} ${y}`).join('\n');
    expect(read(text).twoTheta[4]).toBe(11.03);
  });
  test('the third column is sigma', () => {
    const { sigma, warnings } = read(rows((x, y) => `${x} ${y} 2.5`).join('\n'));
    expect(sigma).toEqual(new Float64Array(60).fill(2.5));
    expect(warnings).toEqual([]);
  });
  test('a third column that cannot be sigma is left out', () => {
    const found = read(rows((x, y) => `${x} ${y} -1`).join('\n'));
    expect(found).not.toHaveProperty('sigma');
    expect(found.warnings[0]).toContain('third column');
  });
});

describe('what the header states', () => {
  // Cu Kα1 and the mean of the doublet: International Tables C (2004), table 4.2.2.4.
  test.each<[string, number | undefined, string | undefined]>([
    ['# wavelength: 2.0775\n# radiation: neutron', 2.0775, 'neutron'],
    ['# wavelength 1.5406', 1.5406, undefined],
    ['lambda = 2.4067 A', 2.4067, undefined],
    ['! HRPT neutrons lambda= 1.49400, T= 0.0', 1.494, 'neutron'],
    ['# Wavelength (Angstrom): 1,5406', 1.5406, undefined],
    ['# λ = 0.15406 nm', 1.5406, undefined],
    ['# wavelength = 41.4 pm (synchrotron)', 0.414, 'x-ray'],
    ['# lambda1 1.5406 lambda2 1.5444', 1.5406, undefined],
    ['; K-Alpha1 wavelength=1.540598', 1.540598, undefined],
    ['Anode Cu    Alpha1  1.54056    Alpha2  1.54439', 1.54056, undefined],
    ['# CuKa1', 1.5405929, 'x-ray'],
    ['# Cu K-alpha', 1.5418711, 'x-ray'],
    ['# Cu Kα1,2 X-ray tube', 1.5418711, 'x-ray'],
    ['# X-ray or neutron?', undefined, undefined],
    ['# a measurement by Co. Kalman', undefined, undefined],
  ])('%s', (header, wavelength, radiation) => {
    const found = read([header, ...plain].join('\n'));
    if (wavelength === undefined) expect(found.wavelength).toBeUndefined();
    else expect(found.wavelength).toBeCloseTo(wavelength, 6);
    expect(found.radiation).toBe(radiation);
  });
});

describe('faults', () => {
  const broken = (line: number, text: string) => plain.with(line - 1, text).join('\n');
  test.each<[string, string, Partial<MeasurementFault>]>([
    ['nothing', '', { kind: 'empty' }],
    ['blanks', ' \r\n\t\n', { kind: 'empty' }],
    ['NUL bytes', '\0\x01\x02abc', { kind: 'binary' }],
    ['no numbers', 'once upon a time\nthere was a sample', { kind: 'syntax' }],
    ['49 points', plain.slice(0, 49).join('\n'), { kind: 'too-few-points' }],
    ['back in angle', broken(20, '10.1 5'), { kind: 'not-monotonic', line: 20 }],
    ['two scans', [...plain, ...plain].join('\n'), { kind: 'not-monotonic', line: 61 }],
    ['NaN', broken(7, '11.5 NaN'), { kind: 'not-finite', line: 7 }],
    ['infinity', broken(8, '11.75 -Inf'), { kind: 'not-finite', line: 8 }],
    ['overflow', broken(8, '11.75 1e999'), { kind: 'not-finite', line: 8 }],
    ['a full Fortran field', broken(9, '12.0 ******'), { kind: 'not-finite', line: 9 }],
    ['a word', broken(9, '12.0 high'), { kind: 'syntax', line: 9 }],
    ['an empty field', broken(9, '12.0,'), { kind: 'syntax', line: 9 }],
    ['a missing column', broken(9, '12.0'), { kind: 'syntax', line: 9 }],
    ['thousands', broken(9, '12.0 1,234.5'), { kind: 'syntax', line: 9 }],
    ['four columns', rows((x, y) => `${x} ${y} 1 2`).join('\n'), { kind: 'unsupported-format' }],
    ['beyond 180', rows((x, y) => `${100 * x} ${y}`).join('\n'), { kind: 'angle-range', line: 1 }],
    ['behind', rows((x, y) => `${x - 90} ${y}`).join('\n'), { kind: 'angle-range', line: 1 }],
    ['no angle > 0', rows((x, y) => `${x - 29} ${y}`).join('\n'), { kind: 'angle-range' }],
    ['all equal', rows((x) => `${x} 5`).join('\n'), { kind: 'no-signal' }],
    ['all zero', rows((x) => `${x} 0`).join('\n'), { kind: 'no-signal' }],
    ['negative', rows((x, y) => `${x} ${-y}`).join('\n'), { kind: 'negative-intensity' }],
    [
      'mostly negative',
      rows((x, _, i) => `${x} ${i % 3 ? -1 : 9}`).join('\n'),
      {
        kind: 'negative-intensity',
      },
    ],
    ['one angle', rows((_, y) => `10 ${y}`).join('\n'), { kind: 'too-few-points' }],
    ['Q', ['# Q(1/A) I', ...plain].join('\n'), { kind: 'not-two-theta' }],
    ['d', ['d-spacing,intensity', ...plain].join('\n'), { kind: 'not-two-theta' }],
  ])('%s', (_, text, fault) => {
    expect(faultOf(text)).toMatchObject(fault);
  });
  test.each([
    ['GSAS', 'title\nBANK 1 2679 268 CONST 2400 5 0 0\n 1 162', 'GSAS'],
    ['XRDML', '<?xml version="1.0"?><xrdMeasurements>', 'XRDML'],
    ['XML', '<?xml version="1.0"?><data/>', 'XML'],
    ['RAS', '*RAS_DATA_START\n*RAS_HEADER_START', 'RAS'],
    ['UXD', '; x\n_FILEVERSION=2\n', 'UXD'],
    ['CIF', '#\ndata_x\nloop_\n_pd_meas_counts_total\n', 'CIF'],
    ['RAW 1', 'RAW l\x03\0\0', 'Bruker RAW'],
    ['zip', 'PK\x03\x04\x14\0', 'zip'],
    ['FullProf', '3.0 0.05 167.75\n 1 2 3 4 5 6 7 8 9 10', 'FullProf'],
  ])('names a file of %s', (_, text, name) => {
    const fault = faultOf(text);
    expect(fault.kind).toBe('unsupported-format');
    expect(fault.message).toContain(name);
  });
});

describe('tolerated', () => {
  test('equal angles are averaged', () => {
    const { twoTheta, intensity, warnings } = read(['10 90.5', ...plain].join('\n'));
    expect(twoTheta).toHaveLength(60);
    expect(intensity[0]).toBe(95.5);
    expect(warnings[0]).toContain('1 points repeat');
  });
  test('a few negative net intensities', () => {
    const { intensity, warnings } = read(plain.with(3, '10.75 -2').join('\n'));
    expect(intensity[3]).toBe(-2);
    expect(warnings[0]).toContain('1 intensities are negative');
  });
});

test('what is written is read back', () => {
  const list = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), {
    minLength: 60,
    maxLength: 60,
  });
  const layouts = fc.constantFrom('xy' as const, 'xye' as const, 'csv' as const);
  fc.assert(
    fc.property(list, layouts, (values, layout) => {
      const intensity = Float64Array.from(values, (y, i) => y + i + 1);
      const pattern: Pattern = {
        radiation: 'neutron',
        wavelength: 2.0775,
        twoTheta: intensity.map((_, i) => 3 + 0.05 * i),
        intensity,
        sigma: intensity.map(Math.sqrt),
      };
      const found = read(formatColumns(pattern, layout, ['a title']));
      expect(found).toMatchObject({ wavelength: 2.0775, radiation: 'neutron', warnings: [] });
      expect('sigma' in found).toBe(layout !== 'xy');
      for (let i = 0; i < 60; i++) {
        expect(found.twoTheta[i]).toBeCloseTo(pattern.twoTheta[i]!, 6);
        expect(Math.abs(found.intensity[i]! / intensity[i]! - 1)).toBeLessThan(1e-8);
      }
    }),
    { numRuns: 20 },
  );
});

test('xye without sigma is misuse', () => {
  const line = Float64Array.of(1, 2);
  const pattern: Pattern = { radiation: 'neutron', wavelength: 2, twoTheta: line, intensity: line };
  expect(() => formatColumns(pattern, 'xye')).toThrow(TypeError);
});
