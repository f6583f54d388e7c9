import type { DropoutSpec, ParameterSpec } from './gradientGraph.ts';
import type { Arity, Inputs, Layer, Network } from './layers/layer.ts';
import { storedShape } from './layout.ts';
import type { GraphBuilder } from './onnx/graphBuilder.ts';
import { type ParameterDeclaration, ParameterTable } from './parameters.ts';

/**
 * A traced activation: the ONNX tensor `name` of shape [B·length, channels], sample by sample and
 * position by position, whose true value is `scale` times the tensor. Layers that are linear, or
 * that normalise, absorb the scale in weights or in epsilon, so that it costs no pass over memory.
 */
export interface Value {
  readonly name: string;
  /** Positions per sample, L. */
  readonly length: number;
  readonly channels: number;
  readonly scale: number;
  /** Whether a gradient for it is wanted; false for data. */
  readonly tracked: boolean;
}

/** A layer's output before it is recorded. @default scale 1 */
export type Output = Pick<Value, 'name' | 'length' | 'channels'> & { readonly scale?: number };

/**
 * Records a network while its forward part is emitted, then emits the backward part.
 *
 * Each layer emits its nodes, records its output together with a rule, and returns the output. A
 * rule receives the gradient dLoss/d(tensor of the output) and hands on those of its inputs and
 * parameters. Gradients always belong to the stored tensor, not to scale · tensor.
 */
export class Tape implements Network<Value> {
  readonly graph: GraphBuilder;
  readonly #flat: string;
  readonly #table = new ParameterTable();
  readonly #rules: (() => void)[] = [];
  readonly #gradients = new Map<Value, string>();
  readonly #parameterGradients = new Map<string, string>();
  readonly #dropouts: DropoutSpec[] = [];
  readonly #statisticsTable = new ParameterTable();
  readonly #statistics: string[] = [];

  /** @param flat the tensor [N] that holds all parameters */
  constructor(graph: GraphBuilder, flat: string) {
    this.graph = graph;
    this.#flat = flat;
  }

  /** The parameters declared so far. */
  get parameters(): readonly ParameterSpec[] {
    return this.#table.specs;
  }

  get parameterCount(): number {
    return this.#table.count;
  }

  /** The masks asked for so far. */
  get dropouts(): readonly DropoutSpec[] {
    return this.#dropouts;
  }

  /** The running statistics that the network keeps, in the order of `statisticVector`. */
  get statistics(): readonly ParameterSpec[] {
    return this.#statisticsTable.specs;
  }

  get statisticCount(): number {
    return this.#statisticsTable.count;
  }

  apply<N extends Arity>(layer: Layer<N>, ...inputs: Inputs<N, Value>): Value {
    return layer.train(this, ...inputs);
  }

  /** Declares a parameter and returns its tensor, in its stored shape. */
  parameter(declaration: ParameterDeclaration): string {
    const spec = this.#table.declare(declaration);
    const part = this.graph.slice(this.#flat, 0, spec.offset, spec.offset + spec.size);
    return spec.shape.length === 1 ? part : this.graph.reshape(part, storedShape(spec));
  }

  /** Asks for a dropout mask; returns the graph's input that brings it, float32 [B·rows, channels]. */
  dropoutMask(spec: Omit<DropoutSpec, 'input'>): string {
    const input = `mask${this.#dropouts.length}`;
    this.#dropouts.push({ input, ...spec });
    return this.graph.input(input, 'float32', [`${input}_rows`, spec.channels]);
  }

  /** Declares a running statistic, given the tensor of its value on this batch. */
  recordStatistic(declaration: ParameterDeclaration, tensor: string): void {
    this.#statisticsTable.declare(declaration);
    this.#statistics.push(tensor);
  }

  /** The statistics of this batch as one vector. */
  statisticVector(): string {
    return this.graph.node('Concat', this.#statistics, { axis: 0 });
  }

  /** Records a layer's output with the rule that hands its gradient on. */
  record(output: Output, rule: (gradient: string) => void): Value {
    const value: Value = { scale: 1, ...output, tracked: true };
    this.#rules.push(() => {
      const gradient = this.#gradients.get(value);
      if (gradient !== undefined) rule(gradient);
    });
    return value;
  }

  /** Adds to the gradient of a value's tensor; a loss starts the backward part so. */
  addGradient(value: Value, gradient: string): void {
    if (!value.tracked) return;
    const sum = this.#gradients.get(value);
    this.#gradients.set(value, sum === undefined ? gradient : this.graph.add(sum, gradient));
  }

  /** Adds to the gradient of a parameter, a tensor with the parameter's stored elements. */
  addParameterGradient(name: string, gradient: string): void {
    const sum = this.#parameterGradients.get(name);
    const total = sum === undefined ? gradient : this.graph.add(sum, gradient);
    this.#parameterGradients.set(name, total);
  }

  /** Emits the backward part: every rule, the last layer's first. */
  backward(): void {
    for (const rule of this.#rules.toReversed()) rule();
  }

  /**
   * The gradient that a value's tensor has received.
   *
   * @throws RangeError when it received none.
   */
  gradient(value: Value): string {
    const gradient = this.#gradients.get(value);
    if (gradient === undefined) throw new RangeError(`${value.name} received no gradient`);
    return gradient;
  }

  /**
   * All parameter gradients as one vector, in the order of `parameters`.
   *
   * @throws RangeError when a parameter received none.
   */
  parameterGradient(): string {
    const parts = this.#table.specs.map(({ name, size }) => {
      const gradient = this.#parameterGradients.get(name);
      if (gradient === undefined) throw new RangeError(`${name} received no gradient`);
      return this.graph.reshape(gradient, [size]);
    });
    return this.graph.node('Concat', parts, { axis: 0 });
  }
}
