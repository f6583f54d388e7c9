import { expect, test } from 'vitest';
import { ANATASE, HALITE, RUTILE } from '../../test/fixtures/crystals.ts';
import { BT1_GE311 } from './instruments.ts';
import { createSimulator } from './simulator.ts';

const CRYSTALS = { HALITE, RUTILE, ANATASE } as const;

/**
 * Sum, sum of squares, and 24 points of BT-1 patterns as version 0.1.0 (commit 1d91120) made them:
 * what the released models learned from.
 */
const RELEASED = {
  HALITE: {
    sum: 43.51441189,
    squares: 13.64134384,
    points: [
      [651, 0.000209007],
      [709, 0.000689543],
      [819, 0.00576593],
      [1188, 0.062790085],
      [1398, 0.000252869],
      [1457, 0.006557432],
      [1516, 0.025615588],
      [1575, 0.000378599],
      [1822, 0.003816391],
      [1881, 0.000369154],
      [2031, 0.000297054],
      [2090, 0.011837053],
      [2149, 0.184601568],
      [2208, 0.001266645],
      [2422, 0.000497459],
      [2481, 0.003328536],
      [2540, 0.040523529],
      [2599, 0.000715566],
      [2729, 0.000132042],
      [2788, 0.000392232],
      [2847, 0.03650322],
      [2906, 0.004317375],
      [2965, 0.000250067],
      [3024, 0.000100154],
    ],
  },
  RUTILE: {
    sum: 52.43138212,
    squares: 15.84080471,
    points: [
      [659, 0.00010475],
      [908, 0.003158179],
      [990, 0.002200585],
      [1065, 0.02782904],
      [1139, 0.003047168],
      [1464, 0.000516427],
      [1698, 0.000289776],
      [1772, 0.063104407],
      [1846, 0.000250118],
      [1921, 0.016628492],
      [1995, 0.000408577],
      [2069, 0.006365475],
      [2144, 0.001582107],
      [2218, 0.070985285],
      [2292, 0.001035283],
      [2367, 0.002531778],
      [2441, 0.340428196],
      [2515, 0.001203294],
      [2590, 0.000278088],
      [2664, 0.011743618],
      [2738, 0.001574832],
      [2813, 0.013496552],
      [2887, 0.014725744],
      [2962, 0.000101494],
    ],
  },
  ANATASE: {
    sum: 24.10316269,
    squares: 7.01570431,
    points: [
      [621, 0.000117154],
      [945, 0.025094435],
      [989, 0.026506067],
      [1033, 0.00132755],
      [1263, 0.005658451],
      [1307, 0.000173621],
      [1437, 0.003895723],
      [1481, 0.000724951],
      [1672, 0.000761702],
      [1716, 0.011780221],
      [1760, 0.000250681],
      [1937, 0.001404461],
      [1980, 0.026824171],
      [2035, 0.00015416],
      [2079, 0.000593311],
      [2123, 0.028986667],
      [2167, 0.002831872],
      [2331, 0.000119521],
      [2375, 0.014528252],
      [2419, 0.008813953],
      [2463, 0.047281062],
      [2507, 0.008782129],
      [2551, 0.000572631],
      [2595, 0.000132262],
    ],
  },
} as const;

test.each(['HALITE', 'RUTILE', 'ANATASE'] as const)('the released pattern of %s', (name) => {
  const result = createSimulator(BT1_GE311).simulate(CRYSTALS[name]);
  if (!result.ok) throw new Error(result.fault.message);
  const { intensity } = result;
  const { sum, squares, points } = RELEASED[name];
  for (const [i, y] of points) expect(Math.abs(intensity[i]! - y)).toBeLessThan(1e-6);
  expect(Math.abs(intensity.reduce((total, y) => total + y, 0) / sum - 1)).toBeLessThan(1e-6);
  const found = intensity.reduce((total, y) => total + y * y, 0);
  expect(Math.abs(found / squares - 1)).toBeLessThan(1e-6);
});
