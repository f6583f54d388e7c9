import type { Cell } from '../crystal/index.ts';
import { reciprocalMetric } from '../crystal/index.ts';
import { dot, transform3 } from '../math/index.ts';
import { evaluateForm, inverseSquareForm } from './quadraticForm.ts';
import type { Texture } from './sample.ts';

/**
 * March–Dollase factor of a reflection, (r² cos²α + sin²α / r)^(−3/2) with the angle α between its
 * planes and those of the axis; its mean over all directions is 1. Summed over equivalents it gives
 * the factor of a powder line. [Dollase, J. Appl. Cryst. 19, 267 (1986)]
 */
export function textureFactor(
  { axis, marchDollase: r }: Texture,
  cell: Cell,
): (h: number, k: number, l: number) => number {
  const metric = reciprocalMetric(cell);
  const q2 = inverseSquareForm(metric);
  const along = transform3(metric, axis);
  const axis2 = dot(along, axis);
  return (h, k, l) => {
    const product = along[0] * h + along[1] * k + along[2] * l;
    const cos2 = (product * product) / (axis2 * evaluateForm(q2, h, k, l));
    return (r * r * cos2 + (1 - cos2) / r) ** -1.5;
  };
}
