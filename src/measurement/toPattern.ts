import type { Pattern, Radiation } from '../pattern/index.ts';
import { floorRuns } from './floorRuns.ts';
import { type FailedMeasurement, failure, type Measurement } from './measurement.ts';

export interface ToPatternOptions {
  /** Å. @default what the file states */
  readonly wavelength?: number | undefined;
  /** @default what the file states */
  readonly radiation?: Radiation | undefined;
}

export type PatternResult =
  | { readonly ok: true; readonly pattern: Pattern; readonly warnings: readonly string[] }
  | FailedMeasurement;

const SHORTEST = 0.1;
const LONGEST = 20;
/** Wavelengths nearer than this share of themselves count as the same: Cu Kα1 and Kα mean. */
const SAME_WAVELENGTH = 0.002;

/**
 * A measurement with its wavelength and radiation settled; options win over the file. Neither is
 * ever guessed. Points at 2θ ≤ 0 and zero padding at the ends are left out.
 */
export function toPattern(measurement: Measurement, options: ToPatternOptions = {}): PatternResult {
  const { wavelength = measurement.wavelength, radiation = measurement.radiation } = options;
  if (wavelength === undefined) {
    return failure(
      'unknown-wavelength',
      'the file states no wavelength; give it in Å with --wavelength',
    );
  }
  if (!(wavelength >= SHORTEST && wavelength <= LONGEST)) {
    return failure(
      'absurd-wavelength',
      `a wavelength of ${wavelength} Å is outside ${SHORTEST}–${LONGEST} Å; give it in Å with --wavelength`,
    );
  }
  if (radiation === undefined) {
    return failure(
      'unknown-radiation',
      'the file does not state its radiation; give --radiation neutron or --radiation x-ray',
    );
  }
  const { first, end, warnings } = usefulRange(measurement);
  const { twoTheta, intensity, sigma } = measurement;
  return {
    ok: true,
    pattern: {
      radiation,
      wavelength,
      twoTheta: twoTheta.slice(first, end),
      intensity: intensity.slice(first, end),
      ...(sigma && { sigma: sigma.slice(first, end) }),
    },
    warnings: [...measurement.warnings, ...conflicts(measurement, options), ...warnings],
  };
}

function conflicts(stated: Measurement, given: ToPatternOptions): string[] {
  const warnings: string[] = [];
  const { wavelength, radiation } = given;
  if (
    wavelength !== undefined &&
    stated.wavelength !== undefined &&
    Math.abs(wavelength / stated.wavelength - 1) > SAME_WAVELENGTH
  ) {
    warnings.push(`the file states ${stated.wavelength} Å; the given ${wavelength} Å was used`);
  }
  if (radiation && stated.radiation && radiation !== stated.radiation) {
    warnings.push(`the file states ${stated.radiation}; the given ${radiation} was used`);
  }
  return warnings;
}

/** Index range without angles ≤ 0 and without zeros that only fill the file up. */
function usefulRange({ twoTheta, intensity }: Measurement) {
  const warnings: string[] = [];
  const positive = twoTheta.findIndex((x) => x > 0);
  if (positive > 0) warnings.push(`${positive} points at 2θ ≤ 0 were left out`);
  const padding = floorRuns(intensity).filter((run) => run.abrupt && intensity[run.start] === 0);
  const head = padding.find((run) => run.start === 0)?.end ?? 0;
  const tail = padding.find((run) => run.end === intensity.length)?.start ?? intensity.length;
  const filled = head + intensity.length - tail;
  if (filled > 0) warnings.push(`${filled} zeros that fill the ends of the scan were left out`);
  return { first: Math.max(positive, head), end: tail, warnings };
}
