import type { ReflectionSink } from './intensitySum.ts';

/** Collects reflections, then draws their peaks. */
export interface PeakDrawing extends ReflectionSink {
  /**
   * The pattern of what has been collected, one element a grid point, and forgets it. The next
   * drawing or reflection may write over the result.
   */
  draw(): Float64Array;
  /** Why what was drawn last is wrong, one sentence. */
  readonly fault?: string | undefined;
}

/** The drawings of several wavelengths as one: each takes what lies in its range. */
export class JointDrawing implements PeakDrawing {
  readonly q2Min: number;
  readonly q2Max: number;
  readonly #parts: readonly PeakDrawing[];

  constructor(parts: readonly PeakDrawing[]) {
    this.#parts = parts;
    this.q2Min = Math.min(...parts.map(({ q2Min }) => q2Min));
    this.q2Max = Math.max(...parts.map(({ q2Max }) => q2Max));
  }

  add(q2: number, intensity: number, h: number, k: number, l: number): void {
    for (const part of this.#parts) {
      if (q2 >= part.q2Min && q2 < part.q2Max) part.add(q2, intensity, h, k, l);
    }
  }

  get fault(): string | undefined {
    return this.#parts.find(({ fault }) => fault !== undefined)?.fault;
  }

  draw(): Float64Array {
    const [sum, ...others] = this.#parts.map((part) => part.draw());
    for (const other of others) for (let i = 0; i < other.length; i++) sum![i]! += other[i]!;
    return sum!;
  }
}

/** What a reflection counts by, from its indices and 1/d² (Å⁻²). */
export type ReflectionFactor = (h: number, k: number, l: number, q2: number) => number;

/** A sink whose reflections count by a factor: texture. */
export const weightedSink = (sink: ReflectionSink, factor: ReflectionFactor): ReflectionSink => ({
  q2Min: sink.q2Min,
  q2Max: sink.q2Max,
  add: (q2, intensity, h, k, l) => sink.add(q2, intensity * factor(h, k, l, q2), h, k, l),
});

/** A sink to which every 1/d² is told `scale` times as large: another wavelength on the same angles. */
export const scaledSink = (sink: ReflectionSink, scale: number): ReflectionSink => ({
  q2Min: sink.q2Min / scale,
  q2Max: sink.q2Max / scale,
  add: (q2, intensity, h, k, l) => {
    const told = q2 * scale;
    // Rounding may put a reflection at a limit beyond it.
    if (told >= sink.q2Min && told < sink.q2Max) sink.add(told, intensity, h, k, l);
  },
});

/** A drawing that counts by a factor. */
export const weightedDrawing = (drawing: PeakDrawing, weight: number): PeakDrawing => ({
  ...weightedSink(drawing, () => weight),
  draw: () => drawing.draw(),
  get fault() {
    return drawing.fault;
  },
});
