import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Instrument, peakShape, readInstrumentFile } from '../../src/pattern/index.ts';
import { sharedPath } from '../shared.ts';

const folder = sharedPath('data/measured/companions');

describe.skipIf(folder === undefined)('instrument files that came with measured patterns', () => {
  const read = (name: string) =>
    readInstrumentFile(readFileSync(`${folder}/${name}`, 'latin1'), name);
  const instrument = (name: string): Instrument => {
    const result = read(name);
    if (!result.ok) throw new Error(result.fault.message);
    return result.instrument;
  };

  // λ of the pattern in measured.csv; FWHM of isolated peaks of these very patterns, at half height.
  test.each([
    ['n-cr2wo6-4k-hb2a.prm', 'neutron', 2.4067, 67.2, 0.276],
    ['n-lamno3-50k-bt1.inst', 'neutron', 1.5403, 40.1, 0.252],
    ['n-yfeal-garnet-d1a.prm', 'neutron', 1.909, 71.75, 0.406],
    ['n-yfeal-garnet-d1a.prm', 'neutron', 1.909, 118.25, 0.426],
    ['x-nac-11bm.prm', 'x-ray', 0.413909, 11.816, 0.0049],
  ] as const)('%s: λ, and widths near those of its pattern', (...row) => {
    const [name, radiation, wavelength, twoTheta, fwhm] = row;
    const found = instrument(name);
    expect(found.radiation).toBe(radiation);
    expect(found.wavelength).toBe(wavelength);
    expect(Math.abs(peakShape(found.widths, twoTheta).fwhm / fwhm - 1)).toBeLessThan(
      radiation === 'neutron' ? 0.16 : 0.4,
    );
  });

  test('x-fap-cu.PRM: two wavelengths, polarisation and axial divergence', () => {
    expect(instrument('x-fap-cu.PRM')).toMatchObject({
      wavelength: 1.5405,
      satellites: [{ wavelength: 1.5443, weight: 0.5 }],
      polarisation: { kind: 'synchrotron', horizontal: 0.7 },
      axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.015, hOverL: 0.015 },
    });
  });

  test.each(['n-lamno3-rt-3t2.pcr', 'n-nac-3t2.pcr', 'n-nac-g41.pcr', 'x-ceo2-cu.pcr'])(
    '%s: a refinement is no instrument file',
    (name) => {
      const result = read(name);
      expect(result.ok ? undefined : result.fault.message).toMatch(/refinement \(\.pcr\)/);
    },
  );
});
