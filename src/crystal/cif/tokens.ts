/** A word of a CIF; `line` counts from 1. */
export type CifToken =
  | { readonly kind: 'data' | 'save' | 'tag'; readonly text: string; readonly line: number }
  | {
      readonly kind: 'value';
      readonly text: string;
      readonly quoted: boolean;
      readonly line: number;
    }
  | { readonly kind: 'loop'; readonly line: number }
  | { readonly kind: 'fault'; readonly text: string; readonly line: number };

/** A comment, a quoted text (closed by its quote before a blank), or a word. */
const TOKEN = /\s*(?:#.*|'(.*?)'(?=\s|$)|"(.*?)"(?=\s|$)|(\S+))?/y;
/** Reserved by STAR, without meaning in a CIF. */
const RESERVED = /^(?:stop_|global_)$/i;

function wordToken(text: string, line: number): CifToken | undefined {
  const lower = text.toLowerCase();
  if (text.startsWith('_')) return { kind: 'tag', text: lower.replaceAll('.', '_'), line };
  if (lower === 'loop_') return { kind: 'loop', line };
  if (lower.startsWith('data_')) return { kind: 'data', text: text.slice(5), line };
  if (lower.startsWith('save_')) return { kind: 'save', text: text.slice(5), line };
  if (RESERVED.test(text)) return undefined;
  if (/^['"]/.test(text)) return { kind: 'fault', text: 'a quoted text does not end', line };
  return { kind: 'value', text, quoted: false, line };
}

function pushLine(tokens: CifToken[], text: string, line: number): void {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const [, single, double, word] = TOKEN.exec(text)!;
    const quoted = single ?? double;
    const token =
      quoted !== undefined
        ? ({ kind: 'value', text: quoted, quoted: true, line } as const)
        : word && wordToken(word, line);
    if (token) tokens.push(token);
  }
}

/**
 * The words of a CIF 1.1 file, with any line ends and with or without byte order mark. Tags are in
 * lower case, their dots (mmCIF, CIF 2) read as underscores. [Hall, Allen & Brown, Acta Cryst. A47,
 * 655 (1991)]
 */
export function tokeniseCif(text: string): readonly CifToken[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const tokens: CifToken[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (!line.startsWith(';')) {
      pushLine(tokens, line, at + 1);
      continue;
    }
    let end = at + 1;
    while (end < lines.length && !lines[end]!.startsWith(';')) end++;
    if (end === lines.length) {
      tokens.push({ kind: 'fault', text: 'a text block opened by ; does not end', line: at + 1 });
      return tokens;
    }
    const content = [line.slice(1), ...lines.slice(at + 1, end)].join('\n').trim();
    tokens.push({ kind: 'value', text: content, quoted: true, line: at + 1 });
    pushLine(tokens, lines[end]!.slice(1), end + 1);
    at = end;
  }
  return tokens;
}
