import type { Crystal, Displacement, ScatteringLengthSet } from '../crystal/index.ts';
import { neutronScatterer, reciprocalMetric } from '../crystal/index.ts';
import type { Matrix3, Triple } from '../math/index.ts';
import { inverseSquareForm, type QuadraticForm, scaleForm } from './quadraticForm.ts';

/** One atom as neutrons see it. */
export interface Scatterer {
  /** Occupancy times bound coherent scattering length, fm. */
  readonly amplitude: number;
  readonly position: Triple;
  /** Negative logarithm of its Debye–Waller factor as a function of hkl. */
  readonly damping: QuadraticForm;
}

/** The atoms of a crystal, or the elements whose scattering length nobody knows. */
export type ScatterersResult =
  | {
      readonly ok: true;
      readonly scatterers: readonly Scatterer[];
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly unknown: readonly string[] };

/**
 * The atoms of a crystal with real scattering lengths, preferably from `set`. Atoms without a
 * displacement value get `bIso`, Å².
 */
export function scatterersOf(
  crystal: Crystal,
  set: ScatteringLengthSet,
  bIso: number,
): ScatterersResult {
  const lengths = new Map<string, number>();
  const warnings: string[] = [];
  const unknown: string[] = [];
  for (const element of new Set(crystal.sites.map((site) => site.species.element))) {
    const scatterer = neutronScatterer(element, set);
    lengths.set(element, scatterer?.bReal ?? 0);
    if (!scatterer) unknown.push(element);
    else if (scatterer.warning) warnings.push(scatterer.warning);
  }
  if (unknown.length > 0) return { ok: false, unknown };
  const metric = reciprocalMetric(crystal.cell);
  const scatterers = crystal.sites.map((site) => ({
    amplitude: site.occupancy * lengths.get(site.species.element)!,
    position: site.position,
    damping: dampingForm(site.displacement, bIso, metric),
  }));
  return { ok: true, scatterers, warnings };
}

function dampingForm(displacement: Displacement, bIso: number, metric: Matrix3): QuadraticForm {
  switch (displacement.kind) {
    case 'none':
      return isotropicDamping(bIso, metric);
    case 'isotropic':
      return isotropicDamping(8 * Math.PI ** 2 * displacement.uIso, metric);
    case 'anisotropic':
      return anisotropicDamping(displacement.u, metric);
  }
}

/** B / 4d². */
const isotropicDamping = (b: number, metric: Matrix3): QuadraticForm =>
  scaleForm(inverseSquareForm(metric), b / 4);

/** 2π² Σ Uⁱʲ aᵢ* aⱼ* hᵢ hⱼ. [Trueblood et al., Acta Cryst. A52, 770 (1996)] */
function anisotropicDamping(u: QuadraticForm, metric: Matrix3): QuadraticForm {
  const [a, b, c] = [Math.sqrt(metric[0][0]), Math.sqrt(metric[1][1]), Math.sqrt(metric[2][2])];
  const form = [
    u[0] * a * a,
    u[1] * b * b,
    u[2] * c * c,
    2 * u[3] * a * b,
    2 * u[4] * a * c,
    2 * u[5] * b * c,
  ] as const;
  return scaleForm(form, 2 * Math.PI ** 2);
}
