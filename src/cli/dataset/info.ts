import { Command } from 'commander';
import { bravaisOfSpaceGroup } from '../../crystal/index.ts';
import { type OpenDataset, openDataset } from '../../io/index.ts';
import { print, printJson } from '../output.ts';
import { remarksOn } from './remarksOn.ts';

/** `mauguin dataset info` */
export const infoCommand = (): Command =>
  new Command('info')
    .description('what a data set holds')
    .argument('<folder>', 'data set')
    .option('--verify', 'compare every file with its checksum', false)
    .option('--json', 'print one JSON document', false)
    .addHelpText('after', '\nExample:\n  mauguin dataset info data/mine --verify')
    .action(async (folder: string, { verify, json }: { verify: boolean; json: boolean }) => {
      const dataset = await openDataset(folder, { verify, memoryLimit: 0 });
      const info = describe(dataset);
      const remarks = remarksOn(dataset.manifest);
      dataset.close();
      if (json) printJson(info);
      else printInfo(info, remarks);
    });

function describe({ folder, manifest, spaceGroups }: OpenDataset) {
  const { counts, createdWith, inputs, classes, packageVersion, commit, part, sampledFrom } =
    manifest;
  const lattices: Record<string, number> = {};
  const groups: Record<string, number> = {};
  for (const number of spaceGroups) {
    const lattice = bravaisOfSpaceGroup(number);
    lattices[lattice] = (lattices[lattice] ?? 0) + 1;
    groups[number] = (groups[number] ?? 0) + 1;
  }
  return {
    folder,
    patterns: spaceGroups.length,
    counts,
    bravaisLattices: lattices,
    spaceGroups: groups,
    spaceGroupClasses: classes['space-group'].length,
    createdWith,
    inputs,
    packageVersion,
    commit,
    part,
    sampledFrom,
  };
}

function printInfo(info: ReturnType<typeof describe>, remarks: readonly string[]): void {
  const { part, sampledFrom } = info;
  if (part) print(`part ${part.index} of ${part.of}, to be merged`);
  if (sampledFrom) print('a sample: not all rows of its inputs');
  const { grid, name, wavelength } = info.createdWith.instrument;
  const lattices = Object.entries(info.bravaisLattices).toSorted((a, b) => b[1] - a[1]);
  print(`${info.folder}: ${info.patterns} patterns of ${info.counts.read} structures`);
  print(
    `instrument ${name}, ${wavelength} Å, ${grid.count} points from ${grid.start}°, step ${grid.step}°`,
  );
  print(`seed ${info.createdWith.seed}; ${info.inputs.map((input) => input.name).join(', ')}`);
  print(`Bravais lattices: ${lattices.map(([lattice, n]) => `${lattice} ${n}`).join(', ')}`);
  print(
    `space groups: ${Object.keys(info.spaceGroups).length}, ` +
      `${info.spaceGroupClasses} with more than 50 patterns`,
  );
  for (const remark of remarks) print(remark);
  if (info.counts.read > info.patterns) print(`left out: ${JSON.stringify(info.counts.faults)}`);
}
