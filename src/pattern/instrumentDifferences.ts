import type { Instrument } from './instrument.ts';

/** What of an instrument decides its patterns, in the words of a message. */
const DECISIVE = {
  radiation: 'radiation',
  wavelength: 'wavelengths (Å)',
  satellites: 'further wavelengths',
  grid: 'grids',
  widths: 'widths',
  cutoff: 'cut-offs',
  axialDivergence: 'axial divergences',
  zeroShift: 'zero shifts',
  polarisation: 'polarisations',
  scatteringLengths: 'scattering lengths',
  realLengths: 'imaginary parts left out',
} as const satisfies Partial<Record<keyof Instrument, string>>;

type Decisive = keyof typeof DECISIVE;

/** Compared in `instrumentDifferences`: not the name, nor what an instrument says of itself. */
const DECISIVE_KEYS = Object.keys(DECISIVE) as readonly Decisive[];

/** What makes patterns of two instruments differ, each as `wavelengths (Å) 1.54 and 2.08`. */
export const instrumentDifferences = (one: Instrument, other: Instrument): readonly string[] =>
  DECISIVE_KEYS.flatMap((key) => {
    const [first, second] = [text(one[key]), text(other[key])];
    return first === second ? [] : [`${DECISIVE[key]} ${first} and ${second}`];
  });

/** A value for people; equal texts are equal values. */
function text(value: Instrument[Decisive]): string {
  if (typeof value !== 'object') return String(value ?? false);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(text).join(' + ');
  const parts = Object.entries(value).filter(([key]) => key !== 'kind');
  const kind = 'kind' in value ? [String(value.kind)] : [];
  return [...kind, ...parts.map(([key, part]) => `${key} ${part}`)].join(' ');
}
