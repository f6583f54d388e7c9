import { widthsFromGsas } from '../gsasWidths.ts';
import type { Instrument } from '../instrument.ts';
import type { Draft, DraftResult } from './draft.ts';
import { type FailedInstrument, failure } from './result.ts';
import { leftOut, polarisationFromShare } from './terms.ts';

/** Numbers that are read. */
const NUMBERS = [
  ...['Lam', 'Lam1', 'Lam2', 'I(L2)/I(L1)', 'Zero', 'Polariz.', 'Azimuth'],
  ...['U', 'V', 'W', 'X', 'Y', 'Z', 'SH/L'],
] as const;
type NumberKey = (typeof NUMBERS)[number];

/** What has no bearing on a simulated pattern. */
const IDLE = ['Bank', 'Source', 'Diff-type', 'Gonio.radius', 'XE', 'YE', 'ZE', 'WE'];
const KNOWN: ReadonlySet<string> = new Set([...NUMBERS, ...IDLE, 'Type', 'InstrName']);

export const isGsas2 = (text: string): boolean =>
  /^\s*#.*GSAS-II/i.test(text) || /^\s*Type\s*:\s*[PS][NX][A-Z]/m.test(text);

/**
 * Reads GSAS-II instrument parameters (`.instprm`): `name:value` items, one a line or separated by
 * semicolons. Widths are in hundredths of a degree and its square, Zero is in degrees, SH/L is the
 * sum of S/L and H/L. Of several banks the first is read.
 * [GSAS-II, `GSASIIfiles.ReadInstprm`, `GSASIIpwd.getWidthsCW`]
 */
export function readGsas2(text: string): DraftResult {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const { items, warnings } = parsed;
  const type = items.get('Type') ?? '';
  if (!/^P[NX]C/.test(type)) return otherType(type);
  const missing = ['U', 'V', 'W'].filter((key) => !items.has(key));
  if (missing.length > 0) return failure('missing', `the file has no ${missing.join(', ')}`);
  const broken = NUMBERS.find((key) => items.has(key) && !isNumber(items.get(key)!));
  if (broken !== undefined) {
    return failure('syntax', `the value of ${broken} is no number: ${items.get(broken)}`);
  }
  if (!(numberOf(items, 'Lam') || numberOf(items, 'Lam1'))) {
    return failure('missing', 'the file has no wavelength, Lam or Lam1');
  }
  const unknown = [...items.keys()].filter((key) => !KNOWN.has(key));
  return {
    ok: true,
    warnings: [...warnings, ...leftOut('not known', unknown)],
    draft: draftOf(items, type[1] === 'X' ? 'x-ray' : 'neutron'),
  };
}

type Items = ReadonlyMap<string, string>;

const numberOf = (items: Items, key: NumberKey): number => Number(items.get(key) ?? 0);

function draftOf(items: Items, radiation: Instrument['radiation']): Draft {
  const number = (key: NumberKey) => numberOf(items, key);
  const [U, V, W] = [number('U'), number('V'), number('W')];
  const [X, Y, Z] = [number('X'), number('Y'), number('Z')];
  const sum = number('SH/L');
  return {
    title: items.get('InstrName') ?? '',
    radiation,
    wavelength: number('Lam') || number('Lam1'),
    satellites: satellitesOf(number('Lam2'), number('I(L2)/I(L1)')),
    widths: widthsFromGsas({ U, V, W, X, Y, Z }),
    axialDivergence:
      sum > 0
        ? { kind: 'finger-cox-jephcoat', sOverL: sum / 2, hOverL: sum / 2 }
        : { kind: 'none' },
    zeroShift: number('Zero'),
    polarisation:
      radiation === 'x-ray'
        ? polarisationFromShare(number('Polariz.'), number('Azimuth'))
        : { kind: 'none' },
    source: 'GSAS-II instrument parameters',
    approximations: sum > 0 ? ['S/L and H/L are taken as the halves of SH/L'] : [],
  };
}

const isNumber = (value: string): boolean => value !== '' && Number.isFinite(Number(value));

function satellitesOf(wavelength: number, weight: number): Instrument['satellites'] {
  return wavelength > 0 && weight > 0 ? [{ wavelength, weight }] : [];
}

const otherType = (type: string): FailedInstrument =>
  type === ''
    ? failure('missing', 'the file has no Type, such as PNC or PXC')
    : failure(
        'not-constant-wavelength',
        `the file is of type ${type}; only PNC and PXC, powders at constant wavelength, can be used`,
      );

type Parsed =
  | {
      readonly ok: true;
      readonly items: Items;
      readonly warnings: readonly string[];
    }
  | FailedInstrument;

/** The items of the first bank. */
function parse(text: string): Parsed {
  const items = new Map<string, string>();
  let banks = 0;
  let quote: string | undefined;
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (quote !== undefined) {
      if (line.includes(quote)) quote = undefined;
      continue;
    }
    if (/^#\s*Bank\s+\d/i.test(line)) banks++;
    if (line === '' || line.startsWith('#') || banks > 1) continue;
    quote = ['"""', "'''"].find((mark) => line.includes(mark));
    for (const item of quote === undefined ? line.split(';') : [line]) {
      const colon = item.indexOf(':');
      if (colon < 1 && item.trim() !== '') {
        return failure('syntax', `“${item.trim()}” is no name:value`, i + 1);
      }
      const key = item.slice(0, colon).replaceAll(' ', '');
      if (key !== '') items.set(key, item.slice(colon + 1).trim());
    }
  }
  const warnings = banks > 1 ? [`the file has ${banks} banks: the first is read`] : [];
  return { ok: true, items, warnings };
}
