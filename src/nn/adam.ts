type Floats = Float32Array | Float64Array;

/** Moments of Adam, one value a parameter, and the number of steps taken. */
export interface AdamState<T extends Floats = Float32Array> {
  readonly firstMoment: T;
  readonly secondMoment: T;
  steps: number;
}

export interface AdamOptions {
  /** Decay of the first moment. @default 0.9 */
  readonly beta1?: number;
  /** Decay of the second moment. @default 0.999 */
  readonly beta2?: number;
  /** Added to the root of the second moment. @default 1e-8 */
  readonly epsilon?: number;
  /** Decoupled weight decay a step, in units of the learning rate. @default 0 */
  readonly weightDecay?: number;
}

export const newAdamState = (parameterCount: number): AdamState => ({
  firstMoment: new Float32Array(parameterCount),
  secondMoment: new Float32Array(parameterCount),
  steps: 0,
});

/**
 * One step of Adam in place: p ← p − η·m̂/(√v̂ + ε) − η·λ·p, with bias-corrected moments m̂, v̂.
 * [Kingma & Ba, arXiv:1412.6980; decay: Loshchilov & Hutter, arXiv:1711.05101]
 */
export function adamStep<T extends Floats>(
  state: AdamState<T>,
  parameters: T,
  gradient: T,
  learningRate: number,
  { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 }: AdamOptions = {},
): void {
  state.steps++;
  const { firstMoment, secondMoment, steps } = state;
  const rate = learningRate / (1 - beta1 ** steps);
  const correction = 1 / Math.sqrt(1 - beta2 ** steps);
  const keep = 1 - learningRate * weightDecay;
  for (let i = 0; i < parameters.length; i++) {
    const g = gradient[i]!;
    const m = beta1 * firstMoment[i]! + (1 - beta1) * g;
    const v = beta2 * secondMoment[i]! + (1 - beta2) * g * g;
    firstMoment[i] = m;
    secondMoment[i] = v;
    parameters[i] = keep * parameters[i]! - (rate * m) / (Math.sqrt(v) * correction + epsilon);
  }
}
