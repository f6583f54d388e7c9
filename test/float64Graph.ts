import { gaussLegendre } from '../src/math/index.ts';
import { GraphBuilder } from '../src/nn/index.ts';
import type { Attributes, Dimension, ElementType } from '../src/nn/onnx/messages.ts';

/**
 * Writes every float32 tensor of a graph as float64, so that formulas can be held against
 * references without float32 rounding. What ONNX keeps in float32 is spelled out: the factor of
 * Gemm, and the second and third output of LayerNormalization; so are Erf and LeakyRelu, which ONNX
 * Runtime lacks in float64.
 */
export class Float64Graph extends GraphBuilder {
  override input(name: string, type: ElementType, shape: readonly Dimension[]): string {
    return super.input(name, widen(type), shape);
  }

  override output(name: string, type: ElementType, shape: readonly Dimension[], tensor: string) {
    super.output(name, widen(type), shape, tensor);
  }

  override initializer(
    name: string,
    type: ElementType,
    shape: readonly number[],
    data: ArrayLike<number>,
  ): string {
    return super.initializer(name, widen(type), shape, data);
  }

  override cast(tensor: string, type: ElementType): string {
    return super.cast(tensor, widen(type));
  }

  override node(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    if (operator === 'Erf') return this.#erf(inputs[0]!);
    if (operator === 'LeakyRelu') {
      const { float: slope } = attributes.alpha as { readonly float: number };
      return super.node('Max', [inputs[0]!, this.scale(inputs[0]!, slope)]);
    }
    if (operator === 'Gemm') {
      const { alpha = { float: 1 }, ...rest } = attributes;
      const [a, ...others] = inputs as [string, ...string[]];
      const scaled = this.scale(a, (alpha as { readonly float: number }).float);
      return super.node(operator, [scaled, ...others], rest);
    }
    return super.node(operator, inputs, attributes);
  }

  override nodeWithOutputs(
    operator: string,
    inputs: readonly string[],
    attributes: Attributes,
    wanted: readonly boolean[],
  ): string[] {
    if (operator !== 'LayerNormalization') {
      return super.nodeWithOutputs(operator, inputs, attributes, wanted);
    }
    const [x, weight, bias] = inputs as [string, string, string];
    const { float: epsilon } = attributes.epsilon as { readonly float: number };
    const average = (tensor: string) => this.node('ReduceMean', [tensor, this.integers([-1])]);
    const mean = average(x);
    const centred = this.subtract(x, mean);
    const variance = this.add(average(this.multiply(centred, centred)), this.scalar(epsilon));
    const inverse = this.node('Reciprocal', [this.node('Sqrt', [variance])]);
    const normalised = this.multiply(centred, inverse);
    return [this.add(this.multiply(normalised, weight), bias), mean, inverse];
  }

  /**
   * erf z = 2z/√π · ∫₀¹ exp(−z²t²) dt, with 24 Gauss–Legendre nodes to 2e-15 for |z| ≤ 6, beyond
   * which erf is ±1 to 2e-17.
   */
  #erf(z: string): string {
    const { nodes, weights } = gaussLegendre(24);
    const row = (values: readonly number[]) => this.constant('float64', [values.length], values);
    const bounded = this.node('Clip', [z, this.scalar(-6), this.scalar(6)]);
    const square = this.node('Unsqueeze', [this.multiply(bounded, bounded), this.integers([-1])]);
    const exponents = this.multiply(square, row(nodes.map((t) => -t * t)));
    const integral = this.matMul(this.node('Exp', [exponents]), row(weights));
    return this.scale(this.multiply(bounded, integral), 2 / Math.sqrt(Math.PI));
  }
}

const widen = (type: ElementType): ElementType => (type === 'float32' ? 'float64' : type);
