import type { Crystal, ScatteringLengthSet } from '../crystal/index.ts';
import { reciprocalMetric, spaceGroupType } from '../crystal/index.ts';
import type { Triple } from '../math/index.ts';
import { dFromTwoTheta, lorentzFactor, polarisationFactor, twoThetaFromD } from './angles.ts';
import { gridEnd } from './grid.ts';
import { halfSphereCount, MAX_REFLECTIONS } from './halfSphere.ts';
import type { Instrument, Polarisation, Radiation } from './instrument.ts';
import { BT1_GE311 } from './instruments.ts';
import { IntensitySum } from './intensitySum.ts';
import { ABSENT, intensitySymmetry } from './intensitySymmetry.ts';
import { compareHkl, IntensityMap, type Orbit } from './orbits.ts';
import { evaluateForm, inverseSquareForm } from './quadraticForm.ts';
import type { Sample } from './sample.ts';
import { type Beam, scatterersOf } from './scatterers.ts';
import { textureFactor } from './texture.ts';

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
  /** |F|² of the whole cell, mean of the equivalents; fm² for neutrons, e² for X-rays. */
  readonly F2: number;
  /**
   * Integrated intensity m·|F|²·Lorentz·polarisation·texture, 100 for the strongest of the list.
   */
  readonly intensity: number;
}

export interface ListReflectionsOptions {
  /** Gives what is not given beside it. @default BT1_GE311 */
  readonly instrument?: Instrument;
  /** @default that of the instrument */
  readonly radiation?: Radiation;
  /** Å. @default that of the instrument */
  readonly wavelength?: number;
  /** Largest Bragg angle 2θ, degrees. @default the end of the instrument's grid */
  readonly twoThetaMax?: number;
  /** @default that of the instrument; of unpolarised X-rays where the radiation is another */
  readonly polarisation?: Polarisation;
  /** @default that of the instrument */
  readonly scatteringLengths?: ScatteringLengthSet;
  /** Leave the imaginary parts of scattering lengths out. @default that of the instrument */
  readonly realLengths?: boolean;
  /** f′ and f″ of X-rays. @default true */
  readonly dispersion?: boolean;
  /** B_iso of atoms without a displacement value, Å². @default 0 */
  readonly bIso?: number;
  /** Its texture weighs intensities. @default none */
  readonly sample?: Sample;
  /** Equivalents may differ by this share of the largest |F|²: see below. @default 1e-2 */
  readonly tolerance?: number;
}

/**
 * The reflections of a crystal by falling d, absent ones left out.
 *
 * Equivalent are reflections that an operation of the lattice of all present reflections takes into
 * each other, out of those operations that leave every |F|² of the list as it is. This is the Laue
 * class, in whatever cell the crystal is given: centred, oblique, or a multiple. Where intensities
 * happen to have a higher symmetry than the space group, to nine digits, they are merged by that
 * one, which gives the same powder pattern. Where rounded coordinates break the symmetry of the
 * space group, operations may miss by up to `tolerance` until as many are found as its Laue class
 * has; F2 is the mean, which leaves the sum over the list as it is.
 *
 * @throws RangeError when the scattering of a species is unknown, the angles or the wavelength are
 * impossible, or more than a million reflections are asked for.
 */
export function listReflections(
  crystal: Crystal,
  options: ListReflectionsOptions = {},
): readonly Reflection[] {
  const { bIso = 0, sample = {}, tolerance = 1e-2 } = options;
  const beam = resolveBeam(options);
  const intensities = intensitiesOf(crystal, beam, bIso);
  const metric = reciprocalMetric(crystal.cell);
  const { laueClass } = spaceGroupType(crystal.spaceGroup);
  const group = intensitySymmetry(intensities, metric, laueClass, tolerance);
  const q2Form = inverseSquareForm(metric);
  const texture = sample.texture ? textureFactor(sample.texture, crystal.cell) : () => 1;
  const listed = intensities
    .orbits(group, ABSENT * intensities.strongest)
    .map((orbit) => reflectionOf(orbit, evaluateForm(q2Form, ...orbit.members[0]!), beam, texture))
    .sort(compareReflections);
  const strongest = listed.reduce((most, { intensity }) => Math.max(most, intensity), 0);
  return listed.map((r) => ({ ...r, intensity: (100 * r.intensity) / strongest }));
}

