import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { mauguin } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'mauguin-cli-generate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const out = join(folder, 'out.jsonl.gz');
const generate = (...args: readonly string[]) => mauguin(['structures', 'generate', ...args]);

describe('structures generate', () => {
  test('makes crystals of the groups asked for', async () => {
    const flags = ['--count', '12', '--seed', '3', '--space-groups', '19,210', '--json'];
    const { code, stdout, stderr } = await generate(...flags, '--out', out);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ out, made: 12, other: 0 });
    const lines = gunzipSync(readFileSync(out)).toString().trim().split('\n');
    const crystals = lines.map((line) => JSON.parse(line) as { id: string; spaceGroup: number });
    expect(crystals.map(({ id }) => id)).toEqual([...Array(12).keys()].map((i) => `gen-3-${i}`));
    expect(new Set(crystals.map(({ spaceGroup }) => spaceGroup))).toEqual(new Set([19, 210]));
  });

  test.each<[string, readonly string[], RegExp]>([
    ['unknown space groups', ['--space-groups', '231'], /--space-groups: "231" names no space/],
    ['a count of 0', ['--count', '0'], /whole number above 0/],
    ['statistics that are none', ['--statistics', join(folder, 'x.json')], /x\.json: is no JSON/],
  ])('refuses %s', async (_, flags, message) => {
    writeFileSync(join(folder, 'x.json'), 'nothing');
    const path = join(folder, 'refused.jsonl');
    const { code, stderr } = await generate('--count', '5', '--out', path, ...flags);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(existsSync(path)).toBe(false);
  });
});
