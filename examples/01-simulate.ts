/**
 * @file CIF → Crystal → Pattern: the neutron pattern of rutile, its strongest lines, and a figure.
 * Run: npx tsx examples/01-simulate.ts
 */
import { readFile, writeFile } from 'node:fs/promises';
import { readCif } from 'mauguin/crystal';
import { BT1_GE311, createSimulator, listReflections, twoThetaGrid } from 'mauguin/pattern';
import { patternFigure } from 'mauguin/report';

const cif = await readFile(new URL('./crystals/rutile.cif', import.meta.url), 'utf8');
const [result] = readCif(cif, 'rutile.cif');
if (!result?.ok) throw new Error(result?.fault.message);
const { crystal } = result;
console.log(`${crystal.formula}, space group ${crystal.spaceGroup}, ${crystal.sites.length} atoms`);

const simulated = createSimulator(BT1_GE311).simulate(crystal);
if (!simulated.ok) throw new Error(simulated.fault.message);

const reflections = listReflections(crystal, { wavelength: BT1_GE311.wavelength });
for (const { h, k, l, multiplicity, d, F2 } of reflections.slice(0, 5)) {
  console.log(`${h} ${k} ${l}  m ${multiplicity}  d ${d.toFixed(4)} Å  |F|² ${F2.toFixed(1)} fm²`);
}

const figure = await patternFigure(
  { twoTheta: twoThetaGrid(BT1_GE311.grid), intensity: simulated.intensity },
  { title: 'Rutile, neutrons of 2.0775 Å' },
);
if (process.argv[2] !== undefined) await writeFile(process.argv[2], figure);
