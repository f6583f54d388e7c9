import { Command, Option } from 'commander';
import {
  naturalNumber,
  nonNegativeNumber,
  positiveNumber,
  positiveShare,
  realNumber,
  share,
} from './numbers.ts';
import { PATTERN_FORMATS } from './simulate/flags.ts';
import {
  collectHump,
  collectImpurity,
  collectSatellite,
  parseAxial,
  parseBackground,
  parsePolarisation,
  parseRange,
  parseStephens,
  parseTexture,
  parseWidths,
} from './simulate/parse.ts';
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
    )
    .option('--complex-lengths', 'imaginary parts too where the instrument leaves them out')
    .option(
      '--satellite <λ=weight>',
      'a further wavelength, such as 1.5444=0.5 or λ/2=0.005 (again for more)',
      collectSatellite,
    )
    .option('--widths <U=…,V=…>', 'of U V W (deg²) and X Y Z (°) those to change', parseWidths)
    .option('--axial <k|S/L,H/L>', 'axial divergence, simple or Finger–Cox–Jephcoat', parseAxial)
    .option(
      '--polarisation <kind=value>',
      'X-rays: laboratory=2θ of the monochromator, or synchrotron=share',
      parsePolarisation,
    )
    .option('--cutoff <share>', 'of its maximum below which a peak is 0', share);

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
    .option('--radius <mm>', 'of a cylindrical sample, which absorbs', positiveNumber)
    .option('--packing <share>', 'of it that is crystal, with --radius (0.6)', positiveShare)
    .option('--mu-r <µR>', 'its absorption, instead of --radius', nonNegativeNumber)
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
    .option('--incoherent', 'neutrons: add what the nuclei scatter incoherently (hydrogen)')
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
  mauguin simulate brucite.cif --incoherent --radius 4 --counts 1e5 --format xye > brucite.xye
  mauguin simulate rutile.cif --satellite λ/2=0.005 --widths U=0.2,V=-0.3,W=0.2 > rutile.xy
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
its impurities; all other options hold for both. What belongs to the instrument can be changed by an
option or in its file (mauguin instruments NAME --save).

--radius computes µR from the cross sections of nuclei (absorption, all scattering), or from f″ of
X-rays, and tells it; the sample stands in the middle of the beam. --incoherent takes nuclei as bound and
counts for hydrogen at its 80 barn: an upper limit at short wavelengths.
--compare fits a scale for each crystal and a Chebyshev background, with weights 1/σ² where the
measurement has σ; R = √(Σ(o−c)²/Σo²).`;
