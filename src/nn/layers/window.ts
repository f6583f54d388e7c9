/** A window that slides along a pattern: of a convolution or a pooling layer. */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
  /** Positions added on each side. */
  readonly padding: number;
}

/** Number of windows on a pattern of `length` positions, Lo = ⌊(L + 2p − K)/s⌋ + 1. */
export function windowCount(length: number, { kernel, stride, padding }: Window): number {
  return Math.floor((length + 2 * padding - kernel) / stride) + 1;
}

/**
 * Position u = t·s − p + k under element k of window t, as [Lo·K]; `length` where it is outside.
 */
export function windowPositions(length: number, window: Window): Int32Array {
  const { kernel, stride, padding } = window;
  return Int32Array.from({ length: windowCount(length, window) * kernel }, (_, i) => {
    const t = Math.floor(i / kernel);
    const u = t * stride - padding + (i % kernel);
    return u >= 0 && u < length ? u : length;
  });
}

/**
 * The windows that see a position, by phase. With u + p = q·s + r, element k = j·s + r of window
 * t = q − j lies on u. `windows` lists t for each q and j < J as [Q·J], or the window count where
 * there is none. Position u of the pattern is element `start` + u of the Q·s positions of all q.
 */
export function windowsByPhase(length: number, window: Window) {
  const { kernel, stride, padding } = window;
  const count = windowCount(length, window);
  const taps = Math.ceil(kernel / stride);
  const firstQ = Math.floor(padding / stride);
  const phases = Math.ceil((length + padding) / stride) - firstQ;
  const windows = Int32Array.from({ length: phases * taps }, (_, i) => {
    const t = firstQ + Math.floor(i / taps) - (i % taps);
    return t >= 0 && t < count ? t : count;
  });
  return { windows, phases, taps, start: padding - firstQ * stride };
}
