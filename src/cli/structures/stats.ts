import { Command } from 'commander';

/** `mauguin structures stats` */
export const statsCommand = (): Command => new Command('stats');
