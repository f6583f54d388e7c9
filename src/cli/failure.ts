import { InputError } from '../io/index.ts';
import { DivergenceError } from '../training/index.ts';
import { note } from './output.ts';

/** Exit codes, the same for every verb. */
export const EXIT = {
  ok: 0,
  /** Some inputs failed; the others were done. */
  partial: 1,
  /** Nothing done: the call or its input is wrong. */
  usage: 2,
  /** Stopped by Ctrl-C; the same command with `--resume` goes on. */
  interrupted: 130,
} as const;

/** Says what went wrong on stderr and sets the exit code. */
export function reportFailure(error: unknown): void {
  process.exitCode = EXIT.usage;
  if ([InputError, RangeError, DivergenceError].some((kind) => error instanceof kind)) {
    note(`mauguin: ${(error as Error).message}`);
    return;
  }
  const { code, message, stack } = error as NodeJS.ErrnoException;
  note(`mauguin: ${code === 'ENOSPC' ? `the disk is full: ${message}` : message}`);
  // A system error explains itself; anything else is a defect of ours and wants its trace.
  if (code === undefined) note(`${stack}\nPlease report this.`);
}
