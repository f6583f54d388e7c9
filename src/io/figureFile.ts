import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { writeFileAtomic } from './atomic.ts';
import { InputError } from './inputError.ts';

/** Pixels to a unit of the SVG: three times a screen's, enough for print. */
const SCALE = 3;
const FAMILY = 'DejaVu Sans';

/**
 * Checks the name of a figure before anything is computed.
 *
 * @throws InputError unless it ends in .svg or .png.
 */
export function checkFigureName(path: string): void {
  if (['.svg', '.png'].includes(extname(path).toLowerCase())) return;
  throw new InputError(`${path}: figures are written as .svg or .png`);
}

/**
 * Writes a figure, an SVG, as it is or rasterised, by the ending of its name.
 *
 * @throws InputError when the name ends in neither .svg nor .png, or the file cannot be written.
 */
export async function writeFigure(path: string, svg: string): Promise<void> {
  checkFigureName(path);
  const isRaster = extname(path).toLowerCase() === '.png';
  await writeFileAtomic(path, isRaster ? await pngFromSvg(svg) : svg);
}

/** The same picture on every machine: only the fonts that come with the package are used. */
async function pngFromSvg(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const { resolve } = createRequire(import.meta.url);
  const faces = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSans-Oblique.ttf'];
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: {
      loadSystemFonts: false,
      fontFiles: faces.map((face) => resolve(`dejavu-fonts-ttf/ttf/${face}`)),
      defaultFontFamily: FAMILY,
      sansSerifFamily: FAMILY,
    },
  });
  return image.render().asPng();
}
