import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readMeasurement } from '../../src/measurement/index.ts';
import { instrumentNamed } from '../../src/pattern/index.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-read-back-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const rutile = fileURLToPath(new URL('../../examples/crystals/rutile.cif', import.meta.url));

/** A Python with gemmi, a CIF library of others; CI must have one (Debian: python3-gemmi). */
const python = ['python3', '/usr/bin/python3', 'python'].find(
  (command) => spawnSync(command, ['-c', 'import gemmi']).status === 0,
);
if (python === undefined && process.env.CI) throw new Error('CI needs Python with gemmi');

/** What gemmi makes of a CIF: its items, and each loop as columns of numbers. */
const READER = `
import gemmi, json, sys
block = gemmi.cif.read_string(sys.stdin.read()).sole_block()
items = {item.pair[0]: gemmi.cif.as_string(item.pair[1]) for item in block if item.pair}
loops = [item.loop for item in block if item.loop]
columns = {tag: [gemmi.cif.as_number(v) for v in block.find_loop(tag)] for loop in loops for tag in loop.tags}
texts = {tag: list(block.find_loop(tag)) for loop in loops for tag in loop.tags if 'meas_intensity' in tag}
print(json.dumps({'items': items, 'columns': columns, 'texts': texts}))
`;

interface ReadCif {
  readonly items: Readonly<Record<string, string>>;
  readonly columns: Readonly<Record<string, readonly number[]>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

async function simulated(format: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout } = await mauguin(['simulate', rutile, '--format', format, ...args]);
  expect(code).toBe(0);
  return stdout;
}

async function columnsOf(format: 'xy' | 'xye', ...args: readonly string[]) {
  const text = await simulated(format, ...args);
  const read = readMeasurement(new TextEncoder().encode(text), 'a');
  if (!read.ok) throw new Error(read.fault.message);
  return read.measurement;
}

describe('a powder CIF, read by gemmi', () => {
  const read = async (...args: readonly string[]): Promise<ReadCif> => {
    const input = await simulated('cif', ...args);
    const { status, stdout, stderr } = spawnSync(python!, ['-c', READER], {
      input,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  };

  test.skipIf(python === undefined)('calculated, with two wavelengths', async () => {
    const instrument = instrumentNamed('cu-ka');
    const { items, columns } = await read('--instrument', 'cu-ka');
    const { twoTheta, intensity } = await columnsOf('xy', '--instrument', 'cu-ka');
    expect(items).toMatchObject({
      _diffrn_radiation_probe: 'x-ray',
      _space_group_IT_number: '136',
      _chemical_formula_sum: 'O2 Ti',
      _cell_length_a: '4.594',
      _pd_proc_number_of_points: String(instrument.grid.count),
    });
    expect(columns._diffrn_radiation_wavelength).toEqual([1.5405929, 1.5444274]);
    expect(columns._diffrn_radiation_wavelength_wt).toEqual([1, 0.5]);
    expect(columns._pd_proc_2theta_corrected).toHaveLength(instrument.grid.count);
    for (const [i, x] of columns._pd_proc_2theta_corrected!.entries()) {
      expect(Math.abs(x - twoTheta[i]!)).toBeLessThan(1e-6);
      expect(Math.abs(columns._pd_calc_intensity_total![i]! - intensity[i]!)).toBeLessThan(1e-8);
    }
  });

  test.skipIf(python === undefined)('with counts and their standard uncertainties', async () => {
    const noise = ['--counts', '20000', '--background', '300', '--range', '30,0.05,60'];
    const { items, columns, texts } = await read(...noise);
    const { twoTheta, intensity, sigma } = await columnsOf('xye', ...noise);
    expect(items._diffrn_radiation_wavelength).toBe('2.0775');
    expect(columns._pd_meas_2theta_scan).toHaveLength(twoTheta.length);
    expect(columns._pd_meas_intensity_total).toEqual([...intensity]);
    // 1234(35): in units of the last digit, two digits.
    for (const [i, text] of texts._pd_meas_intensity_total!.entries()) {
      const [, decimals = '', su] = /^\d+(?:\.(\d+))?\((\d+)\)$/.exec(text)!;
      const uncertainty = Number(su) / 10 ** decimals.length;
      expect(Math.abs(uncertainty / sigma![i]! - 1)).toBeLessThan(0.051);
    }
  });
});

/**
 * By the rules of GSAS-II's reader (`G2pwd_fxye.py`): angles from the BANK record in centidegrees,
 * 10(I2,F6) or 10F8 by column, blank fields end the data.
 */
function readGsas(text: string) {
  const [, bank = '', ...records] = text.replace(/\n$/, '').split('\n');
  const [, , count, recordCount, , start, step, , , layout] = bank.trim().split(/\s+/);
  const fields = records.flatMap((record) =>
    Array.from({ length: 10 }, (_, i) => record.slice(8 * i, 8 * i + 8)).filter((f) => f.trim()),
  );
  const values =
    layout === 'STD'
      ? fields.map((field) => [Number(field.slice(2))])
      : fields.flatMap((y, i) => (i % 2 === 0 ? [[Number(y), Number(fields[i + 1])]] : []));
  return {
    layout,
    stated: [Number(count), Number(recordCount)],
    found: [values.length, records.length],
    lengths: new Set(
      text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => line.length),
    ),
    twoTheta: values.map((_, i) => (Number(start) + Number(step) * i) / 100),
    intensity: values.map(([y]) => y!),
    sigma: values.map(([, sigma]) => sigma),
  };
}

describe('a GSAS file, by the rules of GSAS-II', () => {
  test('calculated: STD, scaled to 99999', async () => {
    const gsas = readGsas(await simulated('gsas'));
    const { twoTheta, intensity } = await columnsOf('xy');
    expect(gsas.layout).toBe('STD');
    expect(gsas.stated).toEqual(gsas.found);
    expect([...gsas.lengths]).toEqual([80]);
    for (const [i, y] of gsas.intensity.entries()) {
      expect(Math.abs(gsas.twoTheta[i]! - twoTheta[i]!)).toBeLessThan(1e-9);
      expect(Math.abs(y / 99_999 - intensity[i]!)).toBeLessThan(1e-5);
    }
  });

  test('counted: ESD', async () => {
    const noise = ['--counts', '5000', '--background', '20', '--instrument', 'hrpt'];
    const gsas = readGsas(await simulated('gsas', ...noise));
    const { twoTheta, intensity, sigma } = await columnsOf('xye', ...noise);
    expect(gsas.layout).toBe('ESD');
    expect(gsas.stated).toEqual(gsas.found);
    expect([...gsas.lengths]).toEqual([80]);
    expect(gsas.intensity).toEqual([...intensity]);
    for (const [i, x] of gsas.twoTheta.entries()) {
      expect(Math.abs(x - twoTheta[i]!)).toBeLessThan(1e-9);
      expect(Math.abs(gsas.sigma[i]! - sigma![i]!)).toBeLessThan(1e-3);
    }
  });
});
