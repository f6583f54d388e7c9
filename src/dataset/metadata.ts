import type { Crystal } from '../crystal/index.ts';

/** What is kept of a structure beside its pattern; the line of a row in `metadata.jsonl`. */
export interface RowMetadata {
  readonly id: string;
  readonly formula: string;
  /** 1–230 */
  readonly spaceGroup: number;
  /** Of the cell as read, Å³. */
  readonly volume: number;
  readonly source: string;
  readonly reflectionCount: number;
  /** Atoms that were given the B of the data set; rows of earlier versions do not say. */
  readonly withoutDisplacement?: number;
  readonly warnings: readonly string[];
}

/** Metadata of a simulated structure; the volume rounded to 1e-3 Å³. */
export function rowMetadata(
  crystal: Crystal,
  volume: number,
  simulated: Required<Pick<RowMetadata, 'reflectionCount' | 'withoutDisplacement'>>,
  warnings: readonly string[],
): RowMetadata {
  const { reflectionCount, withoutDisplacement } = simulated;
  return {
    id: crystal.id,
    formula: crystal.formula,
    spaceGroup: crystal.spaceGroup,
    volume: Math.round(volume * 1000) / 1000,
    source: crystal.source,
    reflectionCount,
    withoutDisplacement,
    warnings,
  };
}
