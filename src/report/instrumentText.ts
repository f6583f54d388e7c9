import { gridEnd, type Instrument, peakShape } from '../pattern/index.ts';

/** Angles at which widths are told, degrees. */
const ANGLES = [5, 20, 40, 60, 80, 100, 120, 140];

/** Peak width at an angle, degrees. */
export interface WidthAt {
  readonly twoTheta: number;
  readonly fwhm: number;
}

/** FWHM at round angles within an instrument's range. */
export const widthsOf = ({ grid, widths }: Instrument): readonly WidthAt[] =>
  ANGLES.filter((angle) => angle >= grid.start && angle <= gridEnd(grid)).map((twoTheta) => ({
    twoTheta,
    fwhm: peakShape(widths, twoTheta).fwhm,
  }));

/** An instrument in words, several lines without a last `\n`. */
export function formatInstrument(instrument: Instrument): string {
  const { name, title, radiation, grid, source, approximations } = instrument;
  const particles = radiation === 'neutron' ? 'neutrons' : 'X-rays';
  const range = `2θ ${grid.start}–${rounded(gridEnd(grid))}° by ${grid.step}°`;
  const widths = widthsOf(instrument).map(
    ({ twoTheta, fwhm }) => `${fwhm.toPrecision(3)} at ${twoTheta}`,
  );
  return [
    title === '' || title === name ? name : `${name}  ${title}`,
    `  ${particles}, ${wavelengths(instrument)}, ${range}`,
    ...(widths.length > 0 ? [`  FWHM (°): ${widths.join(', ')}`] : []),
    `  ${profileOf(instrument)}`,
    ...(source === '' ? [] : [`  source: ${source}`]),
    ...(approximations === '' ? [] : [`  approximate: ${approximations}`]),
  ].join('\n');
}

/** Widths and what skews or weakens a peak, for a refinement program to be filled in. */
function profileOf({ widths, axialDivergence, polarisation }: Instrument): string {
  const values = Object.entries(widths).filter(([, value]) => value !== 0);
  return [
    values.map(([name, value]) => `${name} ${Number(value.toPrecision(5))}`).join(', '),
    divergenceOf(axialDivergence),
    ...polarisationOf(polarisation),
  ].join('; ');
}

function divergenceOf(divergence: Instrument['axialDivergence']): string {
  switch (divergence.kind) {
    case 'none':
      return 'no axial divergence';
    case 'simple':
      return `axial divergence k ${divergence.k}`;
    case 'finger-cox-jephcoat':
      return `axial divergence S/L ${divergence.sOverL}, H/L ${divergence.hOverL}`;
  }
}

function polarisationOf(polarisation: Instrument['polarisation']): readonly string[] {
  switch (polarisation.kind) {
    case 'none':
      return [];
    case 'laboratory':
      return [
        polarisation.monochromatorTwoTheta === 0
          ? 'no monochromator'
          : `monochromator at 2θ ${rounded(polarisation.monochromatorTwoTheta)}°`,
      ];
    case 'synchrotron':
      return [`polarised to ${rounded(100 * polarisation.horizontal)} %`];
  }
}

const wavelengths = ({ wavelength, satellites }: Instrument): string =>
  [
    `${wavelength} Å`,
    ...satellites.map((line) => `${line.wavelength} Å (${rounded(100 * line.weight)} %)`),
  ].join(' + ');

const rounded = (value: number): number => Number(value.toFixed(3));
