#!/usr/bin/env node
import { Command } from 'commander';
import { packageVersion } from '../io/index.ts';
import { classifyCommand } from './classify.ts';
import { datasetCommand } from './dataset.ts';
import { evaluateCommand } from './evaluate.ts';
import { exportCommand } from './export.ts';
import { EXIT, reportFailure } from './failure.ts';
import { instrumentsCommand } from './instruments.ts';
import { modelsCommand } from './models.ts';
import { reportCommand } from './report.ts';
import { simulateCommand } from './simulate.ts';
import { structuresCommand } from './structures.ts';
import { trainCommand } from './train.ts';

const program = new Command('mauguin')
  .description('Names the symmetry of a crystal from its powder diffraction pattern.')
  .version(packageVersion())
  .showHelpAfterError('(--help shows how to call it)')
  .addHelpText(
    'after',
    `
Exit codes: 0 done; 1 some inputs failed, the others were done; 2 nothing done, the call or its
input is wrong; 130 stopped by Ctrl-C.`,
  );

for (const command of [
  classifyCommand(),
  simulateCommand(),
  structuresCommand(),
  datasetCommand(),
  trainCommand(),
  reportCommand(),
  evaluateCommand(),
  exportCommand(),
  modelsCommand(),
  instrumentsCommand(),
]) {
  program.addCommand(command);
}

/** A wrong call exits with the usage code, asking for help with 0. */
function exitLikeCommander(command: Command): void {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.usage));
  for (const child of command.commands) exitLikeCommander(child);
}
exitLikeCommander(program);

program.parseAsync().catch(reportFailure);
