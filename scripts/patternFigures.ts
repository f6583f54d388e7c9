/** @file The figures of docs/pattern.md: what instrument and sample make of a peak and a pattern. */
import { type Crystal, readCif } from '../src/crystal/index.ts';
import {
  type AxialDivergence,
  addBackground,
  BT1_GE311,
  createSimulator,
  gridEnd,
  INSTRUMENTS,
  type Instrument,
  instrumentNamed,
  mixPhases,
  peakProfile,
  peakShape,
  type Sample,
  twoThetaGrid,
  withCountingNoise,
} from '../src/pattern/index.ts';
import { createRng } from '../src/random/index.ts';
import {
  type Curve,
  type CurvesPanel,
  curvesFigure,
  instrumentFigure,
} from '../src/report/index.ts';

const ANGLE = '2θ (°)';
const INTENSITY = 'intensity';

/** SVG texts by file name; `cifOf` gives the text of an example crystal. */
export async function patternFigures(
  cifOf: (name: string) => Promise<string>,
): Promise<Readonly<Record<string, string>>> {
  const crystalOf = async (name: string) => onlyCrystal(await cifOf(name), name);
  const [rutile, calcite, corundum] = await Promise.all(
    ['rutile', 'calcite', 'corundum'].map(crystalOf),
  );
  return {
    'axial-divergence.svg': await axialDivergence(),
    'resolution.svg': await resolution(),
    'sample-widths.svg': await sampleWidths(),
    'radiation.svg': await radiation(rutile!),
    'texture.svg': await texture(calcite!),
    'layers.svg': await layers(corundum!, rutile!),
  };
}

function onlyCrystal(cif: string, name: string): Crystal {
  const [parsed] = readCif(cif, name);
  if (!parsed?.ok) throw new Error(`${name} cannot be read`);
  return parsed.crystal;
}

function curveOf(
  label: string,
  [from, to]: readonly [number, number],
  heightAt: (x: number) => number,
): Curve {
  const count = 800;
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const x = from + ((to - from) * i) / count;
    return { x, y: heightAt(x) };
  });
  return { label, points };
}

/** One peak far below, below and above 90° with each kind of axial divergence. */
function axialDivergence(): Promise<string> {
  const kinds: readonly (readonly [string, AxialDivergence])[] = [
    ['none', { kind: 'none' }],
    ['simple, k = 0.006377', BT1_GE311.axialDivergence],
    [
      'Finger–Cox–Jephcoat, S/L = 0.07, H/L = 0.01',
      { kind: 'finger-cox-jephcoat', sOverL: 0.07, hOverL: 0.01 },
    ],
  ];
  const panelAt = (angle: number, below: number, above: number): CurvesPanel => ({
    heading: `${angle}°`,
    xLabel: ANGLE,
    yLabel: 'height (1/°)',
    curves: kinds.map(([label, axialDivergence]) => {
      const profile = peakProfile({ ...BT1_GE311, axialDivergence, cutoff: 0 }, angle);
      return curveOf(label, [angle - below, angle + above], profile.heightAt);
    }),
  });
  const panels = [panelAt(8, 1.2, 0.4), panelAt(25, 0.8, 0.5), panelAt(140, 4, 4.4)];
  return curvesFigure(panels, { aspect: 0.9 });
}

const SHOWN = ['bt1-ge311', 'bt1-cu311', 'd2b', 'd20', 'hrpt', 'echidna', 'cu-ka', '11-bm'];

function resolution(): Promise<string> {
  const shown = INSTRUMENTS.filter(({ name }) => SHOWN.includes(name));
  return instrumentFigure(
    shown.map(({ name, grid, widths }) =>
      curveOf(name, [grid.start, gridEnd(grid)], (x) => peakShape(widths, x).fwhm),
    ),
  );
}

/** FWHM of a peak found from its profile, degrees. */
function fwhmOf(instrument: Instrument, angle: number, sample: Sample): number {
  const symmetric = { ...instrument, axialDivergence: { kind: 'none' as const } };
  const { heightAt } = peakProfile(symmetric, angle, sample);
  const centre = angle + instrument.zeroShift;
  let [inside, outside] = [0, 10];
  for (let i = 0; i < 50; i++) {
    const middle = (inside + outside) / 2;
    if (heightAt(centre + middle) > heightAt(centre) / 2) inside = middle;
    else outside = middle;
  }
  return 2 * inside;
}

