import { expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import { instrumentDifferences } from './instrumentDifferences.ts';
import { BT1_GE311, INSTRUMENTS, instrumentNamed } from './instruments.ts';

test('an instrument differs from no copy of it, whatever that says of itself', () => {
  for (const instrument of INSTRUMENTS) {
    const copy = JSON.parse(JSON.stringify(instrument));
    const renamed = { ...copy, name: 'other', title: 'x', source: 'y', approximations: 'z' };
    expect(instrumentDifferences(instrument, renamed)).toEqual([]);
  }
});

test('any two presets differ', () => {
  for (const [i, one] of INSTRUMENTS.entries()) {
    for (const other of INSTRUMENTS.slice(i + 1)) {
      expect(instrumentDifferences(one, other), `${one.name}, ${other.name}`).not.toEqual([]);
    }
  }
});

test.each<[Partial<Instrument>, string]>([
  [{ radiation: 'x-ray' }, 'radiation neutron and x-ray'],
  [{ wavelength: 1.5 }, 'wavelengths (Å) 2.0775 and 1.5'],
  [
    { satellites: [{ wavelength: 1.04, weight: 0.01 }] },
    'further wavelengths none and wavelength 1.04 weight 0.01',
  ],
  [
    { grid: { start: 3, step: 0.1, count: 1521 } },
    'grids start 3 step 0.05 count 3041 and start 3 step 0.1 count 1521',
  ],
  [{ widths: { ...BT1_GE311.widths, Z: 0.1 } }, 'Y 0.04753 Z 0 and U 0.28812'],
  [{ cutoff: 0 }, 'cut-offs 0.001 and 0'],
  [{ axialDivergence: { kind: 'none' } }, 'axial divergences simple k 0.006377 and none'],
  [{ zeroShift: 0.1 }, 'zero shifts 0.0006 and 0.1'],
  [
    { polarisation: { kind: 'synchrotron', horizontal: 0.9 } },
    'polarisations none and synchrotron horizontal 0.9',
  ],
  [{ scatteringLengths: 'rauch2003' }, 'scattering lengths sears1992 and rauch2003'],
  [{ realLengths: false }, 'imaginary parts left out true and false'],
])('%j is told', (changes, message) => {
  const differences = instrumentDifferences(BT1_GE311, { ...BT1_GE311, ...changes });
  expect(differences).toHaveLength(1);
  expect(differences[0]).toContain(message);
});

test('every key but what an instrument says of itself is compared', () => {
  const silent = ['name', 'title', 'source', 'approximations'];
  const instrument = { ...instrumentNamed('cu-ka'), realLengths: true };
  for (const key of Object.keys(instrument) as (keyof Instrument)[]) {
    const changed = { ...instrument, [key]: 'changed' } as unknown as Instrument;
    expect(instrumentDifferences(instrument, changed)).toHaveLength(silent.includes(key) ? 0 : 1);
  }
});
