import type { Manifest } from '../../dataset/index.ts';

/** What was assumed of the structures of a data set, counted, in sentences for people. */
export function remarksOn({ counts, createdWith }: Manifest): readonly string[] {
  const { withoutDisplacement = 0, warned } = counts;
  const given = `got B = ${createdWith.bIso} Å² (--b-iso)`;
  return [
    ...(withoutDisplacement > 0
      ? [`atoms without a displacement value, in ${structures(withoutDisplacement)}, ${given}`]
      : []),
    ...(warned > 0 ? [`${structures(warned)} came with warnings (metadata.jsonl)`] : []),
  ];
}

const structures = (n: number): string => `${n} ${n === 1 ? 'structure' : 'structures'}`;
