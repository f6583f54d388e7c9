import { readStructureTexts, type StructureFile, type StructureText } from './structureTexts.ts';

/** Texts for one worker. */
export interface Batch {
  /** Position of the first among the texts of all files. */
  readonly first: number;
  readonly texts: readonly StructureText[];
  /** Share of all bytes taken with this batch, 0–1. */
  readonly share: number;
}

// Handing over a task costs 0.2 ms, simulating a structure about 1 ms, long ones much more: batches
// of many short texts or few long ones.
const TEXTS = 100;
const CHARACTERS = 2 ** 17;

/** How many texts files hold. */
export async function countTexts(files: readonly StructureFile[]): Promise<number> {
  let count = 0;
  for (const file of files) for await (const _ of readStructureTexts(file)) count++;
  return count;
}

/** The texts of files in order, in batches, from text `skip` on and before text `end`. */
export async function* readBatches(
  files: readonly StructureFile[],
  skip: number,
  end = Number.POSITIVE_INFINITY,
): AsyncGenerator<Batch> {
  const allBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  let bytesBefore = 0;
  let position = 0;
  for (const file of files) {
    let texts: StructureText[] = [];
    let characters = 0;
    const batch = (): Batch => ({
      first: position - texts.length,
      texts,
      share: (bytesBefore + texts.at(-1)!.bytesRead) / allBytes,
    });
    for await (const text of readStructureTexts(file)) {
      if (position >= end) break;
      if (position++ < skip) continue;
      texts.push(text);
      characters += text.text.length;
      if (texts.length < TEXTS && characters < CHARACTERS) continue;
      yield batch();
      texts = [];
      characters = 0;
    }
    if (texts.length > 0) yield batch();
    if (position >= end) return;
    bytesBefore += file.bytes;
  }
}
