import { note } from './output.ts';

/** A remark that holds for one structure or several. */
export interface Remark {
  readonly message: string;
  readonly count: number;
  /** The first place it is about, such as `file.cif:1`. */
  readonly where: string;
}

/** Collects remarks about many structures, so that equal ones are told once. */
export class Tally {
  readonly #remarks = new Map<string, Remark>();

  add(message: string, where: string): void {
    const known = this.#remarks.get(message) ?? { message, count: 0, where };
    this.#remarks.set(message, { ...known, count: known.count + 1 });
  }

  get remarks(): readonly Remark[] {
    return [...this.#remarks.values()];
  }

  /** Prints them for people. */
  tell(): void {
    for (const { message, count, where } of this.remarks) {
      note(
        count === 1 ? `${where}: ${message}` : `${message} (${count} structures, first ${where})`,
      );
    }
  }
}
