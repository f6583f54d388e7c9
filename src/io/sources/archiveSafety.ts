/** Inflated to stored bytes: CIFs reach 20, a folder of small ones in a tar 50, bombs 1000. */
const LARGEST_RATIO = 200;
/** Below this nobody is harmed, whatever the ratio, bytes. */
const HARMLESS = 2 ** 26;
/** All that an archive may hold when inflated, bytes. */
const LARGEST_ARCHIVE = 2 ** 36;

/** Why a name must not stand in an archive of structures, undefined when it may. */
export function unsafeName(name: string): string | undefined {
  const path = name.replaceAll('\\', '/');
  if (path.startsWith('/') || /^[a-z]:/i.test(path)) return `"${name}" is an absolute path`;
  if (path.split('/').includes('..')) return `"${name}" leads out of the archive`;
  return path.includes('\0') ? `"${name}" holds a null character` : undefined;
}

/** Why an archive of `stored` bytes must not be inflated to `inflated` bytes. */
export function unsafeSize(inflated: number, stored: number): string | undefined {
  if (inflated > LARGEST_ARCHIVE) {
    return `it holds more than ${LARGEST_ARCHIVE / 2 ** 30} GiB; cut it into smaller archives`;
  }
  if (inflated <= HARMLESS || inflated <= LARGEST_RATIO * stored) return undefined;
  return `it swells to more than ${LARGEST_RATIO} times its size, as a decompression bomb does`;
}
