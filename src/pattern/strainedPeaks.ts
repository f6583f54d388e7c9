import { degFromRad, radFromDeg } from '../math/index.ts';
import { dFromTwoTheta, twoThetaFromD } from './angles.ts';
import type { StrainForm } from './anisotropicStrain.ts';
import { gridPosition } from './grid.ts';
import type { PeakDrawing } from './peakDrawing.ts';
import { lineProfile } from './peakProfile.ts';
import { gaussianSquare, lorentzianWidth, type PeakShape, shapeOfWidths } from './peakShape.ts';
import type { SpectralLine } from './spectralLines.ts';

/** Peaks lower than this share of the highest one are not drawn. */
const NEGLIGIBLE = 1e-8;

/** Reflections at one place with one width. */
interface Peak {
  readonly q2: number;
  /** FWHM of Δ(1/d²) / (1/d²). */
  readonly broadening: number;
  intensity: number;
}

/**
 * Draws peaks whose width depends on their indices, one by one: Γ_A tanθ is added to the Lorentzian
 * width, and in squares to the Gaussian one, by shares ζ and 1 − ζ.
 * [Stephens, J. Appl. Cryst. 32, 281 (1999)]
 */
export class StrainedPeaks implements PeakDrawing {
  readonly q2Min: number;
  readonly q2Max: number;
  fault: string | undefined;
  readonly #line: SpectralLine;
  readonly #form: StrainForm;
  readonly #lorentzianShare: number;
  readonly #peaks = new Map<string, Peak>();

  /** Peaks with Bragg angles from `low` to `high`, degrees. */
  constructor(
    line: SpectralLine,
    [low, high]: readonly [number, number],
    form: StrainForm,
    lorentzianShare: number,
  ) {
    this.q2Min = dFromTwoTheta(low, line.wavelength) ** -2;
    this.q2Max = dFromTwoTheta(high, line.wavelength) ** -2;
    this.#line = line;
    this.#form = form;
    this.#lorentzianShare = lorentzianShare;
  }

  add(q2: number, intensity: number, h: number, k: number, l: number): void {
    if (intensity <= 0) return;
    const broadening = this.#form.broadening(q2, h, k, l);
    if (Number.isNaN(broadening)) {
      this.fault ??= `the S_HKL give ${h} ${k} ${l} a negative variance of strain`;
      return;
    }
    // Equivalents, and others alike to nine digits, make one peak.
    const key = `${q2.toPrecision(9)} ${broadening.toFixed(9)}`;
    const peak = this.#peaks.get(key);
    if (peak) peak.intensity += intensity;
    else this.#peaks.set(key, { q2, broadening, intensity });
  }

  draw(): Float64Array {
    const line = this.#line;
    const out = new Float64Array(line.grid.count);
    const drawn = [...this.#peaks.values()].map(({ q2, broadening, intensity }) => {
      const twoTheta = twoThetaFromD(q2 ** -0.5, line.wavelength);
      const shape = this.#shapeOf(twoTheta, broadening);
      return { twoTheta, shape, area: intensity * line.factorAt(twoTheta) };
    });
    this.#peaks.clear();
    const height = ({ area, shape }: { area: number; shape: PeakShape }) => area / shape.fwhm;
    const highest = drawn.reduce((most, peak) => Math.max(most, height(peak)), 0);
    for (const peak of drawn) {
      if (height(peak) > NEGLIGIBLE * highest)
        drawPeak(line, peak.twoTheta, peak.shape, peak.area, out);
    }
    return out;
  }

  #shapeOf(twoTheta: number, broadening: number): PeakShape {
    const { widths } = this.#line;
    const strain = degFromRad(broadening * Math.tan(radFromDeg(twoTheta / 2)));
    const share = this.#lorentzianShare;
    return shapeOfWidths(
      Math.sqrt(gaussianSquare(widths, twoTheta) + ((1 - share) * strain) ** 2),
      lorentzianWidth(widths, twoTheta) + share * strain,
    );
  }
}

function drawPeak(
  line: SpectralLine,
  braggAngle: number,
  shape: PeakShape,
  area: number,
  out: Float64Array,
): void {
  const { grid } = line;
  const { from, to, heightAt } = lineProfile(line, braggAngle, shape);
  const last = Math.min(grid.count - 1, gridPosition(grid, to));
  for (let i = Math.max(0, Math.ceil(gridPosition(grid, from))); i <= last; i++) {
    out[i]! += area * heightAt(grid.start + grid.step * i);
  }
}
