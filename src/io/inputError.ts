/** Something a person gave us is wrong; the message says what, where, and what to do. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** Why a system call failed, in words, by its error code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
  EEXIST: 'there is a file of that name',
  ENOSPC: 'the disk is full; make room and do the same again',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  Z_DATA_ERROR: 'its gzip data are damaged',
  Z_BUF_ERROR: 'its gzip data end too early',
};

/** The error of a file that cannot be read. */
export const unreadable = (path: string, error: unknown): InputError =>
  error instanceof InputError
    ? error
    : new InputError(`${path}: cannot be read: ${reasonOf(error)}`, { cause: error });

/** The error of a file that cannot be written. */
export const unwritable = (path: string, error: unknown): InputError =>
  error instanceof InputError
    ? error
    : new InputError(`${path}: cannot be written: ${reasonOf(error)}`, { cause: error });

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? error.message;
}
