import type { CrystalFault } from '../crystal.ts';
import { type CifToken, tokeniseCif } from './tokens.ts';

/** `line` counts from 1. `known` is false for an unquoted `?` (unknown) or `.` (inapplicable). */
export interface CifValue {
  readonly text: string;
  readonly line: number;
  readonly known: boolean;
}

/** Values by tag in lower case: an item outside loops is a column of one value. */
export type CifColumns = ReadonlyMap<string, readonly CifValue[]>;

/** A data block, and its first breach of CIF syntax. */
export interface CifBlock {
  readonly name: string;
  readonly line: number;
  readonly columns: CifColumns;
  readonly fault?: CrystalFault;
}

type ValueToken = CifToken & { readonly kind: 'value' };
type Columns = Map<string, readonly CifValue[]>;

/** The token to go on with, and what is wrong with those before. */
interface Step {
  readonly next: number;
  readonly fault?: CrystalFault;
}

const cifValue = ({ text, line, quoted }: ValueToken): CifValue => ({
  text,
  line,
  known: quoted || (text !== '?' && text !== '.'),
});

const breach = (next: number, message: string, line: number): Step => ({
  next,
  fault: { kind: 'syntax', message, line },
});

/** The tokens of `kind` that stand in a row from `start`. */
function run<K extends CifToken['kind']>(tokens: readonly CifToken[], start: number, kind: K) {
  let end = start;
  while (tokens[end]?.kind === kind) end++;
  return tokens.slice(start, end) as (CifToken & { readonly kind: K })[];
}

function readLoop(tokens: readonly CifToken[], at: number, columns: Columns): Step {
  const tags = run(tokens, at + 1, 'tag');
  const values = run(tokens, at + 1 + tags.length, 'value');
  const next = at + 1 + tags.length + values.length;
  const { line } = tokens[at]!;
  if (tags.length === 0) return breach(next, 'a loop_ names no items', line);
  for (const [i, tag] of tags.entries()) {
    const column = values.filter((_, k) => k % tags.length === i).map(cifValue);
    if (!columns.has(tag.text)) columns.set(tag.text, column);
  }
  if (values.length % tags.length === 0) return { next };
  const counts = `a loop of ${tags.length} items holds ${values.length} values, no whole rows`;
  return breach(next, `${counts}; look for a missing value or quote`, line);
}

function skipSaveFrame(tokens: readonly CifToken[], at: number): Step {
  const end = tokens.findIndex((token, i) => i > at && token.kind === 'save' && token.text === '');
  return { next: end < 0 ? tokens.length : end + 1 };
}

function readStep(tokens: readonly CifToken[], at: number, columns: Columns): Step {
  const token = tokens[at]!;
  switch (token.kind) {
    case 'tag': {
      const value = tokens[at + 1];
      // A tag without a value, frequent in files written by hand, is an item left out.
      if (value?.kind !== 'value') return { next: at + 1 };
      if (!columns.has(token.text)) columns.set(token.text, [cifValue(value)]);
      return { next: at + 2 };
    }
    case 'loop':
      return readLoop(tokens, at, columns);
    case 'save':
      return skipSaveFrame(tokens, at);
    case 'value':
      return breach(
        at + 1,
        `"${token.text}" belongs to no item; quote texts with blanks`,
        token.line,
      );
    case 'fault':
      return breach(at + 1, token.text, token.line);
    case 'data':
      return { next: at + 1 };
  }
}

function readBlock(name: string, line: number, tokens: readonly CifToken[]): CifBlock {
  const columns: Columns = new Map();
  let fault: CrystalFault | undefined;
  for (let at = 0; at < tokens.length; ) {
    const step = readStep(tokens, at, columns);
    fault ??= step.fault;
    at = step.next;
  }
  return fault === undefined ? { name, line, columns } : { name, line, columns, fault };
}

/** The data blocks of a CIF; what precedes the first `data_` is a block without name. */
export function parseCifBlocks(text: string): readonly CifBlock[] {
  const tokens = tokeniseCif(text);
  const starts = Array.from(tokens.keys()).filter((i) => i === 0 || tokens[i]!.kind === 'data');
  return starts.map((start, i) => {
    const header = tokens[start]!;
    const name = header.kind === 'data' ? header.text : '';
    return readBlock(name, header.line, tokens.slice(start, starts[i + 1]));
  });
}
