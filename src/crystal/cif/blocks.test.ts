import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCifBlocks } from './blocks.ts';
import { parseCifNumber } from './values.ts';

const only = (text: string) => {
  const blocks = parseCifBlocks(text);
  expect(blocks).toHaveLength(1);
  return blocks[0]!;
};
const textsOf = (text: string, tag: string) =>
  only(text)
    .columns.get(tag)
    ?.map((v) => v.text);

describe('values', () => {
  test.each([
    ['a word', 'data_a\n_x abc', 'abc'],
    ['single quotes', "data_a\n_x 'a b'", 'a b'],
    ['double quotes', 'data_a\n_x "a b"', 'a b'],
    ['an embedded quote', "data_a\n_x 'a dog's life'", "a dog's life"],
    ['a quote within a word', "data_a\n_x O5'", "O5'"],
    ['a hash within a word', 'data_a\n_x a#b', 'a#b'],
    ['a quoted hash', "data_a\n_x '# 1'", '# 1'],
    ['an empty text', "data_a\n_x ''", ''],
    ['a text block', 'data_a\n_x\n;one\n two;\n;\n_y 1', 'one\n two;'],
    ['a value on a later line', 'data_a\n_x # why\n\n  abc', 'abc'],
    ['a keyword in quotes', "data_a\n_x 'loop_'", 'loop_'],
    ['a semicolon within a line', 'data_a\n_x ;abc', ';abc'],
    ['the last line without end', 'data_a\n_x 1', '1'],
    ['a byte order mark', '\uFEFFdata_a\n_x 1', '1'],
    ['upper case', 'DATA_a\n_X 1', '1'],
    ['the first of two', 'data_a\n_x 1\n_x 2', '1'],
  ])('%s', (_, text, value) => {
    expect(textsOf(text, '_x')).toEqual([value]);
  });

  test.each(['\n', '\r\n', '\r'])('any line end: %j', (end) => {
    const block = only(['data_a', '_x', ';one', 'two', ';', '_y 2'].join(end));
    expect(block.columns.get('_x')).toEqual([{ text: 'one\ntwo', line: 3, known: true }]);
    expect(block.columns.get('_y')?.[0]?.line).toBe(6);
  });

  test('a bare ? or . is not known, a quoted one is', () => {
    const block = only("data_a\nloop_\n_x\n? . '?' abc");
    expect(block.columns.get('_x')?.map((v) => v.known)).toEqual([false, false, true, true]);
  });

  test('dotted tags of mmCIF and CIF 2 are those of the core dictionary', () => {
    expect(textsOf('data_a\n_cell.length_a 5', '_cell_length_a')).toEqual(['5']);
  });
});

describe('structure', () => {
  test('loops become columns', () => {
    const block = only("data_a\nloop_\n_p _q\n1 'a b'\n2\n;t\n;\nloop_ _r 3 4 5");
    const columns = Object.fromEntries(
      [...block.columns].map(([tag, values]) => [tag, values.map((v) => v.text)]),
    );
    expect(columns).toEqual({ _p: ['1', '2'], _q: ['a b', 't'], _r: ['3', '4', '5'] });
    expect(block.fault).toBeUndefined();
  });

  test('several blocks, named, with their lines', () => {
    const blocks = parseCifBlocks('# top\ndata_one\n_x 1\n\ndata_two\n_x 2');
    expect(blocks.map(({ name, line }) => [name, line])).toEqual([
      ['one', 2],
      ['two', 5],
    ]);
  });

  test('save frames are skipped', () => {
    expect(textsOf('data_a\nsave_f\n_x 1\nloop_ _y 1 2\nsave_\n_x 3', '_x')).toEqual(['3']);
  });

  test('a tag without a value is left out', () => {
    expect(only('data_a\n_w\n_x 1').columns.has('_w')).toBe(false);
  });

  test('items before the first data_ are a block without name', () => {
    expect(only('_x 1').name).toBe('');
  });

  test.each([
    ['a value without a tag', 'data_a\n_x P m -3 m', 2],
    ['a loop of broken rows', 'data_a\n\nloop_\n_p\n_q\n1 2 3', 3],
    ['a loop without tags', 'data_a\nloop_\n1 2', 2],
    ['an open quote', "data_a\n_x 'abc", 2],
    ['an open text block', 'data_a\n_x\n;abc\n', 3],
  ])('%s is a fault with its line', (_, text, line) => {
    expect(only(text).fault).toMatchObject({ kind: 'syntax', line });
  });

  test('what follows a breach is still read', () => {
    expect(textsOf('data_a\nstray\n_x 1', '_x')).toEqual(['1']);
  });
});

test('no text makes the parser throw', () => {
  const word = fc.constantFrom(
    'data_a',
    'loop_',
    '_x',
    "'",
    '"',
    ';',
    '\n',
    ' ',
    '#',
    'save_',
    '?',
    '1',
  );
  const text = fc.array(fc.oneof(word, fc.string()), { maxLength: 40 }).map((w) => w.join(''));
  fc.assert(fc.property(text, (cif) => void parseCifBlocks(cif)));
});

test.each([
  ['1.234(5)', 1.234],
  ['-0.5', -0.5],
  ['.25', 0.25],
  ['5.', 5],
  ['+3', 3],
  ['1.2e-3(4)', 0.0012],
  ['12(3)', 12],
])('the number %s', (text, value) => {
  expect(parseCifNumber(text)).toBe(value);
});

test.each(['', 'abc', '1,5', '1.2.3', '1/3', '1 2', '.', 'NaN', 'Infinity', '(5)', '0x10'])(
  '"%s" is no number',
  (text) => {
    expect(parseCifNumber(text)).toBeUndefined();
  },
);
