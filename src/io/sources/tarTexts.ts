import { createReadStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Entry, type Extract, extract, type Headers } from 'tar-stream';
import { isGzip } from '../textFiles.ts';
import { unsafeName, unsafeSize } from './archiveSafety.ts';
import type { SourceFile } from './sourceFile.ts';
import { LONGEST_TEXT, type SourceItem, sourceFault } from './sourceText.ts';
import { textsOfMember } from './textsOfMember.ts';

/** Refused for what it would do, not for being damaged. */
class UnsafeArchive extends Error {}

/**
 * The structures in a tar archive, gzip-compressed or plain. It is looked through before any is
 * given: one with a path that leads out of it, or that swells like a bomb, is refused whole. Links
 * and members too large are faults of their own; of a damaged archive what comes before is read.
 */
export async function* readTarTexts(archive: SourceFile): AsyncGenerator<SourceItem> {
  const { file, source } = archive;
  const unsafe = await findDanger(archive);
  if (unsafe !== undefined) {
    yield sourceFault(file, 'unsafe-archive', `the archive is refused: ${unsafe}`);
    return;
  }
  try {
    const { members, taken } = await openTar(archive);
    for await (const entry of members) {
      const { name, type, size = 0 } = entry.header;
      const member = `${file}/${name.replace(/^(?:\.\/)+/, '')}`;
      if (type === 'symlink' || type === 'link') {
        yield sourceFault(member, 'link', 'is a link; archive the file itself');
        entry.resume();
      } else if (!isFile(type)) {
        entry.resume();
      } else if (size > LONGEST_TEXT) {
        yield sourceFault(member, 'unreadable', `its ${size} bytes are more than a structure has`);
        entry.resume();
      } else {
        const bytes = await bytesOf(entry);
        const share = taken();
        for await (const item of textsOfMember({ file: member, source, bytes })) {
          yield { ...item, share };
        }
      }
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    yield sourceFault(file, 'unreadable', `the rest of the archive cannot be read: ${reason}`);
  }
}

const isFile = (type: Headers['type']): boolean => type === 'file' || type === 'contiguous-file';

async function findDanger(archive: SourceFile): Promise<string | undefined> {
  try {
    const { members } = await openTar(archive);
    for await (const entry of members) {
      const unsafe = unsafeName(entry.header.name);
      if (unsafe !== undefined) return unsafe;
      entry.resume();
    }
  } catch (error) {
    // Damage is told when the archive is read, after the members before it.
    if (error instanceof UnsafeArchive) return error.message;
  }
  return undefined;
}

interface OpenTar {
  /** An inflating bomb ends them with an error. */
  readonly members: Extract;
  /** Share of the archive's bytes taken so far. */
  taken(): number;
}

async function openTar({ path, bytes }: SourceFile): Promise<OpenTar> {
  const members = extract();
  const source = createReadStream(path, { highWaterMark: 2 ** 18 });
  const stages: Readable[] = [source];
  if (await isGzip(path)) {
    let inflated = 0;
    const guard = new Transform({
      transform(chunk: Uint8Array, _, done) {
        inflated += chunk.length;
        const unsafe = unsafeSize(inflated, bytes);
        done(unsafe === undefined ? null : new UnsafeArchive(unsafe), chunk);
      },
    });
    stages.push(createGunzip(), guard);
  }
  stages.reduce((from, to) => from.pipe(to as Transform)).pipe(members);
  for (const stage of stages) stage.once('error', (error) => members.destroy(error));
  members.once('close', () => {
    for (const stage of stages) stage.destroy();
  });
  return { members, taken: () => source.bytesRead / bytes };
}

async function bytesOf(entry: Entry): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
}
