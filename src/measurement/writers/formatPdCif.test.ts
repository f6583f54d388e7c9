import { describe, expect, test } from 'vitest';
import { RUTILE } from '../../../test/fixtures/crystals.ts';
import { BT1_GE311, instrumentNamed, type Pattern } from '../../pattern/index.ts';
import { formatPdCif } from './formatPdCif.ts';

const pattern: Pattern = {
  radiation: 'neutron',
  wavelength: 2.0775,
  twoTheta: Float64Array.of(10, 10.05, 10.1),
  intensity: Float64Array.of(0, 11, 1234),
};
const sigma = Float64Array.of(1, Math.sqrt(11), Math.sqrt(1234));
const context = {
  crystal: { ...RUTILE, id: 'rutile β', formula: 'O2Ti' },
  instrument: BT1_GE311,
  program: 'mauguin 1',
  header: ['a\nb'],
};

/** Every line is a comment, a heading, a loop, a lone tag, or a tag and a value, or a row. */
const rowsAfter = (text: string, lastTag: string) =>
  text
    .slice(text.indexOf(`${lastTag}\n`) + lastTag.length + 1)
    .trimEnd()
    .split('\n')
    .map((row) => row.split(' '));

describe('formatPdCif', () => {
  test('a calculated pattern', () => {
    const text = formatPdCif(pattern, context);
    expect(text).toMatch(/^# a b\ndata_rutile_\n/);
    expect(text).toMatch(/^_chemical_formula_sum +'O2 Ti'$/m);
    expect(text).toMatch(/^_diffrn_radiation_probe +neutron$/m);
    expect(text).toMatch(/^_diffrn_radiation_wavelength +2\.0775$/m);
    expect(text).toMatch(/^_pd_proc_2theta_range_min +10$/m);
    expect(text).toMatch(/^_pd_proc_2theta_range_max +10\.1$/m);
    expect(text).toMatch(/^_pd_proc_2theta_range_inc +0\.05$/m);
    expect(text).not.toContain('_pd_meas');
    expect(rowsAfter(text, '_pd_calc_intensity_total')).toEqual([
      ['10', '0'],
      ['10.05', '11'],
      ['10.1', '1234'],
    ]);
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
  });

  test('counts with their standard uncertainties, and what was calculated', () => {
    const text = formatPdCif({ ...pattern, sigma }, { ...context, calculated: [0.5, 10.25, 1200] });
    expect(text).toContain('loop_\n_pd_meas_2theta_scan\n_pd_meas_intensity_total\n');
    expect(rowsAfter(text, '_pd_calc_intensity_total')).toEqual([
      ['10', '0.0(10)', '0.5'],
      ['10.05', '11.0(33)', '10.25'],
      ['10.1', '1234(35)', '1200'],
    ]);
  });

  test('Kα1 and Kα2 are a loop', () => {
    const text = formatPdCif(pattern, { ...context, instrument: instrumentNamed('cu-ka') });
    const loop = '_diffrn_radiation_wavelength_wt\n1 1.5405929 1\n2 1.5444274 0.5\n';
    expect(text).toContain(loop);
    expect(text).toMatch(/^_diffrn_radiation_probe +x-ray$/m);
  });
});
