import { crc32, deflateRawSync } from 'node:zlib';

/** A member of a zip archive, honest unless told otherwise. */
export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** Unix mode. @default a plain file's */
  readonly mode?: number;
  /** Inflated size, as the directory claims it. */
  readonly size?: number;
  /** General-purpose flags; 1: encrypted. @default 0 */
  readonly flags?: number;
}

const DEFLATE = 8;
const UTF8 = 0x800;

/** A zip archive, written here so that it can be as wrong as a test needs. [PKWARE APPNOTE 4.3] */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { content, mode = 0o100644, flags = 0 } = entry;
    const name = Buffer.from(entry.name);
    const deflated = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags | UTF8, 2);
    common.writeUInt16LE(DEFLATE, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(deflated.length, 14);
    common.writeUInt32LE(entry.size ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, deflated]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(mode * 2 ** 16, 6);
    tail.writeUInt32LE(offset, 10);
    const madeByUnix = Buffer.from([20, 3]);
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), madeByUnix, common, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}
