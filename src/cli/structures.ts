import { Command } from 'commander';
import { fitCommand } from './structures/fit.ts';
import { generateCommand } from './structures/generate.ts';

/** `mauguin structures` */
export const structuresCommand = (): Command =>
  new Command('structures')
    .description('make files of crystal structures')
    .addCommand(generateCommand())
    .addCommand(fitCommand());
