import { Command } from 'commander';
import { compareCommand } from './structures/compare.ts';
import { fitCommand } from './structures/fit.ts';
import { generateCommand } from './structures/generate.ts';
import { importCommand } from './structures/import.ts';
import { statsCommand } from './structures/stats.ts';

/** `mauguin structures` */
export const structuresCommand = (): Command =>
  new Command('structures')
    .description('gather, count and make crystal structures')
    .addCommand(importCommand())
    .addCommand(statsCommand())
    .addCommand(generateCommand())
    .addCommand(fitCommand())
    .addCommand(compareCommand());
