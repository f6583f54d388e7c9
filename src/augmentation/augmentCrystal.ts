import type { Crystal } from '../crystal/index.ts';
import type { Matrix3, Triple } from '../math/index.ts';
import { type Exposure, type Instrument, strainedCell, type Texture } from '../pattern/index.ts';
import type { Rng } from '../random/index.ts';
import type { Augmentation } from './augmentation.ts';
import { drawn } from './drawn.ts';

/** Widths that the instrument is given, log-even: a table of profiles is made for each. */
export const RESOLUTIONS = 5;

/** Indices hkl whose normals gather, or avoid each other. */
const AXES: readonly Triple[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 1, 0],
  [1, 0, 1],
  [0, 1, 1],
  [1, 1, 1],
];

/** Random factors of lines; lines share them by chance. */
const FACTORS = 1024;

/** The crystal with a cell that its Laue class allows, strained at random. */
export function withStrainedCell(crystal: Crystal, max: number, rng: Rng): Crystal {
  const u = () => max * (2 * rng.uniform() - 1);
  const [xx, yy, zz, xy, xz, yz] = [u(), u(), u(), u(), u(), u()];
  const strain: Matrix3 = [
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ];
  return { ...crystal, cell: strainedCell(crystal, strain) };
}

/** How a crystal is exposed under an augmentation. */
export function drawExposure(
  { wavelength, texture, intensityNoise, halfWavelength }: Augmentation,
  rng: Rng,
): Exposure {
  const ratio = drawn(wavelength, rng.fork('wavelength'), (own, { max }) => {
    return 1 + max * (2 * own.uniform() - 1);
  });
  const orientation = drawn(texture, rng.fork('texture'), (own, { max }) => drawTexture(max, own));
  const factor = drawn(intensityNoise, rng.fork('intensityNoise'), (own, { max }) =>
    lineFactors(max * own.uniform(), own),
  );
  const half = drawn(halfWavelength, rng.fork('halfWavelength'), (own, { max }) => {
    return max * own.uniform();
  });
  return {
    ...(ratio !== undefined && { wavelengthRatio: ratio }),
    ...(orientation && { texture: orientation }),
    ...(factor && { intensityFactor: factor }),
    ...(half !== undefined && { halfWavelength: half }),
  };
}

const drawTexture = (max: number, rng: Rng): Texture => ({
  axis: AXES[rng.integer(AXES.length)]!,
  marchDollase: max ** (2 * rng.uniform() - 1),
});

/** A factor exp(σ n), n normal, for each 1/d² to nine digits: equivalent reflections share it. */
function lineFactors(sigma: number, rng: Rng): (q2: number) => number {
  const factors = Float64Array.from({ length: FACTORS }, () => Math.exp(sigma * rng.normal()));
  return (q2) => {
    const digits = Math.round(q2 * 1e9);
    // Knuth's multiplicative hash; its upper bits are the mixed ones.
    return factors[Math.imul(digits % 2 ** 31, 0x9e3779b1) >>> 22]!;
  };
}

/** Step of the resolution, 0 … RESOLUTIONS − 1; undefined where the instrument keeps its own. */
export const drawResolution = ({ resolution }: Augmentation, rng: Rng): number | undefined =>
  drawn(resolution, rng.fork('resolution'), (own) => own.integer(RESOLUTIONS));

/** The instrument with the widths of a step of the resolution. */
export function instrumentAt(
  instrument: Instrument,
  { min, max }: NonNullable<Augmentation['resolution']>,
  step: number,
): Instrument {
  const factor = min * (max / min) ** (step / (RESOLUTIONS - 1));
  const { U, V, W, X, Y, Z } = instrument.widths;
  const square = factor * factor;
  const widths = {
    ...{ U: U * square, V: V * square, W: W * square },
    ...{ X: X * factor, Y: Y * factor, Z: Z * factor },
  };
  return { ...instrument, widths };
}
