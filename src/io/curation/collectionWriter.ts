import { type DuplicateLimits, Duplicates } from '../../dataset/index.ts';
import { LineWriter } from '../lineWriter.ts';
import type { Place } from '../sources/sourceText.ts';
import { StructureWriter } from '../structureWriter.ts';
import type { Candidate, Curated } from './curateBatch.ts';
import { type ImportCounts, NOTHING_READ, oneMore } from './importCounts.ts';

/** A line of the report: something that was left out, or kept in another form, and why. */
interface ReportLine extends Partial<Place> {
  readonly id?: string;
  readonly kind: string;
  readonly message: string;
}

/** Name of the report that lies beside a file of structure lines. */
export const reportPath = (out: string): string =>
  out.replace(/\.jsonl(?:\.gz)?$/i, '.dropped.jsonl');

/**
 * Gathers curated structures, in order, into a file of structure lines and a report of all that was
 * left out. Of structures that are the same the first stays; of two different ones with the same id
 * the later is given another, `id#2`.
 */
export class CollectionWriter {
  readonly #structures: StructureWriter;
  readonly #report: LineWriter;
  readonly #duplicates: Duplicates | undefined;
  readonly #ids = new Map<string, number>();
  readonly #missing: Set<string>;
  #counts = NOTHING_READ;

  /** @param wanted names of a list, to find which of them no structure answers to */
  constructor(out: string, duplicates: DuplicateLimits | undefined, wanted: readonly string[]) {
    this.#structures = new StructureWriter(out);
    this.#report = new LineWriter(reportPath(out));
    this.#duplicates = duplicates && new Duplicates(duplicates);
    this.#missing = new Set(wanted);
  }

  get counts(): ImportCounts {
    return this.#counts;
  }

  /** Wanted names that no structure has answered to. */
  get missing(): number {
    return this.#missing.size;
  }

  async add(curated: Curated): Promise<void> {
    for (const name of curated.answers ?? []) this.#missing.delete(name);
    switch (curated.kind) {
      case 'ignored':
        this.#count({ ignored: this.#counts.ignored + 1 });
        return;
      case 'unwanted':
        this.#count({ read: this.#counts.read + 1, unwanted: this.#counts.unwanted + 1 });
        return;
      case 'dropped': {
        const { file, line, id, fault } = curated;
        this.#count({ read: this.#counts.read + 1 });
        await this.#drop({ file, line, ...(id !== undefined && { id }), ...fault });
        return;
      }
      case 'candidate':
        this.#count({ read: this.#counts.read + 1 });
        await this.#addCandidate(curated);
    }
  }

  async #addCandidate(candidate: Candidate): Promise<void> {
    const { file, line, likeness } = candidate;
    const id = this.#freeId(candidate.id);
    const twin = likeness && this.#duplicates?.findOrAdd({ id, ...likeness });
    if (twin) {
      const message = `is the same as ${twin.of} (pattern distance ${twin.distance.toFixed(3)})`;
      await this.#drop({ file, line, id: candidate.id, kind: 'duplicate', message });
      return;
    }
    this.#ids.set(candidate.id, (this.#ids.get(candidate.id) ?? 0) + 1);
    if (id === candidate.id) {
      await this.#structures.add(candidate.text);
    } else {
      this.#ids.set(id, 1);
      await this.#structures.add(JSON.stringify({ ...JSON.parse(candidate.text), id }));
      const message = `another structure has its id ${candidate.id}`;
      await this.#tell({ file, line, id, kind: 'renamed', message });
    }
    this.#countKept(candidate, id !== candidate.id);
  }

  #countKept({ agreement, warnings, licence, likeness }: Candidate, isRenamed: boolean): void {
    const { kept, renamed, symmetry, uncompared, warned, licences } = this.#counts;
    this.#count({
      kept: kept + 1,
      renamed: renamed + (isRenamed ? 1 : 0),
      symmetry: oneMore(symmetry, agreement),
      uncompared: uncompared + (this.#duplicates && !likeness ? 1 : 0),
      warned: warned + (warnings.length > 0 ? 1 : 0),
      licences: licence === undefined ? licences : oneMore(licences, licence),
    });
  }

  #freeId(id: string): string {
    for (let n = (this.#ids.get(id) ?? 0) + 1; ; n++) {
      const name = n === 1 ? id : `${id}#${n}`;
      if (!this.#ids.has(name)) return name;
    }
  }

  /**
   * Ends both files. Without any structure there is no file of them, only the report.
   *
   * @throws InputError when they cannot be written; nothing new is left then.
   */
  async finish(): Promise<void> {
    for (const id of this.#missing) {
      await this.#tell({ id, kind: 'not-found', message: 'no structure has this id' });
    }
    try {
      await this.#report.finish();
      if (this.#structures.count > 0) await this.#structures.finish();
    } finally {
      await this.discard();
    }
  }

  /** Gives up what is not finished. */
  async discard(): Promise<void> {
    await this.#structures.discard();
    await this.#report.discard();
  }

  async #drop(line: ReportLine): Promise<void> {
    this.#count({ dropped: oneMore(this.#counts.dropped, line.kind) });
    await this.#tell(line);
  }

  async #tell(line: ReportLine): Promise<void> {
    await this.#report.add(JSON.stringify(line));
  }

  #count(change: Partial<ImportCounts>): void {
    this.#counts = { ...this.#counts, ...change };
  }
}
