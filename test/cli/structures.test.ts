import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { startOptimadeServer } from '../optimadeServer.ts';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-structures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = (name: string) => join(folder, name);

const crystals = fileURLToPath(new URL('../../examples/crystals/', import.meta.url));

describe('mauguin structures', () => {
  test('imports a folder of CIFs, then counts what it wrote', async () => {
    const out = path('examples.jsonl.gz');
    const imported = await mauguin(['structures', 'import', crystals, '--out', out, '--json']);
    expect(imported.code).toBe(0);
    const summary = JSON.parse(imported.stdout);
    const cifs = readdirSync(crystals).filter((name) => name.endsWith('.cif'));
    expect(summary).toMatchObject({ out, kept: cifs.length, symprec: 0.01, missing: 0 });

    const figures = path('figures');
    const counted = await mauguin(['structures', 'stats', out, '--json', '--out', figures]);
    expect(counted.code).toBe(0);
    const statistics = JSON.parse(counted.stdout);
    expect(statistics.structures).toBe(cifs.length);
    expect(statistics.experimental.unknown).toBe(cifs.length);
    expect(readdirSync(figures).sort()).toEqual([
      'bravais-lattices.svg',
      'space-groups.svg',
      'statistics.json',
      'statistics.md',
    ]);
    expect(readFileSync(join(figures, 'space-groups.svg'), 'utf8')).toMatch(
      /^<svg[\s\S]*<\/svg>\n$/,
    );
    const text = await mauguin(['structures', 'stats', out]);
    expect(text.stdout).toContain(`${cifs.length} structures: 0 measured`);
  });

  test('fetches from a database; Ctrl-C keeps what is there', async () => {
    const entries = Array.from({ length: 60 }, (_, i) => ({
      id: String(i),
      attributes: {
        lattice_vectors: [
          [3 + i / 50, 0, 0],
          [0, 3 + i / 50, 0],
          [0, 0, 3 + i / 50],
        ],
        cartesian_site_positions: [[0, 0, 0]],
        species_at_sites: ['Po'],
        species: [{ name: 'Po', chemical_symbols: ['Po'], concentration: [1] }],
      },
    }));
    const server = await startOptimadeServer({ entries });
    try {
      const out = path('po.jsonl.gz');
      const args = ['structures', 'import', '--optimade', server.url, '--out', out, '--json'];
      const asked = [...args, '--filter', 'elements HAS "Po"', '--rate', '5'];
      const stopped = await mauguin(asked, { interruptWhen: () => server.requests.length > 1 });
      expect(stopped.code).toBe(130);
      expect(stopped.stderr).toContain('the same command goes on from there');
      expect(readdirSync(folder).filter((name) => name.startsWith('po'))).toEqual([
        'po.optimade.json',
        'po.optimade.jsonl',
      ]);
      const done = await mauguin(asked);
      expect(done.code).toBe(0);
      expect(done.stderr).toMatch(/going on after \d+ structures/);
      expect(done.stderr).toContain('60 entries come from a database that states no licence');
      // Polonium scatters no tabulated neutrons: nothing can be compared, all are kept.
      expect(JSON.parse(done.stdout)).toMatchObject({
        read: 60,
        kept: 60,
        uncompared: 60,
        warnings: [],
      });
      expect(server.requests.length).toBeLessThan(9);
    } finally {
      await server.close();
    }
  });

  test.each([
    ['no source', [], /name files, folders or archives/],
    ['source and database', ['x.cif', '--optimade', 'http://localhost'], /not both/],
    ['a source that is not there', ['gone.cif'], /gone\.cif.*no such file/],
    ['an unknown element', ['x.cif', '--without', 'Xx'], /"Xx" is no element/],
    ['an unknown choice', ['x.cif', '--symmetry', 'guess'], /Allowed choices/],
  ])('import says what is wrong: %s', async (_, args, message) => {
    const { code, stderr } = await mauguin([
      'structures',
      'import',
      ...args,
      '--out',
      path('x.jsonl'),
    ]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });

  test('import of nothing that can be read fails', async () => {
    mkdirSync(path('empty'));
    const out = path('none.jsonl');
    const empty = await mauguin(['structures', 'import', path('empty'), '--out', out]);
    expect(empty).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing could be read'),
    });
    writeFileSync(path('bad.cif'), 'data_x\n_cell_length_a 3\n');
    const bad = await mauguin(['structures', 'import', path('bad.cif'), '--out', out]);
    expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing is left') });
    expect(readdirSync(folder)).not.toContain('none.jsonl');
  });

  test('stats says what is wrong', async () => {
    const gone = await mauguin(['structures', 'stats', path('gone.jsonl')]);
    expect(gone).toMatchObject({ code: 2, stderr: expect.stringContaining('no such file') });
    const none = await mauguin(['structures', 'stats', path('bad.cif')]);
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no structure could be read'),
    });
  });
});
