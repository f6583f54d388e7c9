import { buffer } from 'node:stream/consumers';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { unsafeName, unsafeSize } from './archiveSafety.ts';
import type { SourceFile } from './sourceFile.ts';
import { LONGEST_TEXT, type ReadFault, type SourceItem, sourceFault } from './sourceText.ts';
import { textsOfMember } from './textsOfMember.ts';

/** Bits of a Unix file mode that say what a file is, and those of a link. */
const FILE_TYPE = 0o170000;
const LINK = 0o120000;

/**
 * The structures in a zip archive. Its directory is looked through before any is given: an archive
 * with a path that leads out of it, or that swells like a bomb, is refused whole. Links and members
 * that are encrypted, damaged or too large are faults of their own.
 */
export async function* readZipTexts(archive: SourceFile): AsyncGenerator<SourceItem> {
  const { file, source } = archive;
  let zip: ZipFile | undefined;
  try {
    zip = await openZip(archive);
    const members = await readDirectory(zip);
    const unsafe = findDanger(members, archive.bytes);
    if (unsafe !== undefined) {
      yield sourceFault(file, 'unsafe-archive', `the archive is refused: ${unsafe}`);
      return;
    }
    for (const [i, { name, entry }] of members.entries()) {
      if (name.endsWith('/')) continue;
      const member = `${file}/${name}`;
      const read = await readMember(zip, entry);
      if (!(read instanceof Uint8Array)) {
        yield sourceFault(member, read.kind, read.message);
        continue;
      }
      const share = (i + 1) / members.length;
      for await (const item of textsOfMember({ file: member, source, bytes: read })) {
        yield { ...item, share };
      }
    }
  } catch (error) {
    yield sourceFault(file, 'unreadable', `the archive cannot be read: ${reasonOf(error)}`);
  } finally {
    zip?.close();
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Names are judged by us; sizes that differ from the directory's end a member with an error. */
const openZip = ({ path }: SourceFile): Promise<ZipFile> =>
  openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });

interface ZipMember {
  readonly name: string;
  readonly entry: Entry;
}

async function readDirectory(zip: ZipFile): Promise<readonly ZipMember[]> {
  const members: ZipMember[] = [];
  for await (const entry of zip.eachEntry()) {
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const name = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
    members.push({ name, entry });
  }
  return members;
}

function findDanger(members: readonly ZipMember[], stored: number): string | undefined {
  let inflated = 0;
  for (const { name, entry } of members) {
    inflated += entry.uncompressedSize;
    const unsafe = unsafeName(name) ?? unsafeSize(inflated, stored);
    if (unsafe !== undefined) return unsafe;
  }
  return undefined;
}

async function readMember(zip: ZipFile, entry: Entry): Promise<Uint8Array | ReadFault> {
  if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK) {
    return { kind: 'link', message: 'is a link; archive the file itself' };
  }
  if (entry.isEncrypted()) return unreadable('is encrypted');
  const size = entry.uncompressedSize;
  if (size > LONGEST_TEXT) return unreadable(`its ${size} bytes are more than a structure has`);
  try {
    return await buffer(await zip.openReadStreamPromise(entry));
  } catch (error) {
    return unreadable(`cannot be read: ${reasonOf(error)}`);
  }
}

const unreadable = (message: string): ReadFault => ({ kind: 'unreadable', message });
