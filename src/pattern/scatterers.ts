import type {
  Crystal,
  Displacement,
  NeutronScatterer,
  ScatteringLengthSet,
  Species,
} from '../crystal/index.ts';
import {
  DISPERSION_RANGE,
  formatSpecies,
  isDispersionTabulated,
  knownIsotopes,
  neutronScatterer,
  nuclideLabel,
  reciprocalMetric,
  xrayScatterer,
} from '../crystal/index.ts';
import type { Matrix3, Triple } from '../math/index.ts';
import type { Amplitude } from './amplitude.ts';
import type { Radiation } from './instrument.ts';
import { inverseSquareForm, type QuadraticForm, scaleForm } from './quadraticForm.ts';

/** One atom as the beam sees it. */
export interface Scatterer {
  readonly occupancy: number;
  /** One object for all atoms of a kind. */
  readonly amplitude: Amplitude;
  readonly position: Triple;
  /** Negative logarithm of its Debye–Waller factor as a function of hkl. */
  readonly damping: QuadraticForm;
}

/** What decides how an atom scatters; an `Instrument` is one. */
export interface Beam {
  readonly radiation: Radiation;
  /** Å */
  readonly wavelength: number;
  readonly scatteringLengths: ScatteringLengthSet;
  /** Only the real parts of scattering lengths. @default false */
  readonly realLengths?: boolean;
  /** f′ and f″ of X-rays. @default true */
  readonly dispersion?: boolean;
}

/** The atoms of a crystal, or why there are none. */
export type ScatterersResult =
  | {
      readonly ok: true;
      readonly scatterers: readonly Scatterer[];
      /** Atoms without a displacement value, which were given `bIso`. */
      readonly withoutDisplacement: number;
      readonly warnings: readonly string[];
    }
  | {
      readonly ok: false;
      /** The species whose scattering nobody knows, one sentence. */
      readonly message: string;
    };

/** Below this share of b′ the imaginary part of a length changes no |b|² by 1e-4, and is dropped. */
const NEGLIGIBLE_IMAGINARY = 0.01;

const amplitudes = new Map<string, Amplitude>();

/**
 * The atoms of a crystal in a beam. Neutrons: lengths preferably from `scatteringLengths`, complex
 * where the nucleus absorbs. Atoms without a displacement value get `bIso`, Å².
 */
export function scatterersOf(crystal: Crystal, beam: Beam, bIso: number): ScatterersResult {
  const nameOf = beam.radiation === 'neutron' ? nuclideLabel : formatSpecies;
  const found = new Map<string, Amplitude>();
  const warnings = new Set<string>();
  const unknown = new Set<string>();
  for (const { species } of crystal.sites) {
    const name = nameOf(species);
    if (found.has(name) || unknown.has(name)) continue;
    const answer = amplitudeOf(species, beam);
    if (!answer) unknown.add(name);
    else found.set(name, answer.amplitude);
    if (answer?.warning) warnings.add(answer.warning);
  }
  if (unknown.size > 0) return { ok: false, message: unknownMessage(crystal, unknown, beam) };
  const { radiation, wavelength, dispersion = true } = beam;
  if (radiation === 'x-ray' && dispersion && !isDispersionTabulated(wavelength)) {
    const tabulated = `dispersion is tabulated from ${DISPERSION_RANGE.join(' to ')} Å`;
    warnings.add(`${tabulated}; f′ = f″ = 0 was used at ${wavelength} Å`);
  }
  const metric = reciprocalMetric(crystal.cell);
  const assumed = isotropicDamping(bIso, metric);
  let withoutDisplacement = 0;
  const scatterers = crystal.sites.map(({ species, occupancy, position, displacement }) => {
    if (displacement.kind === 'none') withoutDisplacement++;
    const damping = dampingForm(displacement, metric) ?? assumed;
    return { occupancy, amplitude: found.get(nameOf(species))!, position, damping };
  });
  return { ok: true, scatterers, withoutDisplacement, warnings: [...warnings] };
}

function unknownMessage(
  { sites }: Crystal,
  unknown: ReadonlySet<string>,
  { radiation }: Beam,
): string {
  const names = [...unknown].join(', ');
  if (radiation === 'x-ray') return `no X-ray form factor is known of ${names}`;
  const species = sites.map((site) => site.species);
  const elements = species
    .filter((one) => unknown.has(nuclideLabel(one)))
    .map((one) => one.element);
  const known = [...new Set(elements)].flatMap(knownIsotopes);
  const hint = known.length === 0 ? '' : `; of ${known.join(', ')} it is`;
  return `no neutron scattering length is known of ${names}${hint}`;
}

interface Found {
  readonly amplitude: Amplitude;
  readonly warning?: string | undefined;
}

function amplitudeOf(species: Species, beam: Beam): Found | undefined {
  switch (beam.radiation) {
    case 'neutron': {
      const scatterer = neutronScatterer(nuclideLabel(species), beam.scatteringLengths);
      if (!scatterer) return undefined;
      const { bReal, bImag } = scatterer;
      const negligible = Math.abs(bImag) < NEGLIGIBLE_IMAGINARY * Math.abs(bReal);
      const im = beam.realLengths || negligible ? 0 : bImag;
      const amplitude = { gaussians: [], re: bReal, im };
      const dropped = beam.realLengths === true && !negligible;
      const warning = dropped ? withoutImaginary(scatterer) : scatterer.warning;
      return { amplitude: shared(`neutron ${scatterer.label}`, amplitude), warning };
    }
    case 'x-ray': {
      const scatterer = xrayScatterer(species, beam.wavelength, beam.dispersion);
      if (!scatterer) return undefined;
      const { label, gaussians, c, fPrime, fDoublePrime, warning } = scatterer;
      const amplitude = { gaussians, re: c + fPrime, im: fDoublePrime };
      return { amplitude: shared(`x-ray ${label}`, amplitude), warning };
    }
  }
}

/** The remark of a nucleus, and that the instrument wants its length real. */
function withoutImaginary({ label, bImag, warning }: NeutronScatterer): string {
  const dropped = `the imaginary part of the scattering length of ${label}, ${bImag.toPrecision(3)} fm`;
  const remark = `${dropped}, is left out by the instrument`;
  return warning === undefined ? remark : `${warning}; ${remark}`;
}

/** The same object for equal amplitudes, for which tables are kept. */
function shared(name: string, amplitude: Amplitude): Amplitude {
  const key = `${name} ${amplitude.re} ${amplitude.im}`;
  const known = amplitudes.get(key);
  if (!known) amplitudes.set(key, amplitude);
  return known ?? amplitude;
}

function dampingForm(displacement: Displacement, metric: Matrix3): QuadraticForm | undefined {
  switch (displacement.kind) {
    case 'none':
      return undefined;
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
