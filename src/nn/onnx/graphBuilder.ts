import {
  type Attributes,
  type Dimension,
  ELEMENT_TYPES,
  type ElementType,
  modelMessage,
  nodeMessage,
  tensorMessage,
  valueInfoMessage,
} from './messages.ts';
import type { ProtoWriter } from './protobuf.ts';

/** Version of ONNX's operator set, the first that has Gelu. */
const OPSET = 20;

interface Node {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly message: ProtoWriter;
}

/**
 * Collects the nodes of one ONNX graph. Tensors are handled by name; every method that makes one
 * returns its name. Nodes run in the order in which they were added.
 */
export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #initializers = new Map<string, ProtoWriter>();
  readonly #inputs: ProtoWriter[] = [];
  readonly #outputs: ProtoWriter[] = [];
  readonly #outputNames: string[] = [];
  readonly #constants = new Map<string, string>();
  #tensors = 0;

  input(name: string, type: ElementType, shape: readonly Dimension[]): string {
    this.#inputs.push(valueInfoMessage(name, type, shape));
    return name;
  }

  /** Makes `tensor` an output of the graph under the name `name`. */
  output(name: string, type: ElementType, shape: readonly Dimension[], tensor: string): void {
    this.#addNode('Identity', [tensor], [name], {});
    this.#outputNames.push(name);
    this.#outputs.push(valueInfoMessage(name, type, shape));
  }

  /** A tensor with given values and a name that users of the model may rely on. */
  initializer(
    name: string,
    type: ElementType,
    shape: readonly number[],
    data: ArrayLike<number>,
  ): string {
    this.#initializers.set(name, tensorMessage(name, type, shape, data));
    return name;
  }

  /** A nameless tensor with given values; equal ones are stored once. */
  constant(type: ElementType, shape: readonly number[], data: ArrayLike<number>): string {
    const key = `${type} [${shape}] ${Array.from(data)}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.initializer(this.#freshName('constant'), type, shape, data);
    this.#constants.set(key, name);
    return name;
  }

  /** A node with one output. An empty input name leaves out an optional input. */
  node(operator: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const output = this.#freshName(operator);
    this.#addNode(operator, inputs, [output], attributes);
    return output;
  }

  /** A node with several outputs; those not in `wanted` are left out. */
  nodeWithOutputs(
    operator: string,
    inputs: readonly string[],
    attributes: Attributes,
    wanted: readonly boolean[],
  ): string[] {
    const outputs = wanted.map((want) => (want ? this.#freshName(operator) : ''));
    this.#addNode(operator, inputs, outputs, attributes);
    return outputs;
  }

  scalar(value: number): string {
    return this.constant('float32', [], [value]);
  }

  /** An int64 vector: a shape, axes, or pads. */
  integers(values: readonly number[]): string {
    return this.constant('int64', [values.length], values);
  }

  add(a: string, b: string): string {
    return this.node('Add', [a, b]);
  }

  subtract(a: string, b: string): string {
    return this.node('Sub', [a, b]);
  }

  multiply(a: string, b: string): string {
    return this.node('Mul', [a, b]);
  }

  /** factor · tensor; the tensor itself when the factor is 1. */
  scale(tensor: string, factor: number): string {
    return factor === 1 ? tensor : this.multiply(tensor, this.scalar(factor));
  }

  /** factor · tensor + offset as [1, 1, N], in one pass: ONNX has no operator of its own for it. */
  affine(tensor: string, factor: number, offset: number): string {
    const [a, b, mean, variance] = [factor, offset, 0, 1].map((value) =>
      this.constant('float32', [1], [value]),
    ) as [string, string, string, string];
    const inputs = [this.reshape(tensor, [1, 1, -1]), a, b, mean, variance];
    return this.node('BatchNormalization', inputs, { epsilon: { float: 0 } });
  }

  matMul(a: string, b: string): string {
    return this.node('MatMul', [a, b]);
  }

  /** One size may be −1, which is then inferred. */
  reshape(tensor: string, shape: readonly number[]): string {
    return this.node('Reshape', [tensor, this.integers(shape)]);
  }

  /** Elements start … end − 1 of an axis. */
  slice(tensor: string, axis: number, start: number, end: number): string {
    const bounds = [start, end, axis].map((bound) => this.integers([bound]));
    return this.node('Slice', [tensor, ...bounds]);
  }

  sumOver(tensor: string, axis: number): string {
    return this.node('ReduceSum', [tensor, this.integers([axis])], { keepdims: 0 });
  }

  cast(tensor: string, type: ElementType): string {
    return this.node('Cast', [tensor], { to: ELEMENT_TYPES[type] });
  }

  /** The serialised model; nodes and constants that no output needs are left out. */
  build(): Uint8Array {
    const needed = new Set(this.#outputNames);
    const nodes = this.#nodes
      .toReversed()
      .filter(({ inputs, outputs }) => {
        const isNeeded = outputs.some((name) => needed.has(name));
        if (isNeeded) for (const name of inputs) needed.add(name);
        return isNeeded;
      })
      .toReversed();
    const parts = {
      nodes: nodes.map(({ message }) => message),
      initializers: [...this.#initializers].flatMap(([name, message]) =>
        needed.has(name) ? [message] : [],
      ),
      inputs: this.#inputs,
      outputs: this.#outputs,
    };
    return modelMessage(parts, OPSET).finish();
  }

  #addNode(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Attributes,
  ): void {
    const message = nodeMessage(operator, inputs, outputs, attributes);
    this.#nodes.push({ inputs, outputs, message });
  }

  #freshName(stem: string): string {
    return `${stem}_${this.#tensors++}`;
  }
}
