import { readStructureTexts } from '../structureTexts.ts';
import { openBytes, readLines } from '../textFiles.ts';
import { readCsvTexts } from './csvTexts.ts';
import type { SourceFile } from './sourceFile.ts';
import { LONGEST_TEXT, type SourceItem, sourceFault } from './sourceText.ts';
import { readTarTexts } from './tarTexts.ts';
import { readZipTexts } from './zipTexts.ts';

/** The structures of a file in order; where it cannot be read further a fault stands instead. */
export async function* readSource(source: SourceFile): AsyncGenerator<SourceItem> {
  try {
    yield* readKind(source);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    // The reading of files names them by their whole paths, which are nobody else's business.
    yield sourceFault(source.file, 'unreadable', reason.replaceAll(source.path, source.file));
  }
}

async function* readKind(file: SourceFile): AsyncGenerator<SourceItem> {
  const { path, kind } = file;
  switch (kind) {
    case 'tar':
      yield* readTarTexts(file);
      return;
    case 'zip':
      yield* readZipTexts(file);
      return;
    case 'csv':
      yield* readCsvTexts(await openBytes(path), file);
      return;
    case 'poscar':
      yield { ...textOf(file, await wholeText(path)), format: kind };
      return;
    case 'cif':
    case 'structure-lines':
      for await (const { text, line, bytesRead } of readStructureTexts({ path, format: kind })) {
        yield { ...textOf(file, text, line), format: kind, share: bytesRead / file.bytes };
      }
  }
}

const textOf = ({ file, source }: SourceFile, text: string, line = 1) =>
  ({ kind: 'text', text, file, line, source }) as const;

async function wholeText(path: string): Promise<string> {
  let text = '';
  for await (const line of readLines(path)) {
    text += `${line.text}\n`;
    if (text.length > LONGEST_TEXT) throw new Error('it is longer than any structure');
  }
  return text;
}
