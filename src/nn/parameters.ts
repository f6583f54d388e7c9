import type { Initialisation, ParameterSpec } from './gradientGraph.ts';

/** A parameter before it has its place in the flat vector. */
export type ParameterDeclaration = Omit<ParameterSpec, 'offset' | 'size'>;

/** The parameters of a network; each declaration takes the next place in the flat vector. */
export class ParameterTable {
  readonly #specs: ParameterSpec[] = [];

  get specs(): readonly ParameterSpec[] {
    return this.#specs;
  }

  /** Number of elements of all parameters. */
  get count(): number {
    const last = this.#specs.at(-1);
    return last === undefined ? 0 : last.offset + last.size;
  }

  declare(declaration: ParameterDeclaration): ParameterSpec {
    const size = declaration.shape.reduce((product, n) => product * n, 1);
    const spec = { ...declaration, offset: this.count, size };
    this.#specs.push(spec);
    return spec;
  }
}

/**
 * Weight of a convolution, PyTorch shape [Co, Ci, K], stored [Co, K, Ci]; of a transposed one,
 * [Ci, Co, K] and [Ci, K, Co], whose first values PyTorch draws by the same second size.
 */
export function convWeight(
  layer: string,
  shape: readonly [number, number, number],
): ParameterDeclaration {
  const [, inner, kernel] = shape;
  return { name: `${layer}.weight`, shape, layout: 'conv', init: byFanIn(inner * kernel) };
}

/** Weight [outputs, inputs] and bias [outputs] of a linear layer. */
export function linearParameters(layer: string, outputs: number, inputs: number) {
  const common = { layout: 'as-is', init: byFanIn(inputs) } as const;
  return {
    weight: { ...common, name: `${layer}.weight`, shape: [outputs, inputs] },
    bias: { ...common, name: `${layer}.bias`, shape: [outputs] },
  };
}

/** Weight γ and bias β of a normalisation, one element for each channel. */
export function normParameters(layer: string, channels: number) {
  const common = { layout: 'as-is', shape: [channels] } as const;
  const constant = (value: number): Initialisation => ({ kind: 'constant', value });
  return {
    weight: { ...common, name: `${layer}.weight`, init: constant(1) },
    bias: { ...common, name: `${layer}.bias`, init: constant(0) },
  };
}

/** Running mean and variance of a batch norm, which start at 0 and 1. */
export function runningStatistics(layer: string, channels: number) {
  const common = { layout: 'as-is', shape: [channels] } as const;
  const constant = (value: number): Initialisation => ({ kind: 'constant', value });
  return {
    mean: { ...common, name: `${layer}.running_mean`, init: constant(0) },
    variance: { ...common, name: `${layer}.running_var`, init: constant(1) },
  };
}

/** PyTorch's default for convolutions and linear layers: uniform within ±1/√fanIn. */
function byFanIn(fanIn: number): Initialisation {
  return { kind: 'uniform', bound: 1 / Math.sqrt(fanIn) };
}
