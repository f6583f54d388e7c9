import type { Instrument } from '../instrument.ts';
import type { DraftResult } from './draft.ts';
import { fullprofWidths } from './fullprofWidths.ts';
import { type FailedInstrument, failure } from './result.ts';
import { leftOut } from './terms.ts';

/** Keywords that have no bearing on a simulated pattern. */
const IDLE = ['PROF', 'GEOM', 'TITLE', 'END'];
const READ = ['JOBT', 'WAVE', 'THRG', 'ASYM', 'ZERO', 'ZER', 'CTHM', 'RES'];
const TIME_OF_FLIGHT = ['D2TOF', 'D2TOT', 'TOFRG', 'TWOTH', 'NPROF'];

export const isFullprof = (text: string, fileName: string): boolean =>
  /\.irf$/i.test(fileName) || /^\s*(JOBT|WAVE|D2TOF|TOFRG)\s/im.test(text);

/**
 * Reads an instrumental resolution file of FullProf (`.irf`): keywords, comments that begin with
 * `!`, and the widths as bare numbers: one line of U V W X Y Z, or a list of 2θ, Γ_G, Γ_L. Widths
 * are in degrees, as ours. The type of resolution function is 1 for six numbers and 4 for a list,
 * unless `RES=2` or `RES=3` stands in the file. [Rodríguez-Carvajal, FullProf manual, “Res”]
 */
export function readFullprof(text: string): DraftResult {
  const { words, rows, title, type, fault } = linesOf(text);
  if (fault) return fault;
  const timeOfFlight = TIME_OF_FLIGHT.find((key) => words.has(key));
  if (timeOfFlight !== undefined) {
    const message = `${timeOfFlight} means time of flight; only constant wavelengths can be used`;
    return failure('not-constant-wavelength', message);
  }
  const radiation = radiationOf(words.get('JOBT')?.[0]);
  if (typeof radiation !== 'string') return radiation;
  const [wavelength = 0, second = 0, ratio = 0] = numbers(words, 'WAVE');
  if (!(wavelength > 0)) {
    return failure('missing', 'the file has no wavelength: add a line such as WAVE 1.5406');
  }
  const range = rangeOf(words);
  const widths = fullprofWidths(rows, type, range);
  if (!widths.ok) return widths;
  const unknown = [...words.keys()].filter((key) => ![...IDLE, ...READ].includes(key));
  const asymmetry = asymmetryOf(words);
  return {
    ok: true,
    warnings: [...widths.warnings, ...asymmetry.warnings, ...leftOut('not known', unknown)],
    draft: {
      title,
      radiation,
      wavelength,
      satellites:
        second !== wavelength && second * ratio > 0 ? [{ wavelength: second, weight: ratio }] : [],
      widths: widths.widths,
      axialDivergence: asymmetry.axialDivergence,
      zeroShift: numbers(words, 'ZERO')[0] ?? numbers(words, 'ZER')[0] ?? 0,
      polarisation: radiation === 'neutron' ? { kind: 'none' } : polarisationOf(words),
      ...(range && { range }),
      source: `FullProf resolution file, resolution function ${widths.type}`,
      approximations: widths.approximations,
    },
  };
}

interface Lines {
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly rows: readonly (readonly number[])[];
  /** First line of text that is no keyword. */
  readonly title: string;
  /** Type of the resolution function, where it is stated. */
  readonly type: number | undefined;
  readonly fault: FailedInstrument | undefined;
}

function linesOf(text: string): Lines {
  const words = new Map<string, readonly string[]>();
  const rows: number[][] = [];
  let title = '';
  let fault: FailedInstrument | undefined;
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/!.*/, '').trim();
    const comment = raw.trim().replace(/^!+/, '').trim();
    const fields = line.split(/\s+/);
    if (line === '') title ||= /[=-]{3}|inst/.test(comment) ? '' : comment;
    else if (/^[-+.\d]/.test(line)) {
      const row = fields.map(Number);
      if (!row.every(Number.isFinite)) {
        fault ??= failure('syntax', `“${line}” are no numbers`, i + 1);
      }
      rows.push(row);
    } else if (isKeyword(fields[0]!, words.size > 0)) words.set(fields[0]!, fields.slice(1));
    else if (title === '' && words.size === 0) title = line;
    else fault ??= failure('syntax', `“${line}” is neither a keyword nor numbers`, i + 1);
  }
  const stated = /\bI?RES\s*[=:]?\s*(\d)(?![\d.])/i.exec(text)?.[1];
  return { words, rows, title, type: stated === undefined ? undefined : Number(stated), fault };
}

/** Before the first known keyword a word in capitals may be a title. */
const isKeyword = (word: string, begun: boolean): boolean =>
  [...IDLE, ...READ, ...TIME_OF_FLIGHT].includes(word) || (begun && /^[A-Z][A-Z0-9]+$/.test(word));

const numbers = (words: ReadonlyMap<string, readonly string[]>, key: string): readonly number[] =>
  (words.get(key) ?? []).map(Number).filter(Number.isFinite);

/** `THRG`: first 2θ, step, last 2θ. */
function rangeOf(
  words: ReadonlyMap<string, readonly string[]>,
): readonly [from: number, to: number, step: number] | undefined {
  const [from = 0, step = 0, to = 0] = numbers(words, 'THRG');
  return step > 0 && to > from ? [from, to, step] : undefined;
}

function radiationOf(job: string | undefined): Instrument['radiation'] | FailedInstrument {
  if (job?.startsWith('N')) return 'neutron';
  if (job?.startsWith('X')) return 'x-ray';
  return failure('missing', 'the file states no radiation: add a line JOBT NEUT or JOBT XR');
}

/** `CTHM`: cos²2θ of the monochromator; without it there is none. */
function polarisationOf(words: ReadonlyMap<string, readonly string[]>): Instrument['polarisation'] {
  const [square = 1] = numbers(words, 'CTHM');
  const cosine = Math.sqrt(Math.min(1, Math.max(0, square)));
  return { kind: 'laboratory', monochromatorTwoTheta: (Math.acos(cosine) * 180) / Math.PI };
}

/** `ASYM`: S/L and D/L, the half height of the detector's slit. */
function asymmetryOf(words: ReadonlyMap<string, readonly string[]>): {
  readonly axialDivergence: Instrument['axialDivergence'];
  readonly warnings: readonly string[];
} {
  const values = numbers(words, 'ASYM');
  const [sOverL = 0, hOverL = 0] = values;
  if (values.length !== 2 || (sOverL === 0 && hOverL === 0)) {
    const warnings = values.some((value) => value !== 0)
      ? ['an empirical asymmetry (ASYM) is left out: peaks are symmetric']
      : [];
    return { axialDivergence: { kind: 'none' }, warnings };
  }
  return { axialDivergence: { kind: 'finger-cox-jephcoat', sOverL, hOverL }, warnings: [] };
}
