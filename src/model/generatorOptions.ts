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
  return lengthAfter(layers, latent);
}

/** Kernels of the last layer that patterns of other lengths than the paper's may need. */
const LAST_KERNEL = { min: 3, max: 64 };

/**
 * The paper's generator for patterns of `points` points: the kernel of its last layer makes up what
 * the others leave.
 *
 * @param latent random numbers; as many as suit the length unless given (100 for 3041 points)
 * @throws RangeError when no such kernel fits.
 */
export function generatorFor(
  points: number,
  latent = suitableLatent(points),
): Required<GeneratorOptions> {
  const layers = PAPER_GENERATOR_LAYERS.slice(0, -1);
  const last = PAPER_GENERATOR_LAYERS.at(-1)!;
  const kernel = points - lengthAfter(layers, latent) + 1;
  if (kernel < LAST_KERNEL.min || kernel > LAST_KERNEL.max) {
    const shortest = lengthAfter(layers, 1) + LAST_KERNEL.min - 1;
    throw new RangeError(
      points < shortest
        ? `patterns of ${points} points are too short for the paper's generator, which makes ${shortest} or more`
        : `a generator of ${latent} latent numbers makes no patterns of ${points} points: take ${suitableLatent(points)}`,
    );
  }
  return { latent, layers: [...layers, { ...last, kernel }] };
}

/** The number of latent numbers at which the last kernel comes nearest to the paper's. */
function suitableLatent(points: number): number {
  const layers = PAPER_GENERATOR_LAYERS.slice(0, -1);
  const step = lengthAfter(layers, 2) - lengthAfter(layers, 1);
  const target = points + 1 - PAPER_GENERATOR_LAYERS.at(-1)!.kernel;
  return 1 + Math.max(0, Math.floor((target - lengthAfter(layers, 1)) / step));
}

const lengthAfter = (layers: readonly GeneratorLayer[], latent: number): number =>
  layers.reduce((length, { kernel, stride }) => (length - 1) * stride + kernel, latent);
