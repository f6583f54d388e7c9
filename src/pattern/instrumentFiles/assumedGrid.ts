import { twoThetaFromD } from '../angles.ts';
import type { Grid, PeakWidths } from '../instrument.ts';
import { peakShape } from '../peakShape.ts';

interface Stated {
  readonly wavelength: number;
  readonly widths: PeakWidths;
  readonly range?: readonly [from: number, to: number, step?: number];
}

/** Spacings that a powder pattern is measured over, Å, and the angle where detectors end. */
const D_RANGE = [0.4, 25] as const;
const LAST_ANGLE = 155;
/** Points to the narrowest peak, and the widest step, degrees. */
const POINTS_PER_WIDTH = 5;
const WIDEST_STEP = 0.05;

/** A grid for an instrument file that does not, or not wholly, say where it was measured. */
export function assumedGrid({ wavelength, widths, range }: Stated): Grid {
  const [from, to, statedStep] = range ?? assumedRange(wavelength);
  const step = statedStep ?? assumedStep(widths, from, to);
  return { start: from, step, count: Math.floor((to - from) / step + 1e-6) + 1 };
}

function assumedRange(wavelength: number): readonly [number, number] {
  const angleOf = (d: number) => (wavelength < 2 * d ? twoThetaFromD(d, wavelength) : LAST_ANGLE);
  const tenths = (angle: number) => Math.round(10 * angle) / 10;
  const end = Math.min(LAST_ANGLE, tenths(angleOf(D_RANGE[0])));
  return [Math.max(0.1, Math.min(tenths(angleOf(D_RANGE[1])), end / 2)), end];
}

/** A 1, 2 or 5 of a decimal place. */
function assumedStep(widths: PeakWidths, from: number, to: number): number {
  const angles = Array.from({ length: 101 }, (_, i) => from + ((to - from) * i) / 100);
  const fwhm = angles.map((angle) => peakShape(widths, angle).fwhm).filter((width) => width > 0);
  const wanted = Math.min(WIDEST_STEP, Math.min(...fwhm) / POINTS_PER_WIDTH);
  const decade = 10 ** Math.floor(Math.log10(wanted));
  const digit = [5, 2, 1].find((factor) => factor * decade <= wanted * (1 + 1e-9)) ?? 1;
  return Number((digit * decade).toPrecision(1));
}
