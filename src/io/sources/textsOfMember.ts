import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { readCsvTexts } from './csvTexts.ts';
import { kindByName } from './sourceFile.ts';
import { LONGEST_TEXT, type SourceItem, type SourceText, sourceFault } from './sourceText.ts';

/** A file within an archive, held in memory. */
export interface Member {
  readonly file: string;
  readonly source: string;
  readonly bytes: Uint8Array;
}

/** The structures in a member of an archive. */
export async function* textsOfMember(member: Member): AsyncGenerator<SourceItem> {
  const { file, source } = member;
  const kind = kindByName(file);
  if (kind === undefined) {
    yield { kind: 'ignored', file };
    return;
  }
  if (kind === 'tar' || kind === 'zip') {
    yield sourceFault(file, 'nested-archive', 'is an archive in an archive; unpack it first');
    return;
  }
  let text: string;
  try {
    text = textOf(member);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield sourceFault(file, 'unreadable', `its gzip data cannot be read: ${reason}`);
    return;
  }
  const item = (format: SourceText['format'], line: number, part: string): SourceText => ({
    kind: 'text',
    format,
    text: part,
    file,
    line,
    source,
  });
  if (kind === 'csv') {
    yield* readCsvTexts(Readable.from([text]), { file, source });
  } else if (kind === 'structure-lines') {
    for (const [i, line] of text.split(/\r?\n/).entries()) {
      if (line.trim() !== '') yield item(kind, i + 1, line);
    }
  } else {
    yield item(kind, 1, text);
  }
}

function textOf({ file, bytes }: Member): string {
  const plain = /\.gz$/i.test(file) ? gunzipSync(bytes, { maxOutputLength: LONGEST_TEXT }) : bytes;
  return new TextDecoder().decode(plain);
}
