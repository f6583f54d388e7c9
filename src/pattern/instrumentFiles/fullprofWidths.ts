import { radFromDeg } from '../../math/index.ts';
import type { PeakWidths } from '../instrument.ts';
import { shapeOfWidths } from '../peakShape.ts';
import { fitWidths, type WidthSample } from './fitWidths.ts';
import { type FailedInstrument, failure } from './result.ts';

type WidthsResult =
  | {
      readonly ok: true;
      /** 1 to 4. */
      readonly type: number;
      readonly widths: PeakWidths;
      readonly warnings: readonly string[];
      readonly approximations: readonly string[];
    }
  | FailedInstrument;

/** Where functions of another form are sampled if the file states no range, degrees 2θ. */
const USUAL = [10, 150] as const;
const SAMPLES = 70;
/** Largest relative error of a FWHM with which a resolution function may be replaced by ours. */
const WORST = 0.1;

/**
 * The widths of a FullProf resolution function from its rows of numbers:
 * 1: Γ_G² = U tan²θ + V tanθ + W, Γ_L = X tanθ + Y/cosθ + Z, which is our form;
 * 2: the same Γ_G, Γ_L = X (2θ)² + Y 2θ + Z; 3: also Γ_G² = U (2θ)² + V 2θ + W;
 * 4: a list of 2θ, Γ_G, Γ_L. Forms 2 to 4 are fitted by ours. [FullProf manual, “Res”]
 */
export function fullprofWidths(
  rows: readonly (readonly number[])[],
  stated: number | undefined,
  [from, to]: readonly [number, number, ...unknown[]] = USUAL,
): WidthsResult {
  const [first] = rows;
  if (first === undefined) return failure('missing', 'the file has no widths: no line of numbers');
  const type = stated ?? (first.length === 3 && rows.length > 2 ? 4 : 1);
  if (type === 4) {
    if (rows.length < 6 || !rows.every((row) => row.length === 3)) {
      return failure('syntax', 'a list of widths needs six lines or more of 2θ, Γ_G, Γ_L');
    }
    const samples = rows.map(([twoTheta, g, l]) => ({ twoTheta: twoTheta!, g: g!, l: l! }));
    return fitted(type, samples, []);
  }
  if (type < 1 || type > 4) {
    return failure('unsupported', `resolution function ${type} is not known; 1 to 4 are`);
  }
  const [U = 0, V = 0, W = 0, X = 0, Y = 0, Z = 0] = first;
  if (first.length < 3) return failure('syntax', 'a line of widths needs U V W or U V W X Y Z');
  const second = rows[1];
  const warnings =
    second?.some((value, i) => value !== first[i]) === true
      ? ['widths of their own for the second wavelength are left out']
      : [];
  const widths = { U, V, W, X, Y, Z };
  if (type === 1) return { ok: true, type, widths, warnings, approximations: [] };
  const samples = Array.from({ length: SAMPLES }, (_, i) =>
    sampleOf(type, widths, from + ((to - from) * i) / (SAMPLES - 1)),
  );
  return fitted(type, samples, warnings);
}

function sampleOf(type: number, { U, V, W, X, Y, Z }: PeakWidths, twoTheta: number): WidthSample {
  const tan = Math.tan(radFromDeg(twoTheta / 2));
  const x = type === 3 ? twoTheta : tan;
  return {
    twoTheta,
    g: Math.sqrt((U * x + V) * x + W),
    l: (X * twoTheta + Y) * twoTheta + Z,
  };
}

function fitted(
  type: number,
  samples: readonly WidthSample[],
  warnings: readonly string[],
): WidthsResult {
  const unreal = samples.find(({ g, l }) => !(g >= 0 && l >= 0 && g + l > 0));
  if (unreal !== undefined) {
    const where = `at 2θ = ${unreal.twoTheta.toFixed(2)} degrees`;
    return failure('impossible', `the widths of resolution function ${type} are not real ${where}`);
  }
  const widths = fitWidths(samples);
  const worst = Math.max(...samples.map((sample) => Math.abs(relativeError(widths, sample))));
  const text = `resolution function ${type} is fitted by U V W X Y Z to ${(100 * worst).toFixed(1)} % of the width`;
  if (!(worst <= WORST)) return failure('unsupported', `${text}: too far off to be used`);
  return { ok: true, type, widths, warnings: [...warnings, text], approximations: [text] };
}

function relativeError({ U, V, W, X, Y, Z }: PeakWidths, sample: WidthSample): number {
  const theta = radFromDeg(sample.twoTheta / 2);
  const tan = Math.tan(theta);
  const g = Math.sqrt(Math.max(0, (U * tan + V) * tan + W));
  const l = X * tan + Y / Math.cos(theta) + Z;
  return shapeOfWidths(g, l).fwhm / shapeOfWidths(sample.g, sample.l).fwhm - 1;
}
