/**
 * The paper's one-dimensional residual network: a stem, groups of two residual blocks, a global
 * maximum over positions and a linear classifier.
 */
export interface ResNetOptions {
  readonly classes: number;
  /** Points of a pattern. @default 3041 */
  readonly inputLength?: number;
  /**
   * Max pool (kernel 7, stride 7) after the stem, as the paper's Figure 3 draws it and the authors'
   * program leaves it out. @default false
   */
  readonly stemMaxPool?: boolean;
  /** Probability of dropping an activation before a layer norm, shortcuts excepted. @default 0.05 */
  readonly dropout?: number;
  /** @default { channels: 32, kernel: 13 } */
  readonly stem?: { readonly channels: number; readonly kernel: number };
  /** Groups of two blocks, the first of which has the stride. @default PAPER_GROUPS */
  readonly groups?: readonly ResNetGroup[];
}

export interface ResNetGroup {
  readonly channels: number;
  /** Odd, so that half of it on each side keeps the length. */
  readonly kernel: number;
  readonly stride: number;
}

/** Groups of the paper's network. */
export const PAPER_GROUPS: readonly ResNetGroup[] = [
  { channels: 32, kernel: 5, stride: 4 },
  { channels: 64, kernel: 7, stride: 4 },
  { channels: 64, kernel: 17, stride: 5 },
  { channels: 64, kernel: 13, stride: 3 },
];

export type ResolvedResNetOptions = Required<ResNetOptions>;

export function resolveResNetOptions(options: ResNetOptions): ResolvedResNetOptions {
  const resolved = {
    inputLength: 3041,
    stemMaxPool: false,
    dropout: 0.05,
    stem: { channels: 32, kernel: 13 },
    groups: PAPER_GROUPS,
    ...options,
  };
  if (!Number.isInteger(resolved.classes) || resolved.classes < 1) {
    throw new RangeError(`classes must be a positive integer, got ${resolved.classes}`);
  }
  if (!(resolved.dropout >= 0 && resolved.dropout < 1)) {
    throw new RangeError(`dropout must be in [0, 1), got ${resolved.dropout}`);
  }
  return resolved;
}
