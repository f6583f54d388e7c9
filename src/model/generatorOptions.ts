/**
 * The paper's generator (Fig. 5): transposed convolutions, each but the last followed by LeakyReLU
 * and batch norm, the last by a sigmoid.
 */
export interface GeneratorOptions {
  /** Standard normal numbers that a pattern is made of. @default 100 */
  readonly latent?: number;
  /** @default PAPER_GENERATOR_LAYERS */
  readonly layers?: readonly GeneratorLayer[];
}

export interface GeneratorLayer {
  /** Output channels; 1 in the last layer. */
  readonly channels: number;
  readonly kernel: number;
  readonly stride: number;
}

/** Layers of the paper's generator, which make 3041 points of 100 numbers. */
export const PAPER_GENERATOR_LAYERS: readonly GeneratorLayer[] = [
  { channels: 32, kernel: 17, stride: 2 },
  { channels: 32, kernel: 15, stride: 1 },
  { channels: 32, kernel: 14, stride: 1 },
  { channels: 32, kernel: 18, stride: 3 },
  { channels: 32, kernel: 13, stride: 1 },
  { channels: 32, kernel: 11, stride: 4 },
  { channels: 32, kernel: 9, stride: 1 },
  { channels: 32, kernel: 9, stride: 1 },
  { channels: 1, kernel: 7, stride: 1 },
];

/** @throws RangeError when there is no latent number, or the last layer has not one channel. */
export function resolveGeneratorOptions(options: GeneratorOptions): Required<GeneratorOptions> {
  const resolved = { latent: 100, layers: PAPER_GENERATOR_LAYERS, ...options };
  if (!Number.isInteger(resolved.latent) || resolved.latent < 1) {
    throw new RangeError(`latent must be a positive integer, got ${resolved.latent}`);
  }
  const channels = resolved.layers.at(-1)?.channels;
  if (channels !== 1) {
    throw new RangeError(`the last layer of a generator must have 1 channel, got ${channels}`);
  }
  return resolved;
}

/** Points of a generated pattern. */
export function generatedLength(options: GeneratorOptions): number {
  const { latent, layers } = resolveGeneratorOptions(options);
  return layers.reduce((length, { kernel, stride }) => (length - 1) * stride + kernel, latent);
}
