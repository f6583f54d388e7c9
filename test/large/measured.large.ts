import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classifyFile, type OpenPredictionModel, openPredictionModel } from '../../src/io/index.ts';
import type { Radiation } from '../../src/pattern/index.ts';
import { sharedPath } from '../shared.ts';

const list = sharedPath('data/measured/measured.csv');

interface Scan {
  readonly id: string;
  readonly file: string;
  readonly radiation: Radiation;
  readonly wavelength: number;
  readonly bravais: string;
  readonly spaceGroup: number;
}

/** Constant-wavelength scans in plain columns that have a label. */
function labelledScans(path: string): readonly Scan[] {
  const [head, ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/).map(fieldsOf);
  return rows
    .map((row) => Object.fromEntries(row.map((value, i) => [head![i]!, value])))
    .filter(
      ({ set, format, mode }) =>
        set === 'single' && mode === 'CW' && /^(xye?|csv|PRN)\b/i.test(format!),
    )
    .map((row) => ({
      id: row.id!,
      file: row.file!,
      radiation: row.radiation === 'neutron' ? 'neutron' : 'x-ray',
      wavelength: Number(row.wavelength),
      bravais: row.bravais!,
      spaceGroup: Number(row.space_group_number),
    }));
}

/** Fields of a CSV line, quoted ones unquoted. */
const fieldsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '',
  );

describe.skipIf(list === undefined)('measured patterns in plain columns', () => {
  const scans = list === undefined ? [] : labelledScans(list);
  let model: OpenPredictionModel;
  beforeAll(async () => {
    model = await openPredictionModel('neutron');
  });
  afterAll(() => model.close());

  test('are all read and answered', async () => {
    expect(scans.length).toBeGreaterThan(20);
    const tally = { neutron: [0, 0, 0, 0], 'x-ray': [0, 0, 0, 0] };
    for (const scan of scans) {
      const path = sharedPath(`data/measured/${scan.file}`)!;
      const { bravais, spaceGroup } = await classifyFile(path, async () => model, scan);
      const total = bravais.reduce((sum, { probability }) => sum + probability, 0);
      expect(total, scan.id).toBeCloseTo(1, 5);
      const counts = tally[scan.radiation];
      counts[0]!++;
      if (bravais[0]!.lattice === scan.bravais) counts[1]!++;
      if (spaceGroup[0]!.number === scan.spaceGroup) counts[2]!++;
      if (spaceGroup.slice(0, 5).some(({ number }) => number === scan.spaceGroup)) counts[3]!++;
    }
    for (const [radiation, [n, lattice, group, five]] of Object.entries(tally)) {
      console.log(`${radiation}: ${n} scans, lattice ${lattice}, group ${group}, in five ${five}`);
    }
  });
});
