import { Command } from 'commander';
import { importCommand } from './structures/import.ts';
import { statsCommand } from './structures/stats.ts';

/** `mauguin structures` */
export const structuresCommand = (): Command =>
  new Command('structures')
    .description('gather and count crystal structures')
    .addCommand(importCommand())
    .addCommand(statsCommand());
