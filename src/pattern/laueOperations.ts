import type { Crystal } from '../crystal/index.ts';
import { cellVolume, nuclideLabel, reciprocalMetric, spaceGroupType } from '../crystal/index.ts';
import { determinant3, type Matrix3 } from '../math/index.ts';
import { IntensitySum } from './intensitySum.ts';
import { intensitySymmetry } from './intensitySymmetry.ts';
import { IntensityMap } from './orbits.ts';
import type { Scatterer } from './scatterers.ts';

/** How many reflections are compared, about, Friedel mates counted once. */
const COMPARED = 2000;
/** Share of the strongest intensity by which equivalents may differ: coordinates are rounded. */
const TOLERANCE = 2e-3;

/**
 * The rotations of a crystal's Laue group in the setting of its cell, as matrices that act on
 * indices hkl; mirrors and inversion left out.
 */
export function laueOperations(crystal: Crystal): readonly Matrix3[] {
  const qMax = Math.cbrt((COMPARED * 3) / (2 * Math.PI * cellVolume(crystal.cell)));
  const intensities = new IntensityMap(qMax * qMax);
  new IntensitySum().run(crystal.cell, pointAtoms(crystal), intensities);
  const { laueClass } = spaceGroupType(crystal.spaceGroup);
  const metric = reciprocalMetric(crystal.cell);
  return intensitySymmetry(intensities, metric, laueClass, TOLERANCE).filter(
    (operation) => determinant3(operation) > 0,
  );
}

/** Rigid points, each nuclide with a strength of its own, so that none passes for another. */
function pointAtoms({ sites }: Crystal): readonly Scatterer[] {
  const nuclides = [...new Set(sites.map(({ species }) => nuclideLabel(species)))];
  const amplitudes = nuclides.map((_, i) => ({ gaussians: [], re: Math.sqrt(2 + i), im: 0 }));
  return sites.map(({ species, occupancy, position }) => ({
    occupancy,
    position,
    amplitude: amplitudes[nuclides.indexOf(nuclideLabel(species))]!,
    damping: [0, 0, 0, 0, 0, 0],
  }));
}