function sampleWidths(): Promise<string> {
  const samples: readonly (readonly [string, Sample])[] = [
    ['instrument', {}],
    ['crystallites of 200 Å', { crystalliteSize: 200 }],
    ['strain of 0.3 %', { strain: 0.003 }],
    ['both', { crystalliteSize: 200, strain: 0.003 }],
  ];
  const panels = (['hrpt', 'cu-ka'] as const).map((name): CurvesPanel => {
    const instrument = instrumentNamed(name);
    return {
      heading: name,
      xLabel: ANGLE,
      yLabel: 'FWHM (°)',
      curves: samples.map(([label, sample]) =>
        curveOf(label, [10, 140], (x) => fwhmOf(instrument, x, sample)),
      ),
    };
  });
  return curvesFigure(panels);
}

function simulated(instrument: Instrument, crystal: Crystal, sample: Sample = {}) {
  const result = createSimulator(instrument, { sample }).simulate(crystal);
  if (!result.ok) throw new Error(result.fault.message);
  return result;
}

const pointsOf = (twoTheta: ArrayLike<number>, intensity: ArrayLike<number>) =>
  Array.from(twoTheta, (x, i) => ({ x, y: intensity[i]! }));

/** The same crystal at 1.54 Å: the same angles, other heights. */
function radiation(rutile: Crystal): Promise<string> {
  const panels = (
    [
      ['neutrons, BT-1 Cu(311), 1.5402 Å', 'bt1-cu311'],
      ['X-rays, Cu Kα1, 1.5406 Å', 'cu-ka1'],
    ] as const
  ).map(([heading, name]): CurvesPanel => {
    const instrument = instrumentNamed(name);
    const { intensity } = simulated(instrument, rutile);
    const points = pointsOf(twoThetaGrid(instrument.grid), intensity);
    const [xLabel, yLabel] = [ANGLE, INTENSITY];
    return { heading, xLabel, yLabel, xDomain: [10, 140], curves: [{ label: '', points }] };
  });
  return curvesFigure(panels, { arrangement: 'rows', aspect: 0.26 });
}

/** Calcite, whose cleavage rhombs lie down on {104}; both in units of the strongest line without. */
function texture(calcite: Crystal): Promise<string> {
  const instrument = instrumentNamed('cu-ka1');
  const twoTheta = twoThetaGrid(instrument.grid);
  const { maximum: unit } = simulated(instrument, calcite);
  const panels = ([1, 0.5] as const).map((r): CurvesPanel => {
    const sample = { texture: { axis: [1, 0, 4] as const, marchDollase: r } };
    const { intensity, maximum } = simulated(instrument, calcite, sample);
    const heights = intensity.map((y) => (y * maximum) / unit);
    return {
      heading: r === 1 ? 'r = 1, no texture' : `r = ${r}, normals of 1 0 4 gathered`,
      xLabel: ANGLE,
      yLabel: INTENSITY,
      xDomain: [20, 60],
      curves: [{ label: '', points: pointsOf(twoTheta, heights) }],
    };
  });
  return curvesFigure(panels, { aspect: 0.75, sameHeights: true });
}

/** What is added to the intensities of the crystals until a pattern looks measured. */
function layers(corundum: Crystal, rutile: Crystal): Promise<string> {
  const instrument = instrumentNamed('hrpt');
  const { radiation, wavelength, grid } = instrument;
  const phase = (crystal: Crystal, weight: number) => ({
    crystal,
    weight,
    ...simulated(instrument, crystal),
  });
  const mixture = mixPhases([phase(corundum, 0.9), phase(rutile, 0.1)]);
  const twoTheta = twoThetaGrid(grid);
  const calculated = { radiation, wavelength, twoTheta, intensity: mixture.intensity };
  const onBackground = addBackground(calculated, {
    chebyshev: [0.08, -0.02, 0.01],
    humps: [{ twoTheta: 32, fwhm: 14, height: 0.12 }],
  });
  const counted = withCountingNoise(onBackground, createRng(1), { counts: 1500 });
  const panel = (heading: string, yLabel: string, curves: readonly Curve[]): CurvesPanel => ({
    heading,
    xLabel: ANGLE,
    yLabel,
    xDomain: [20, 80],
    curves,
  });
  const curve = (label: string, y: ArrayLike<number>) => ({ label, points: pointsOf(twoTheta, y) });
  const [, impurity] = mixture.contributions;
  return curvesFigure(
    [
      panel('two phases', INTENSITY, [
        curve('mixture', mixture.intensity),
        curve('10 % of rutile by weight', impurity!),
      ]),
      panel('with background, hump and counting noise', 'counts', [
        curve('mixture', counted.intensity),
      ]),
    ],
    { arrangement: 'rows', aspect: 0.26 },
  );
}
