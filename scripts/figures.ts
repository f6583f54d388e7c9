/** @file `npm run figures`: draws the figures of README and docs with the package's own code. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCif } from '../src/crystal/index.ts';
import { readMeasurement } from '../src/measurement/index.ts';
import { BT1_GE311, gridEnd, listReflections } from '../src/pattern/index.ts';
import { patternFigure } from '../src/report/index.ts';
import { augmentationFigure } from './augmentationFigure.ts';
import { patternFigures } from './patternFigures.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
await mkdir(`${root}docs/figures`, { recursive: true });

const cifOf = (name: string) => readFile(`${root}examples/crystals/${name}.cif`, 'utf8');

const [parsed] = readCif(await cifOf('rutile'), 'rutile');
const measured = readMeasurement(
  await readFile(`${root}examples/patterns/rutile.xye`),
  'rutile.xye',
);
if (!parsed?.ok || !measured.ok) throw new Error('the rutile example cannot be read');

const { wavelength, grid, zeroShift } = BT1_GE311;
const reflections = listReflections(parsed.crystal, { wavelength, twoThetaMax: gridEnd(grid) });
const figure = await patternFigure(measured.measurement, {
  size: 'page',
  title: 'Rutile, TiO₂, P 4₂/m n m: simulated neutron pattern with counting noise',
  intensityLabel: 'counts',
  reflections: [
    { label: 'rutile', twoTheta: reflections.map(({ twoTheta }) => twoTheta + zeroShift) },
  ],
});
await writeFile(`${root}docs/figures/rutile.svg`, figure);

for (const [name, svg] of Object.entries(await patternFigures(cifOf))) {
  await writeFile(`${root}docs/figures/${name}`, svg);
}

const [guest] = readCif(await cifOf('corundum'), 'corundum');
if (!guest?.ok) throw new Error('the corundum example cannot be read');
await mkdir(`${root}docs/figures/results`, { recursive: true });
await writeFile(
  `${root}docs/figures/results/augmentation.svg`,
  await augmentationFigure(parsed.crystal, guest.crystal),
);
