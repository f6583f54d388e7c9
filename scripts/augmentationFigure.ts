/** @file The figure of docs/augmentation.md: one pattern under each option, strong enough to be seen. */
import { createAugmentedSimulator, parseAugmentation } from '../src/augmentation/index.ts';
import type { Crystal } from '../src/crystal/index.ts';
import { BT1_GE311, twoThetaGrid } from '../src/pattern/index.ts';
import { createRng } from '../src/random/index.ts';
import { type CurvesPanel, curvesFigure } from '../src/report/index.ts';

const OPTIONS: Readonly<Record<string, object>> = {
  cellStrain: { max: 0.05 },
  wavelength: { max: 0.05 },
  resolution: { min: 0.4, max: 3 },
  texture: { max: 3 },
  intensityNoise: { max: 1 },
  halfWavelength: { max: 0.5 },
  strain: { max: 0.05 },
  overallB: { max: 8 },
  impurityPhase: { max: 1 },
  impurityPeaks: { maxCount: 4, maxHeight: 0.5 },
  zeroShift: { max: 2 },
  width: { max: 3 },
  background: { max: 1 },
  noise: { share: 1, minCounts: 100, maxCounts: 300, maxBackground: 1 },
  missingRange: { maxLow: 40, maxHigh: 60 },
};

const SEED = 2;
const DOMAIN = [20, 130] as const;

export function augmentationFigure(crystal: Crystal, guest: Crystal): Promise<string> {
  const angles = twoThetaGrid(BT1_GE311.grid);
  const pointsOf = (augmentation: object) => {
    const simulate = createAugmentedSimulator(BT1_GE311, {}, parseAugmentation(augmentation));
    const out = new Float32Array(angles.length);
    const result = simulate(crystal, createRng(SEED), () => guest, out);
    if (!result.ok) throw new Error(result.message);
    // Every third point shows the same peaks in a third of the bytes.
    return Array.from(angles, (x, i) => ({ x, y: out[i]! })).filter(
      ({ x }, i) => i % 3 === 0 && x >= DOMAIN[0] && x <= DOMAIN[1],
    );
  };
  const panels = Object.entries(OPTIONS).map(
    ([name, options]): CurvesPanel => ({
      heading: name,
      xLabel: '2θ (°)',
      yLabel: '',
      xDomain: DOMAIN,
      curves: [
        { label: 'stored', points: pointsOf({}) },
        { label: 'augmented', points: pointsOf({ [name]: options }) },
      ],
    }),
  );
  return curvesFigure(panels, { arrangement: 'rows', aspect: 0.1 });
}
