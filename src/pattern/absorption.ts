import { type Crystal, neutronCrossSectionsOf, xrayAbsorptionOf } from '../crystal/index.ts';
import { gaussLegendre, radFromDeg } from '../math/index.ts';
import type { Radiation } from './instrument.ts';
import { evaluatePolynomial, interpolate } from './polynomial.ts';

/** How fast a beam fades in a crystal. */
export interface Attenuation {
  /** Linear coefficient µ, cm⁻¹. */
  readonly perCentimetre: number;
  /** Nuclides or elements of which it is unknown; they count as 0. */
  readonly unknown: readonly string[];
}

/**
 * Neutrons: absorption and all scattering, coherent and incoherent, which is an average over Bragg
 * edges. X-rays: photoelectric absorption. `wavelength` in Å.
 */
export function attenuationOf(
  crystal: Crystal,
  radiation: Radiation,
  wavelength: number,
): Attenuation {
  switch (radiation) {
    case 'neutron': {
      const { absorption, coherent, incoherent, unknown } = neutronCrossSectionsOf(
        crystal,
        wavelength,
      );
      return { perCentimetre: absorption + coherent + incoherent, unknown };
    }
    case 'x-ray': {
      const { absorption, unknown } = xrayAbsorptionOf(crystal, wavelength);
      return { perCentimetre: absorption, unknown };
    }
  }
}

/** Strongest absorption that the sums below resolve; a pattern is then one of the surface. */
export const MAX_MU_R = 10;

const RADII = gaussLegendre(48);
const DIRECTIONS = 384;
/** Of the polynomial in sin²θ. */
const DEGREE = 20;

/**
 * Share of the scattered rays that leave a cylindrical sample in the middle of the beam, its axis
 * across the plane of scattering, as a function of the angle 2θ (degrees). `muR` is its radius times
 * the linear coefficient of absorption: the mean of exp(−µ(l₀ + l)) over the cross section, of the
 * ways l₀ in and l out. Good to 2e-5 of the value up to µR = 2, 2e-4 up to 5, and beyond to 1e-3 but for
 * the forward direction. [ITC-C, 6.3.3]
 *
 * @throws RangeError when µR is negative or above 10.
 */
export function cylinderTransmission(muR: number): (twoTheta: number) => number {
  if (!(muR >= 0 && muR <= MAX_MU_R)) {
    throw new RangeError(
      `µR must lie between 0 and ${MAX_MU_R}, it is ${Number(muR.toPrecision(4))}`,
    );
  }
  if (muR === 0) return () => 1;
  // The logarithm varies little; sin²θ makes it smooth at both ends.
  const polynomial = interpolate(
    (sin2) => Math.log(transmissionAt(muR, 2 * Math.asin(Math.sqrt(sin2)))),
    0,
    1,
    DEGREE,
  );
  return (twoTheta) =>
    Math.exp(evaluatePolynomial(polynomial, Math.sin(radFromDeg(twoTheta) / 2) ** 2));
}

/** By midpoints in direction and Gauss's nodes in radius; `angle` is 2θ in radians. */
function transmissionAt(muR: number, angle: number): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  let sum = 0;
  RADII.nodes.forEach((node, n) => {
    // Crowds the nodes at the rim, where all rays come from if absorption is strong.
    const r = Math.sin((Math.PI / 2) * node);
    const weight = (Math.PI / 2) * Math.sqrt(1 - r * r) * r * RADII.weights[n]!;
    for (let j = 0; j < DIRECTIONS; j++) {
      const direction = (2 * Math.PI * (j + 0.5)) / DIRECTIONS;
      const [x, y] = [r * Math.cos(direction), r * Math.sin(direction)];
      const along = x * cos + y * sin;
      const wayIn = x + Math.sqrt(1 - y * y);
      const wayOut = Math.sqrt(1 - r * r + along * along) - along;
      sum += weight * Math.exp(-muR * (wayIn + wayOut));
    }
  });
  return (2 * sum) / DIRECTIONS;
}