/** The beam, how it is polarised, and the largest 1/d² that it reaches, Å⁻². */
interface ListBeam extends Beam {
  readonly polarisation: Polarisation;
  readonly q2Max: number;
}

function resolveBeam(options: ListReflectionsOptions): ListBeam {
  const { instrument = BT1_GE311 } = options;
  const { radiation = instrument.radiation } = options;
  const foreign = radiation !== instrument.radiation;
  if (foreign && options.wavelength === undefined) {
    throw new RangeError(`${instrument.name} has no ${radiation} beam: give its wavelength`);
  }
  const { wavelength = instrument.wavelength } = options;
  const { twoThetaMax = gridEnd(instrument.grid) } = options;
  if (!(wavelength > 0)) throw new RangeError(`a wavelength must be positive (Å): ${wavelength}`);
  if (!(twoThetaMax > 0 && twoThetaMax < 180)) {
    throw new RangeError(`the largest 2θ must lie between 0 and 180 degrees: ${twoThetaMax}`);
  }
  const unpolarised = { kind: 'laboratory', monochromatorTwoTheta: 0 } as const;
  const usual = radiation === 'neutron' ? ({ kind: 'none' } as const) : unpolarised;
  return {
    radiation,
    wavelength,
    polarisation: options.polarisation ?? (foreign ? usual : instrument.polarisation),
    scatteringLengths: options.scatteringLengths ?? instrument.scatteringLengths,
    realLengths: options.realLengths ?? instrument.realLengths ?? false,
    dispersion: options.dispersion ?? true,
    q2Max: dFromTwoTheta(twoThetaMax, wavelength) ** -2,
  };
}

function intensitiesOf(crystal: Crystal, beam: ListBeam, bIso: number): IntensityMap {
  const resolved = scatterersOf(crystal, beam, bIso);
  if (!resolved.ok) throw new RangeError(resolved.message);
  const expected = Math.round(halfSphereCount(crystal.cell, Math.sqrt(beam.q2Max)));
  if (expected > MAX_REFLECTIONS) {
    const limit = `at most ${MAX_REFLECTIONS} are listed: lower twoThetaMax`;
    throw new RangeError(`about ${expected} reflections in range; ${limit}`);
  }
  const intensities = new IntensityMap(beam.q2Max);
  const { vanishing } = new IntensitySum().run(crystal.cell, resolved.scatterers, intensities);
  return vanishing ? new IntensityMap(beam.q2Max) : intensities;
}

function reflectionOf(
  { members, F2 }: Orbit,
  q2: number,
  { wavelength, polarisation }: ListBeam,
  texture: (h: number, k: number, l: number) => number,
): Reflection {
  const [h, k, l] = members.reduce((a, b) => (compareHkl(a, b) < 0 ? b : a));
  const d = q2 ** -0.5;
  const twoTheta = twoThetaFromD(d, wavelength);
  const powder = members.reduce((sum, hkl: Triple) => sum + texture(...hkl), 0);
  const factor = lorentzFactor(twoTheta) * polarisationFactor(polarisation, twoTheta);
  return {
    h,
    k,
    l,
    multiplicity: members.length,
    d,
    twoTheta,
    F2,
    intensity: powder * F2 * factor,
  };
}

/** By falling d; by rising indices where only rounding tells two d apart. */
function compareReflections(p: Reflection, r: Reflection): number {
  const falling = Math.round(r.d * 1e8) - Math.round(p.d * 1e8);
  return falling || compareHkl([p.h, p.k, p.l], [r.h, r.k, r.l]);
}
