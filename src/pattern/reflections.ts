import type { Crystal, ScatteringLengthSet } from '../crystal/index.ts';
import { reciprocalMetric } from '../crystal/index.ts';
import { transpose3 } from '../math/index.ts';
import { dFromTwoTheta, twoThetaFromD } from './angles.ts';
import { gridEnd } from './grid.ts';
import { visitRows } from './halfSphere.ts';
import { BT1_GE311 } from './instruments.ts';
import { latticeOperations } from './latticeOperations.ts';
import { compareHkl, IntensityMap } from './orbits.ts';
import { evaluateForm, inverseSquareForm } from './quadraticForm.ts';
import { type Scatterer, scatterersOf } from './scatterers.ts';
import { structureFactor } from './structureFactor.ts';

/** A reflection and its symmetry equivalents. */
export interface Reflection {
  /** Of the equivalents the one that is last in the order of h, k, l. */
  readonly h: number;
  readonly k: number;
  readonly l: number;
  /** How many equivalents there are, Friedel mates included. */
  readonly multiplicity: number;
  /** Å */
  readonly d: number;
  /** Bragg angle, degrees. */
  readonly twoTheta: number;
  /** |F|² of the whole cell, fm². */
  readonly F2: number;
}

export interface ListReflectionsOptions {
  /** Å. @default 2.0775 */
  readonly wavelength?: number;
  /** Largest Bragg angle 2θ, degrees. @default 155 */
  readonly twoThetaMax?: number;
  /** @default 'sears1992' */
  readonly scatteringLengths?: ScatteringLengthSet;
  /** B_iso of atoms without a displacement value, Å². @default 0 */
  readonly bIso?: number;
  /** Equivalents may differ by this share of the largest |F|². @default 1e-3 */
  readonly tolerance?: number;
}

/** Reflections below this share of the largest |F|² count as absent. */
const ABSENT = 1e-9;

/**
 * The reflections of a crystal by falling d, absent ones left out.
 *
 * Equivalent are reflections that an operation of the lattice takes into each other, out of those
 * operations that leave every |F|² of the list as it is. For nearly all crystals this is the Laue
 * class, in whatever setting the cell is given; a structure whose intensities happen to have a
 * higher symmetry is merged by that one, which gives the same powder pattern. F2 is the mean, so
 * that coordinates rounded to a few decimals leave the sum over a list as it is.
 *
 * @throws RangeError when no scattering length is known of an element.
 */
export function listReflections(
  crystal: Crystal,
  options: ListReflectionsOptions = {},
): readonly Reflection[] {
  const { wavelength = BT1_GE311.wavelength, twoThetaMax = gridEnd(BT1_GE311.grid) } = options;
  const { scatteringLengths = BT1_GE311.scatteringLengths, bIso = 0, tolerance = 1e-3 } = options;
  const resolved = scatterersOf(crystal, scatteringLengths, bIso);
  if (!resolved.ok) {
    throw new RangeError(`no neutron scattering length is known of ${resolved.unknown.join(', ')}`);
  }
  const qMax = 1 / dFromTwoTheta(twoThetaMax, wavelength);
  const intensities = intensitiesWithin(crystal, resolved.scatterers, qMax);
  const { strongest } = intensities;
  // The indices of a reflection transform by the transposed matrix.
  const group = latticeOperations(crystal.cell)
    .map(transpose3)
    .filter((operation) => intensities.isInvariantUnder(operation, tolerance * strongest));
  const q2Form = inverseSquareForm(reciprocalMetric(crystal.cell));
  return intensities
    .orbits(group)
    .filter(({ F2 }) => F2 > ABSENT * strongest)
    .map(({ hkl: [h, k, l], multiplicity, F2 }) => {
      const d = evaluateForm(q2Form, h, k, l) ** -0.5;
      return { h, k, l, multiplicity, d, twoTheta: twoThetaFromD(d, wavelength), F2 };
    })
    .sort(compareReflections);
}

/** All of a sphere, both of each Friedel pair. */
function intensitiesWithin(
  crystal: Crystal,
  scatterers: readonly Scatterer[],
  qMax: number,
): IntensityMap {
  const intensities = new IntensityMap();
  visitRows(crystal.cell, qMax, (h, k, lLow, lHigh) => {
    for (let l = lLow; l <= lHigh; l++) {
      const { re, im } = structureFactor(scatterers, h, k, l);
      intensities.set([h, k, l], re * re + im * im);
      intensities.set([-h, -k, -l], re * re + im * im);
    }
  });
  return intensities;
}

/** By falling d; by rising indices where only rounding tells two d apart. */
function compareReflections(p: Reflection, r: Reflection): number {
  const falling = Math.round(r.d * 1e8) - Math.round(p.d * 1e8);
  return falling || compareHkl([p.h, p.k, p.l], [r.h, r.k, r.l]);
}
