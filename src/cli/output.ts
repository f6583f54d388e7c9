import { writeSync } from 'node:fs';

/** Prints a line of results. */
export const print = (text: string): void => write(1, `${text}\n`);

/** Prints the one JSON document of a `--json` run. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** Prints a line for people, where it does not disturb results. */
export const note = (text: string): void => write(2, `${text}\n`);

/** Writes all of it at once, also into pipes: what follows may be `process.exit`. */
function write(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw error;
    }
  }
}
