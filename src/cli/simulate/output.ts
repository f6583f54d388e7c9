import { join } from 'node:path';
import { InputError, writeFileAtomic } from '../../io/index.ts';
import { print } from '../output.ts';
import type { Simulated } from './phases.ts';
import type { Destination } from './plan.ts';

/** What becomes of simulated crystals. */
export interface Output {
  /** `name` is good for a file, and nobody else's. */
  take(simulated: Simulated, name: string): Promise<void>;
  finish(): Promise<void>;
}

/** A file that was written for a crystal. */
export interface Written {
  readonly id: string;
  readonly file?: string;
}

/** Text of a crystal, and how the names of such files end. */
export interface TextKind {
  readonly extension: string;
  textOf(simulated: Simulated): string;
}

/** The text of each crystal to where it belongs; what is written is added to `written`. */
export function textOutput(to: Destination, kind: TextKind, written: Written[]): Output {
  switch (to.kind) {
    case 'folder':
      return intoFolder(to.folder, kind, written);
    case 'file':
      return ofOne(kind, written, to.file);
    case 'stdout':
      return ofOne(kind, written);
  }
}

const intoFolder = (
  folder: string,
  { extension, textOf }: TextKind,
  written: Written[],
): Output => ({
  async take(simulated, name) {
    const file = join(folder, `${name}${extension}`);
    await writeFileAtomic(file, textOf(simulated));
    written.push({ id: simulated.crystal.id, file });
  },
  finish: async () => {},
});

/** The text of one crystal; held back until it is known to be the only one. */
function ofOne({ textOf }: TextKind, written: Written[], file?: string): Output {
  const texts: string[] = [];
  return {
    async take(simulated) {
      texts.push(textOf(simulated));
      if (texts.length > 1) throw new InputError('more than one crystal: give a folder with --out');
      written.push({ id: simulated.crystal.id, ...(file !== undefined && { file }) });
    },
    async finish() {
      for (const text of texts) {
        // Blanks at the end of a record belong to it: those of GSAS have 80 columns.
        if (file === undefined) print(text.replace(/\n$/, ''));
        else await writeFileAtomic(file, text);
      }
    },
  };
}

/** An id as a file name: letters of any script stay, separators become `_`; a number tells twins apart. */
export function freeName(id: string, taken: Set<string>): string {
  const base = id.replace(/[^\p{L}\p{N}.+-]+/gu, '_').replace(/^\.+/, '') || 'crystal';
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}-${n}`;
  taken.add(name.toLowerCase());
  return name;
}
