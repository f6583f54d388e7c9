import { widthsFromGsas } from '../gsasWidths.ts';
import type { Instrument } from '../instrument.ts';
import type { DraftResult } from './draft.ts';
import { type GsasProfile, gsasProfile } from './gsasProfile.ts';
import { type FailedInstrument, failure } from './result.ts';
import { leftOut, polarisationFromShare } from './terms.ts';

/** Cards that are read, or have no bearing on a simulated pattern; without `INS` and bank number. */
const KNOWN = /^(BANK|HTYPE|DTYPE|ICONS|IRAD|I HEAD|I ITYP|INAME|DETAZM|PRCF[ \d]*|COMM|HEAD)$/;

export const isGsas = (text: string): boolean => /^INS\s+(\d+\s*)?[A-Z]/m.test(text);

/**
 * Reads an instrument parameter file of GSAS (`.prm`, `.ins`, `.inst`): cards of fixed columns, of
 * which the first twelve are the key `INS bbKEYWORD`. Widths and zero are in hundredths of a degree.
 * Of several profile functions the one that says most is read, of several banks the first.
 * [Larson & Von Dreele, GSAS manual, LAUR 86-748, “Instrument parameter file”]
 */
export function readGsas(text: string): DraftResult {
  const { cards, banks, unknown } = cardsOf(text);
  const type = (cards.get('HTYPE') ?? '').trim();
  if (!/^P[NX]C/.test(type)) return otherType(type);
  const constants = readConstants(cards.get('ICONS'));
  if (!constants.ok) return constants;
  const read = gsasProfile(cards);
  if (!read.ok) return read;
  const { profile } = read;
  const azimuth = Number(cards.get('DETAZM')?.trim() ?? 0) || 0;
  const range = rangeOf(cards.get('I ITYP'));
  return {
    ok: true,
    warnings: [
      ...(banks > 1 ? [`the file has ${banks} banks: the first is read`] : []),
      ...constants.warnings,
      ...profile.warnings,
      ...leftOut('not known', unknown),
    ],
    draft: {
      title: titleOf(cards),
      radiation: type[1] === 'X' ? 'x-ray' : 'neutron',
      wavelength: constants.wavelength,
      satellites: constants.satellites,
      widths: widthsFromGsas(profile.widths),
      axialDivergence: axialDivergenceOf(profile),
      zeroShift: constants.zero / 100,
      polarisation:
        type[1] === 'X' ? polarisationFromShare(constants.share, azimuth) : { kind: 'none' },
      ...(profile.cutoff > 0 && profile.cutoff < 1 ? { cutoff: profile.cutoff } : {}),
      ...(range === undefined ? {} : { range }),
      source: `GSAS instrument parameters, profile function ${profile.number}`,
      approximations: [],
    },
  };
}

interface Cards {
  /** Of the first bank, by keyword. */
  readonly cards: ReadonlyMap<string, string>;
  readonly banks: number;
  readonly unknown: readonly string[];
}

function cardsOf(text: string): Cards {
  const cards = new Map<string, string>();
  const banks = new Set<number>();
  const unknown: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (!line.startsWith('INS ')) continue;
    const bank = Number(line.slice(4, 6));
    const key = line.slice(6, 12).trim();
    if (bank > 0) banks.add(bank);
    if (bank > 0 && bank !== Math.min(...banks)) continue;
    if (!KNOWN.test(key)) unknown.push(key);
    else if (!cards.has(key)) cards.set(key, line.slice(12));
  }
  return { cards, banks: banks.size, unknown };
}

/** The heading, unless it is the one that comes with the program. */
function titleOf(cards: ReadonlyMap<string, string>): string {
  const heading = (cards.get('I HEAD') ?? '').trim();
  return heading === '' || heading.startsWith('DUMMY')
    ? (cards.get('INAME') ?? '').trim()
    : heading;
}

type Constants =
  | {
      readonly ok: true;
      readonly wavelength: number;
      readonly satellites: Instrument['satellites'];
      /** 0.01° */
      readonly zero: number;
      readonly share: number;
      readonly warnings: readonly string[];
    }
  | FailedInstrument;

/** Fields of ten columns: λ1, λ2, zero, (unused), polarisation; its kind (5); ratio λ2 to λ1 (10). */
function readConstants(card: string | undefined): Constants {
  if (card === undefined) return failure('missing', 'the file has no wavelength: no ICONS card');
  const field = (from: number, to: number) => Number(card.slice(from, to).trim() || 0);
  const [wavelength, second, zero] = [field(0, 10), field(10, 20), field(20, 30)];
  const [share, kind, ratio] = [field(40, 50), field(50, 55), field(55, 65)];
  if (![wavelength, second, zero, share, kind, ratio].every(Number.isFinite)) {
    return failure('syntax', `the ICONS card cannot be read: ${card.trim()}`);
  }
  if (wavelength <= 0) return failure('missing', 'the wavelength of the ICONS card is 0');
  const unusual = kind !== 0;
  return {
    ok: true,
    wavelength,
    satellites: second > 0 && ratio > 0 ? [{ wavelength: second, weight: ratio }] : [],
    zero,
    share: unusual ? 0.5 : share,
    warnings: unusual
      ? [`polarisation of kind ${kind} is not known: an unpolarised beam is taken`]
      : [],
  };
}

/** `I ITYP`: type, first and last 2θ; 0 and 180 stand for no range. */
function rangeOf(card: string | undefined): readonly [number, number] | undefined {
  const [, from, to] = (card ?? '').trim().split(/\s+/).map(Number);
  return from !== undefined && to !== undefined && from > 0 && from < to && to < 180
    ? [from, to]
    : undefined;
}

const axialDivergenceOf = ({ sOverL, hOverL }: GsasProfile): Instrument['axialDivergence'] =>
  sOverL > 0 || hOverL > 0 ? { kind: 'finger-cox-jephcoat', sOverL, hOverL } : { kind: 'none' };

const otherType = (type: string): FailedInstrument =>
  type === ''
    ? failure('missing', 'the file has no HTYPE card, such as PNCR or PXCR')
    : failure(
        'not-constant-wavelength',
        `the file is of type ${type}; only PNC and PXC, powders at constant wavelength, can be used`,
      );
