import type { Pattern } from '../../pattern/index.ts';

/** Columns of a record. */
const RECORD = 80;
/** Highest point of a pattern without sigma: what six columns hold with a decimal point. */
const FULL_SCALE = 99_999;
/** Share of a step by which an angle may lie beside an even grid. */
const UNEVEN = 1e-3;

/**
 * A pattern as a GSAS powder data file of one bank: with sigma in the layout ESD (10F8: intensity and
 * its standard deviation), without in the layout STD (10(I2,F6)), scaled to 99999 at its maximum
 * because readers take the square root of those numbers for sigma. Records have 80 columns, angles
 * stand in hundredths of a degree. [Larson & Von Dreele, GSAS, LAUR 86-748 (2004), p. 222]
 *
 * @throws RangeError when the grid is uneven, or a number does not fit its columns.
 */
export function formatGsas(pattern: Pattern, title: string): string {
  const { twoTheta, intensity, sigma } = pattern;
  const points = twoTheta.length;
  const step = evenStep(twoTheta);
  const highest = intensity.reduce((most, y) => Math.max(most, y), 0);
  const scale = highest > 0 ? FULL_SCALE / highest : 1;
  const fields = Array.from(intensity, (y, i) =>
    sigma ? field(y, 8) + field(sigma[i]!, 8) : `  ${field(scale * y, 6)}`,
  );
  const perRecord = sigma ? 5 : 10;
  const records = Array.from({ length: Math.ceil(points / perRecord) }, (_, r) =>
    fields.slice(r * perRecord, (r + 1) * perRecord).join(''),
  );
  const angles = [100 * twoTheta[0]!, 100 * step].map((x) => Number(x.toFixed(6)));
  const layout = sigma ? 'ESD' : 'STD';
  const bank = `BANK 1 ${points} ${records.length} CONST ${angles.join(' ')} 0 0 ${layout}`;
  return [asciiTitle(title), bank, ...records].map((line) => `${line.padEnd(RECORD)}\n`).join('');
}

function evenStep(twoTheta: Float64Array): number {
  const last = twoTheta.length - 1;
  if (last < 1) throw new RangeError('a GSAS file needs two points or more');
  const step = (twoTheta[last]! - twoTheta[0]!) / last;
  const even = twoTheta.every((x, i) => Math.abs(x - twoTheta[0]! - i * step) < UNEVEN * step);
  if (!even) throw new RangeError('a GSAS file of layout CONST needs an even grid');
  return step;
}

/** A number right-justified in `width` columns, a blank before it unless it needs all of them. */
function field(value: number, width: number): string {
  for (let decimals = width - 2; decimals >= 0; decimals--) {
    const text = value.toFixed(decimals);
    if (text.length < width || (decimals === 0 && text.length === width)) {
      return text.padStart(width);
    }
  }
  throw new RangeError(`${value} does not fit ${width} columns of a GSAS file: lower the counts`);
}

const asciiTitle = (title: string): string =>
  title.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, RECORD);
