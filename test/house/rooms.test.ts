import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** Which rooms each room may use; the picture is in CONTRIBUTING.md. */
const crystalWing = ['math', 'random', 'crystal', 'pattern'];
const model = [...crystalWing, 'dataset', 'measurement', 'generation', 'nn'];
const learning = [...model, 'model'];
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  math: [],
  random: ['math'],
  crystal: ['math', 'random'],
  pattern: ['math', 'random', 'crystal'],
  augmentation: crystalWing,
  dataset: crystalWing,
  measurement: crystalWing,
  generation: crystalWing,
  nn: ['math', 'random'],
  model,
  training: [...learning, 'augmentation'],
  evaluation: learning,
  prediction: learning,
  report: [...learning, 'augmentation', 'training', 'evaluation', 'prediction'],
  io: [...learning, 'augmentation', 'training', 'evaluation', 'prediction', 'report'],
  cli: [...learning, 'augmentation', 'training', 'evaluation', 'prediction', 'report', 'io'],
};

/** Rooms that may touch disk, network, clock or console. */
const OUTSIDE = new Set(['io', 'cli']);

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replaceAll('\\', '/'));

const textOf = (file: string) => readFileSync(join(source, file), 'utf8');
const roomOf = (file: string) => file.split('/')[0]!;

const imports: readonly Import[] = files.flatMap((file) =>
  [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => ({
    file,
    room: roomOf(file),
    target: match[1]!,
  })),
);

/** The room an import leads to, undefined for packages. */
function targetOf({ file, target }: Import): { room: string; path: string } | undefined {
  if (!target.startsWith('.')) return undefined;
  const path = relative(source, resolve(source, file, '..', target)).replaceAll('\\', '/');
  return { room: roomOf(path), path };
}

const isTest = (file: string) => file.endsWith('.test.ts');
const show = ({ file, target }: Import) => `${file} imports ${target}`;

describe('the rooms of src', () => {
  test('are those of the picture', () => {
    const rooms = files.filter((file) => file.includes('/')).map(roomOf);
    expect([...new Set(rooms)].sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  test('import only rooms to their left', () => {
    const wrong = imports.filter((found) => {
      const target = targetOf(found);
      if (target === undefined || !found.file.includes('/') || isTest(found.file)) return false;
      if (!target.path.includes('/') || target.path.startsWith('..')) return true;
      return target.room !== found.room && !ALLOWED[found.room]!.includes(target.room);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('are entered by their door, index.ts', () => {
    const wrong = imports.filter((found) => {
      const target = targetOf(found);
      if (target === undefined || isTest(found.file)) return false;
      return target.room !== found.room && target.path !== `${target.room}/index.ts`;
    });
    expect(wrong.map(show)).toEqual([]);
  });

  test('left of io touch no disk, network, process or clock', () => {
    const wrong = imports.filter(
      ({ file, room, target }) =>
        target.startsWith('node:') &&
        !OUTSIDE.has(room) &&
        !isTest(file) &&
        !(room === 'nn' && target === 'node:worker_threads'),
    );
    expect(wrong.map(show)).toEqual([]);
    const clocks = files.filter(
      (file) =>
        !OUTSIDE.has(roomOf(file)) &&
        !isTest(file) &&
        /\b(?:Date\.now|new Date|performance\.now|console\.|process\.|fetch\()/.test(textOf(file)),
    );
    expect(clocks).toEqual([]);
  });

  test('draw no unseeded random numbers', () => {
    expect(files.filter((file) => textOf(file).includes('Math.random'))).toEqual([]);
  });

  test('name the tensor engine in nn alone', () => {
    const wrong = imports.filter(
      ({ room, target }) => target.startsWith('onnxruntime') && room !== 'nn',
    );
    expect(wrong.map(show)).toEqual([]);
  });
});
