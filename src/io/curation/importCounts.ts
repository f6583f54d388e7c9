/** What became of what was read. */
export interface ImportCounts {
  /** Structures, and what should have been one. */
  readonly read: number;
  readonly kept: number;
  /** By kind of reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Not on the list of wanted ids. */
  readonly unwanted: number;
  /** Kept under another id, theirs being taken. */
  readonly renamed: number;
  /** Files that hold no structures. */
  readonly ignored: number;
  /** Of the kept ones, how the space group found compares with the source's. */
  readonly symmetry: {
    readonly same: number;
    readonly different: number;
    readonly unlabelled: number;
  };
  /** Kept without being compared with others: their patterns cannot be simulated. */
  readonly uncompared: number;
  /** Kept in spite of something odd. */
  readonly warned: number;
  /** Kept entries of a database, by licence. */
  readonly licences: Readonly<Record<string, number>>;
}

export const NOTHING_READ: ImportCounts = {
  read: 0,
  kept: 0,
  dropped: {},
  unwanted: 0,
  renamed: 0,
  ignored: 0,
  symmetry: { same: 0, different: 0, unlabelled: 0 },
  uncompared: 0,
  warned: 0,
  licences: {},
};

export const oneMore = <K extends string>(
  counts: Readonly<Record<K, number>>,
  name: K,
): Record<K, number> => ({ ...counts, [name]: (counts[name] ?? 0) + 1 });
