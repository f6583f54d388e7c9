import { readFileSync, writeFileSync } from 'node:fs';
import { augmentationFigure } from '/work/wt/onfly/scripts/augmentationFigure.ts';
import { readCif } from '/work/wt/onfly/src/crystal/index.ts';

const c = (n: string) => {
  const [p] = readCif(readFileSync(`/work/wt/onfly/examples/crystals/${n}.cif`, 'utf8'), n) as any;
  return p.crystal;
};
writeFileSync(
  '/work/wt/onfly/docs/figures/results/augmentation.svg',
  await augmentationFigure(c('rutile'), c('corundum')),
);
