import { Command, Option } from 'commander';
import { naturalNumber, nonNegativeNumber, positiveNumber, realNumber } from './numbers.ts';
import {
  collectHump,
  collectImpurity,
  PATTERN_FORMATS,
  parseBackground,
  parseRange,
  parseStephens,
  parseTexture,
} from './simulate/flags.ts';
import { runSimulate } from './simulate/run.ts';

/** `mauguin simulate` */
export const simulateCommand = (): Command => {
  const command = new Command('simulate')
    .description('simulate neutron and X-ray powder patterns of crystals')
    .argument('<file...>', 'CIF or structure lines, plain or gzip');
  for (const add of [instrumentOptions, sampleOptions, recordOptions, outputOptions]) add(command);
  return command.addHelpText('after', HELP).action(runSimulate);
};

const instrumentOptions = (command: Command): Command =>
  command
    .optionsGroup('Instrument:')
    .option('--instrument <name|file>', 'known to `mauguin instruments`, or its file', 'bt1-ge311')
    .option('--wavelength <Å>', 'one wavelength instead of the instrument’s', positiveNumber)
    .option('--range <start,step,end>', 'angles 2θ in degrees instead of its own', parseRange)
    .option('--zero <°>', 'zero shift added to all angles, instead of its own', realNumber)
    .addOption(
      new Option('--scattering-lengths <set>', 'of neutrons, instead of its own').choices([
        'sears1992',
        'rauch2003',
      ]),
    );

const sampleOptions = (command: Command): Command =>
  command
    .optionsGroup('Sample:')
    .option('--b-iso <Å²>', 'B of atoms without a displacement value', nonNegativeNumber, 0)
    .option('--size <Å>', 'crystallite size by Scherrer’s formula', positiveNumber)
    .option('--strain <Δd/d>', 'isotropic strain, FWHM', nonNegativeNumber)
    .option(
      '--stephens <S400=…,S220=…>',
      'anisotropic strain, Å⁻⁴; lorentzian=ζ for its Lorentzian share (1)',
      parseStephens,
    )
    .option('--texture <h,k,l,r>', 'March–Dollase: planes hkl and coefficient r', parseTexture)
    .option('--displacement <s>', 'height of the sample over the radius: −2s cosθ', realNumber)
    .option('--transparency <°>', 'shift by t sin 2θ', realNumber)
    .option(
      '--impurity <file=w>',
      'a further phase and its weight fraction (again for more)',
      collectImpurity,
    );

const recordOptions = (command: Command): Command =>
  command
    .optionsGroup('Background and counting:')
    .option('--counts <n>', 'add counting noise: counts at the strongest point', positiveNumber)
    .option(
      '--background <c0,c1,…>',
      'Chebyshev polynomials over the range: counts, or shares of the maximum without --counts',
      parseBackground,
    )
    .option(
      '--hump <2θ,fwhm,height>',
      'a broad Gaussian in the background, height in its unit (again for more)',
      collectHump,
    )
    .option('--seed <n>', 'of the noise', naturalNumber, 1);

const outputOptions = (command: Command): Command =>
  command
    .optionsGroup('Output:')
    .addOption(
      new Option(
        '--format <format>',
        'of patterns: columns, GSAS, powder CIF (default: "xy")',
      ).choices(PATTERN_FORMATS),
    )
    .option('--out <folder>', 'a file for each crystal here (needed for several)')
    .option('--reflections [file.csv]', 'list h,k,l,multiplicity,d,twoTheta,F2,intensity')
    .option('--plot <file>', 'draw all patterns into one figure, with tick marks (.svg or .png)')
    .option('--compare <measured>', 'fit to a measured pattern and tell R; --plot draws both')
    .option('--background-terms <n>', 'of the background fitted by --compare', naturalNumber, 3)
    .option('--json', 'print what was written as one JSON document', false);

const HELP = `
Examples:
  mauguin simulate rutile.cif > rutile.xy
  mauguin simulate rutile.cif --instrument cu-ka --reflections
  mauguin simulate rutile.cif --format xye --counts 20000 --background 400 > rutile.xye
  mauguin simulate rutile.cif --impurity anatase.cif=0.05 --size 400 --plot mixture.svg
  mauguin simulate rutile.cif --instrument d2b --compare scan.xye --plot fit.svg
  mauguin simulate structures.jsonl.gz --out patterns --json

The pattern goes to stdout, or with --out into a folder. With --reflections, --plot or --compare it is
written only where --out or --format asks for it. Intensities are scaled to a maximum of 1 before
background, or are counts with --counts; xye needs those. GSAS files hold ESD records with --counts,
otherwise STD records scaled to 99999.

Lists: d in Å, F2 = |F|² of one conventional cell in fm² (neutrons) or e² (X-rays), intensity integrated,
100 for the strongest. A cell with fewer lattice points than the conventional one is replaced by that of
the usual setting; other cells keep their setting. Lists hold the crystal without its impurities, at
Bragg angles of the main wavelength.

Indices of --texture and terms of --stephens refer to the cell in the file, and to the crystal but not to
its impurities; all other options hold for both. Satellite lines, widths, axial divergence and
polarisation belong to the instrument: change them in its file (mauguin instruments NAME --save).
--compare fits a scale for each crystal and a Chebyshev background, with weights 1/σ² where the
measurement has σ; R = √(Σ(o−c)²/Σo²).`;
