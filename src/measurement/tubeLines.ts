/**
 * Kα1 and Kα2 wavelengths of X-ray tubes, Å.
 * [International Tables for Crystallography C (2004), table 4.2.2.4]
 */
const K_ALPHA: Readonly<Record<string, readonly [number, number]>> = {
  Cr: [2.289726, 2.293651],
  Fe: [1.936041, 1.939973],
  Co: [1.788996, 1.792835],
  Cu: [1.5405929, 1.5444274],
  Mo: [0.70931715, 0.713607],
  Ag: [0.55942178, 0.5638131],
};

const TUBE_LINE = /\b(Cr|Fe|Co|Cu|Mo|Ag)[\s_-]*K[\s_-]*(?:alpha|α|a)(?![a-z])[\s_-]*([12,+/&\s]*)/i;

/**
 * Wavelength in Å of the tube line that a text names: `CuKa1`, `Co K-alpha`, `Mo Kα`. Without a
 * number, or with both, the mean of the doublet weighted 2 : 1. Undefined where none is named.
 */
export function wavelengthOfTubeLine(text: string): number | undefined {
  const match = TUBE_LINE.exec(text);
  if (!match) return undefined;
  const symbol = match[1]!.charAt(0).toUpperCase() + match[1]!.charAt(1).toLowerCase();
  const [alpha1, alpha2] = K_ALPHA[symbol]!;
  const lines = match[2]!.replace(/[^12]/g, '');
  if (lines === '1') return alpha1;
  if (lines === '2') return alpha2;
  return (2 * alpha1 + alpha2) / 3;
}
