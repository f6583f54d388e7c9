import type { Crystal } from '../../crystal/index.ts';
import type { Instrument, Pattern } from '../../pattern/index.ts';

/** What a powder CIF tells beside the pattern. */
export interface PdCifContext {
  readonly crystal: Crystal;
  readonly instrument: Instrument;
  /** What the pattern was calculated as, where `pattern` holds counts drawn from it. */
  readonly calculated?: ArrayLike<number>;
  /** Name and version of the program. */
  readonly program: string;
  /** Comment lines. */
  readonly header?: readonly string[];
}

/**
 * A simulated pattern as one block of a powder CIF. A calculated one has the columns
 * `_pd_proc_2theta_corrected` and `_pd_calc_intensity_total`; one with counting noise has
 * `_pd_meas_2theta_scan`, `_pd_meas_intensity_total` with its standard uncertainty in brackets, and
 * the calculated intensity beside them. [Toby, International Tables G (2006), ch. 3.3]
 */
export function formatPdCif(pattern: Pattern, context: PdCifContext): string {
  const { crystal, instrument, program, header = [] } = context;
  const lines = [
    ...header.map((line) => `# ${line.replaceAll(/[\r\n]+/g, ' ')}`),
    `data_${blockName(crystal.id)}`,
    item('_audit_creation_method', quoted(program)),
    item('_chemical_formula_sum', quoted(spacedFormula(crystal.formula))),
    item('_space_group_IT_number', String(crystal.spaceGroup)),
    ...cellItems(crystal),
    item('_diffrn_radiation_probe', instrument.radiation),
    ...wavelengthItems(instrument),
    item('_pd_instr_location', quoted(instrument.title)),
    item('_pd_calc_method', quoted(`simulated for the instrument ${instrument.name}`)),
    ...pointLoop(pattern, context.calculated),
  ];
  return `${lines.join('\n')}\n`;
}

const item = (tag: string, value: string): string => `${tag.padEnd(34)} ${value}`;

const blockName = (id: string): string => id.replaceAll(/[^\x21-\x7e]+/g, '_') || 'pattern';

/** CIF 1 is ASCII; a quotation mark inside must not be followed by a blank. */
const quoted = (text: string): string =>
  `'${text
    .replaceAll(/[–−]/g, '-')
    .replaceAll('α', 'a')
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .replaceAll("'", '?')}'`;

/** `O2Ti` as CIF writes it, `O2 Ti`. */
const spacedFormula = (formula: string): string =>
  formula.replaceAll(/([A-Za-z\d.)])(?=[A-Z(])/g, '$1 ');

function cellItems({ cell }: Crystal): string[] {
  const edges = (['a', 'b', 'c'] as const).map((edge) =>
    item(`_cell_length_${edge}`, short(cell[edge], 8)),
  );
  const angles = (['alpha', 'beta', 'gamma'] as const).map((angle) =>
    item(`_cell_angle_${angle}`, short(cell[angle], 8)),
  );
  return [...edges, ...angles];
}

function wavelengthItems({ wavelength, satellites }: Instrument): string[] {
  if (satellites.length === 0) {
    return [item('_diffrn_radiation_wavelength', String(wavelength))];
  }
  const rows = [{ wavelength, weight: 1 }, ...satellites];
  return [
    'loop_',
    '_diffrn_radiation_wavelength_id',
    '_diffrn_radiation_wavelength',
    '_diffrn_radiation_wavelength_wt',
    ...rows.map((row, i) => `${i + 1} ${row.wavelength} ${row.weight}`),
  ];
}

function pointLoop(pattern: Pattern, calculated?: ArrayLike<number>): string[] {
  const { twoTheta, intensity, sigma } = pattern;
  const [first, last] = [twoTheta[0]!, twoTheta.at(-1)!];
  const kind = sigma ? 'meas' : 'proc';
  const range = [
    item(`_pd_${kind}_2theta_range_min`, short(first, 9)),
    item(`_pd_${kind}_2theta_range_max`, short(last, 9)),
    item(`_pd_${kind}_2theta_range_inc`, short((last - first) / (twoTheta.length - 1), 9)),
    item(`_pd_${kind}_number_of_points`, String(twoTheta.length)),
  ];
  const names = sigma
    ? ['_pd_meas_2theta_scan', '_pd_meas_intensity_total', '_pd_calc_intensity_total']
    : ['_pd_proc_2theta_corrected', '_pd_calc_intensity_total'];
  const rows = Array.from(twoTheta, (angle, i) => {
    const y = intensity[i]!;
    if (!sigma) return `${short(angle, 9)} ${short(y, 9)}`;
    return `${short(angle, 9)} ${withUncertainty(y, sigma[i]!)} ${short(calculated?.[i] ?? y, 9)}`;
  });
  return [...range, 'loop_', ...names, ...rows];
}

/** `1234.56(78)`: the uncertainty to two digits, in units of the last one of the value. */
function withUncertainty(value: number, sigma: number): string {
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(sigma)));
  return `${value.toFixed(decimals)}(${Math.round(sigma * 10 ** decimals)})`;
}

const short = (value: number, digits: number): string => String(Number(value.toPrecision(digits)));
