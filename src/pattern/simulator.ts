import type { Cell, Crystal } from '../crystal/index.ts';
import { strainForm } from './anisotropicStrain.ts';
import { type Exposure, exposedSink } from './exposure.ts';
import { defaultBraggRange } from './grid.ts';
import { halfSphereCount, MAX_REFLECTIONS } from './halfSphere.ts';
import type { Instrument } from './instrument.ts';
import { instrumentFault } from './instrumentFault.ts';
import { IntensitySum } from './intensitySum.ts';
import { JointDrawing, type PeakDrawing, weightedDrawing } from './peakDrawing.ts';
import { ProfileTable } from './profileTable.ts';
import type { Sample } from './sample.ts';
import { scatterersOf } from './scatterers.ts';
import type {
  Samples,
  SimulationFault,
  SimulationOptions,
  SimulationResult,
  Simulator,
} from './simulation.ts';
import { type SpectralLine, spectralLines } from './spectralLines.ts';
import { StrainedPeaks } from './strainedPeaks.ts';

/**
 * A simulator of powder patterns: m |F|² under Lorentz and polarisation factors and the peak
 * profile of `instrument` and sample, without background. The result depends on the crystal alone,
 * not on what has been simulated before.
 *
 * @throws RangeError when the instrument, the sample or the range of Bragg angles makes no sense.
 */
export function createSimulator(
  instrument: Instrument,
  options: SimulationOptions = {},
): Simulator {
  const drawing = new Drawing(instrument, options);
  const length = instrument.grid.count;

  function simulate<T extends Samples>(
    crystal: Crystal,
    out = new Float64Array(length) as Samples as T,
    exposure: Exposure = {},
  ): SimulationResult<T> {
    if (out.length !== length) {
      throw new RangeError(`the grid has ${length} points, got room for ${out.length}`);
    }
    const drawn = drawing.draw(crystal, exposure);
    if (!drawn.ok) return drawn;
    const { intensity, maximum } = drawn;
    for (let i = 0; i < length; i++) out[i] = intensity[i]! / maximum;
    // Friedel mates were counted once.
    return { ...drawn, intensity: out, maximum: 2 * maximum };
  }

  return { instrument, simulate };
}

/** Owns the tables, and the pattern drawn last, not scaled. */
class Drawing {
  readonly #instrument: Instrument;
  readonly #sample: Sample;
  readonly #bIso: number;
  readonly #range: readonly [number, number];
  readonly #lines: readonly SpectralLine[];
  readonly #halfLine: SpectralLine;
  #tables: PeakDrawing | undefined;
  #halfTable: PeakDrawing | undefined;
  readonly #sum = new IntensitySum();

  constructor(instrument: Instrument, options: SimulationOptions) {
    const fault = instrumentFault(instrument, options);
    if (fault) throw new RangeError(fault);
    const { bIso = 0, braggRange = defaultBraggRange(instrument.grid), sample = {} } = options;
    this.#instrument = instrument;
    this.#sample = sample;
    this.#bIso = bIso;
    this.#range = braggRange;
    this.#lines = spectralLines(instrument, sample);
    const half = { ...instrument, wavelength: instrument.wavelength / 2, satellites: [] };
    [this.#halfLine] = spectralLines(half, sample);
  }

  draw(crystal: Crystal, given: Exposure): SimulationResult {
    const { texture } = this.#sample;
    const exposure = texture ? { texture, ...given } : given;
    const { wavelengthRatio = 1, halfWavelength = 0 } = exposure;
    const wavelength = this.#instrument.wavelength * wavelengthRatio;
    const resolved = scatterersOf(crystal, { ...this.#instrument, wavelength }, this.#bIso);
    if (!resolved.ok) return refuse('unknown-scatterer', resolved.message);
    const found = this.#peaksOf(crystal, halfWavelength);
    if (!found.ok) return refuse('strain', found.message);
    const { peaks } = found;
    const sink = exposedSink(peaks, crystal.cell, exposure);
    const crowd = crowdFault(crystal.cell, Math.sqrt(sink.q2Max));
    if (crowd) return refuse('too-many-reflections', crowd);
    const { scatterers, withoutDisplacement, warnings } = resolved;
    const { count, vanishing } = this.#sum.run(crystal.cell, scatterers, sink);
    const intensity = peaks.draw();
    if (peaks.fault) return refuse('strain', peaks.fault);
    if (count === 0) return refuse('no-reflections', this.#emptyMessage(peaks));
    const maximum = maximumOf(intensity);
    if (vanishing || maximum === 0) {
      const { name } = this.#instrument;
      return refuse('zero-intensity', `every reflection in the range of ${name} is absent`);
    }
    const summary = { maximum, reflectionCount: count, withoutDisplacement, warnings };
    return { ok: true, intensity, ...summary };
  }

  /** Tables serve all crystals; strain by direction is a matter of each. */
  #peaksOf(crystal: Crystal, halfWeight: number): PeaksResult {
    const { stephens } = this.#sample;
    if (!stephens) {
      const tabulated = (line: SpectralLine) => new ProfileTable(line, this.#range);
      this.#tables ??= drawLines(this.#lines, tabulated);
      if (halfWeight === 0) return { ok: true, peaks: this.#tables };
      this.#halfTable ??= tabulated(this.#halfLine);
      return { ok: true, peaks: withHalf(this.#tables, this.#halfTable, halfWeight) };
    }
    const strain = strainForm(crystal, stephens.coefficients);
    if (!strain.ok) return strain;
    const share = stephens.lorentzianShare;
    const drawn = (line: SpectralLine) => new StrainedPeaks(line, this.#range, strain.form, share);
    const peaks = drawLines(this.#lines, drawn);
    if (halfWeight === 0) return { ok: true, peaks };
    return { ok: true, peaks: withHalf(peaks, drawn(this.#halfLine), halfWeight) };
  }

  #emptyMessage({ q2Min, q2Max }: PeakDrawing): string {
    const { name, wavelength } = this.#instrument;
    const [long, short] = [q2Min, q2Max].map((q2) => q2 ** -0.5);
    const range = `${short!.toFixed(3)} Å < d < ${long!.toFixed(1)} Å at ${wavelength} Å`;
    return `no reflection in the range of ${name} (${range}): widen it, or take another wavelength`;
  }
}

type PeaksResult =
  | { readonly ok: true; readonly peaks: PeakDrawing }
  | { readonly ok: false; readonly message: string };

function drawLines(
  lines: readonly SpectralLine[],
  drawingOf: (line: SpectralLine) => PeakDrawing,
): PeakDrawing {
  const [main, ...satellites] = lines.map(drawingOf);
  return satellites.length === 0 ? main! : new JointDrawing([main!, ...satellites]);
}

const withHalf = (peaks: PeakDrawing, half: PeakDrawing, weight: number): PeakDrawing =>
  new JointDrawing([peaks, weightedDrawing(half, weight)]);

function crowdFault(cell: Cell, qMax: number): string | undefined {
  const expected = Math.round(halfSphereCount(cell, qMax));
  if (expected <= MAX_REFLECTIONS) return undefined;
  const limit = `about ${expected} reflections in range, at most ${MAX_REFLECTIONS} are summed`;
  return `${limit}: lower the largest 2θ, or take a longer wavelength`;
}

const refuse = (kind: SimulationFault['kind'], message: string) =>
  ({ ok: false, fault: { kind, message } }) as const;

function maximumOf(y: Float64Array): number {
  let max = 0;
  for (let i = 0; i < y.length; i++) if (y[i]! > max) max = y[i]!;
  return max;
}
