import { expect, test } from 'vitest';
import { MANIFEST_FORMAT_VERSION, type Manifest, parseManifest } from './manifest.ts';

const record = { file: 'a.jsonl', bytes: 1, sha256: '0'.repeat(64) };

const manifest: Manifest = {
  formatVersion: MANIFEST_FORMAT_VERSION,
  packageVersion: '0.1.0',
  createdWith: {
    instrument: {
      name: 'made up',
      title: 'Made up',
      radiation: 'neutron',
      wavelength: 2,
      satellites: [{ wavelength: 1, weight: 0.01 }],
      grid: { start: 3, step: 0.05, count: 3041 },
      widths: { U: 0.1, V: 0, W: 0.1, X: 0, Y: 0, Z: 0 },
      cutoff: 0,
      axialDivergence: { kind: 'finger-cox-jephcoat', sOverL: 0.02, hOverL: 0.03 },
      zeroShift: 0,
      polarisation: { kind: 'none' },
      scatteringLengths: 'sears1992',
      source: 'made up',
      approximations: '',
    },
    bIso: 0,
    seed: 1,
    testShare: 0.1,
    stratified: false,
    dtype: 'float16',
    shardRows: 4096,
  },
  inputs: [{ name: 'a', bytes: 1, sha256: '0'.repeat(64) }],
  counts: { read: 2, kept: 1, warned: 0, faults: { syntax: 1 }, duplicateIds: 0 },
  shards: [{ file: 'patterns-00000.npy', rows: 1, sha256: '0'.repeat(64) }],
  metadata: record,
  faults: record,
  classes: { 'bravais-lattice': ['aP', 'cF'], 'space-group': [225] },
};

test('a manifest survives writing and reading', () => {
  const withStructures = { ...manifest, structures: record };
  expect(parseManifest(JSON.stringify(withStructures))).toEqual({
    ok: true,
    manifest: withStructures,
  });
});

test('a manifest of a set that kept no structures is read', () => {
  expect(parseManifest(JSON.stringify(manifest))).toEqual({ ok: true, manifest });
});

test.each([
  ['formatVersion', { formatVersion: 1 }],
  ['counts', { counts: { read: 1 } }],
  ['shards.0.sha256', { shards: [{ file: 'a.npy', rows: 1, sha256: 'abc' }] }],
  ['shards.0.file', { shards: [{ ...manifest.shards[0], file: '../a.npy' }] }],
  ['classes.bravais-lattice.0', { classes: { ...manifest.classes, 'bravais-lattice': ['xX'] } }],
  ['createdWith', { createdWith: undefined }],
])('a fault in %s is named', (place, changes) => {
  const result = parseManifest(JSON.stringify({ ...manifest, ...changes }));
  expect(result).toEqual({ ok: false, message: expect.stringContaining(place) });
});

test('damaged text', () => {
  expect(parseManifest('{"formatVersion"')).toEqual({ ok: false, message: 'is no JSON' });
});
