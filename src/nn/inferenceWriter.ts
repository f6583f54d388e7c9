import type { Arity, Inputs, Layer, Network } from './layers/layer.ts';
import { torchFromStored } from './layout.ts';
import type { GraphBuilder } from './onnx/graphBuilder.ts';
import { type ParameterDeclaration, ParameterTable } from './parameters.ts';

// B batch, C channels, L positions

/** An activation of an inference graph: [B, C, L], or [B, L, C] when channels are last. */
export interface Signal {
  readonly name: string;
  /** Positions per sample, L. */
  readonly length: number;
  readonly channels: number;
  readonly channelsLast: boolean;
}

export interface InferenceOptions {
  /** Writes Dropout nodes, for other programs that train the graph. @default false */
  readonly keepDropout?: boolean;
}

/**
 * Writes a network as ONNX's own operators, with its parameters under their names in PyTorch's
 * shapes: Conv on [B, C, L], LayerNormalization on [B, L, C], a transpose only where they meet.
 * 5–15 % faster than the channels-last gathers of training, at batch 1 as at 64.
 */
export class InferenceWriter implements Network<Signal> {
  readonly graph: GraphBuilder;
  readonly keepsDropout: boolean;
  readonly #parameters = new ParameterTable();
  readonly #statistics = new ParameterTable();
  readonly #parameterValues: Float32Array;
  readonly #statisticValues: Float32Array;

  /**
   * @param parameters the flat parameter vector
   * @param statistics the flat vector of running statistics, for networks that have any
   */
  constructor(
    graph: GraphBuilder,
    parameters: Float32Array,
    statistics: Float32Array = new Float32Array(0),
    { keepDropout = false }: InferenceOptions = {},
  ) {
    this.graph = graph;
    this.keepsDropout = keepDropout;
    this.#parameterValues = parameters;
    this.#statisticValues = statistics;
  }

  /** The parameters written so far. */
  get parameters(): ParameterTable['specs'] {
    return this.#parameters.specs;
  }

  apply<N extends Arity>(layer: Layer<N>, ...inputs: Inputs<N, Signal>): Signal {
    return layer.infer(this, ...inputs);
  }

  /** Writes the next parameter of the flat vector and returns its tensor, in PyTorch's shape. */
  parameter(declaration: ParameterDeclaration): string {
    return this.#write(this.#parameters, this.#parameterValues, declaration);
  }

  /** Writes the next running statistic. */
  statistic(declaration: ParameterDeclaration): string {
    return this.#write(this.#statistics, this.#statisticValues, declaration);
  }

  /** A signal with its channels where a layer needs them. */
  oriented(x: Signal, channelsLast: boolean): Signal {
    if (x.channelsLast === channelsLast) return x;
    return {
      ...x,
      name: this.graph.node('Transpose', [x.name], { perm: [0, 2, 1] }),
      channelsLast,
    };
  }

  /**
   * To be called when the network is written.
   *
   * @throws RangeError when a flat vector has not as many elements as the network.
   */
  checkSizes(): void {
    const vectors = [
      ['parameters', this.#parameters, this.#parameterValues],
      ['running statistics', this.#statistics, this.#statisticValues],
    ] as const;
    for (const [what, table, values] of vectors) {
      if (values.length === table.count) continue;
      throw new RangeError(`expected ${table.count} ${what}, got ${values.length}`);
    }
  }

  #write(table: ParameterTable, values: Float32Array, declaration: ParameterDeclaration): string {
    const spec = table.declare(declaration);
    const stored = values.subarray(spec.offset, spec.offset + spec.size);
    return this.graph.initializer(spec.name, 'float32', spec.shape, torchFromStored(stored, spec));
  }
}
