import { Command } from 'commander';
import { buildCommand } from './dataset/build.ts';
import { exportCommand } from './dataset/export.ts';
import { infoCommand } from './dataset/info.ts';
import { mergeCommand } from './dataset/merge.ts';
import { sampleCommand } from './dataset/sample.ts';
import { splitCommand } from './dataset/split.ts';
import { verifyCommand } from './dataset/verify.ts';

/** `mauguin dataset` */
export const datasetCommand = (): Command =>
  new Command('dataset')
    .description('build, check, divide and put together sets of simulated patterns')
    .addCommand(buildCommand())
    .addCommand(infoCommand())
    .addCommand(verifyCommand())
    .addCommand(splitCommand())
    .addCommand(mergeCommand())
    .addCommand(sampleCommand())
    .addCommand(exportCommand());
