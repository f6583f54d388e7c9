import {
  type Architecture,
  generatorParameters,
  PAPER_GENERATOR_LAYERS,
  PAPER_GROUPS,
  parametersOf,
} from '../../src/model/index.ts';
import { CLASSES, POINTS } from '../tasks/task.ts';

/** A matrix product of a network for one sample: [rows, inner] · [inner, columns]. */
export interface Product {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  /** Whether a gradient for its input is wanted; of the first layer's none is. */
  readonly hasDataGradient: boolean;
}

export const multiplyAdds = ({ rows, inner, columns }: Product): number => rows * inner * columns;

/**
 * Multiply-adds of a training step for a sample: forward, gradient of the weights, gradient of the
 * data. Norms, activations and the optimiser are left out.
 */
export const trainingMultiplyAdds = (products: readonly Product[]): number =>
  products.reduce(
    (sum, product) => sum + multiplyAdds(product) * (product.hasDataGradient ? 3 : 2),
    0,
  );

const STEM = { channels: 32, kernel: 13 };

/** Convolutions and the linear layer of the paper's ResNet-18, without the stem's max pool. */
export function resnetProducts(): readonly Product[] {
  let [length, channels] = [POINTS - STEM.kernel + 1, STEM.channels];
  const products: Product[] = [
    { rows: length, inner: STEM.kernel, columns: channels, hasDataGradient: false },
  ];
  for (const group of PAPER_GROUPS) {
    for (const stride of [group.stride, 1]) {
      length = Math.ceil(length / stride);
      const to = { rows: length, columns: group.channels, hasDataGradient: true };
      products.push(
        { ...to, inner: group.kernel * channels },
        { ...to, inner: group.kernel * group.channels },
        { ...to, inner: channels },
      );
      channels = group.channels;
    }
  }
  products.push({ rows: 1, inner: channels, columns: CLASSES, hasDataGradient: true });
  const architecture: Architecture = {
    kind: 'resnet',
    classes: CLASSES,
    inputLength: POINTS,
    stemMaxPool: false,
  };
  return checked(products, parametersOf(architecture));
}

/** Transposed convolutions of the paper's generator, each a product of all positions of its input. */
export function generatorProducts(): readonly Product[] {
  let [length, channels] = [100, 1];
  const products = PAPER_GENERATOR_LAYERS.map((layer, i): Product => {
    const product = {
      rows: length,
      inner: channels,
      columns: layer.kernel * layer.channels,
      hasDataGradient: i > 0,
    };
    length = (length - 1) * layer.stride + layer.kernel;
    channels = layer.channels;
    return product;
  });
  return checked(products, generatorParameters({}).parameters);
}

/** Weights counted here must be those of the network: its matrices have more than one dimension. */
function checked(
  products: readonly Product[],
  parameters: ReturnType<typeof parametersOf>,
): readonly Product[] {
  const counted = products.reduce((sum, { inner, columns }) => sum + inner * columns, 0);
  const matrices = parameters.filter(({ shape }) => shape.length > 1);
  const expected = matrices.reduce((sum, { size }) => sum + size, 0);
  if (counted === expected) return products;
  throw new Error(`the network has ${expected} weights, its layers were counted as ${counted}`);
}
