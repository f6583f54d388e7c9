import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { figureNames, type TrainingReport } from '../report/index.ts';
import { writeFileAtomic } from './atomic.ts';
import { InputError, unwritable } from './inputError.ts';

const PAGE = 'index.html';

/**
 * Checks the folder of a report before anything is computed.
 *
 * @throws InputError when it is a file, or is not empty and `replace` is off.
 */
export async function checkReportFolder(folder: string, replace: boolean): Promise<void> {
  if (!existsSync(folder)) return;
  if (!(await stat(folder)).isDirectory()) {
    throw new InputError(`${folder}: is a file; give a folder for the report`);
  }
  if (!replace && (await readdir(folder)).length > 0) {
    throw new InputError(
      `${folder}: this folder is not empty; give a new one, or --force to replace the report in it`,
    );
  }
}

/**
 * Writes figures, then the page. Of what is in the folder already only files of a report are
 * replaced or removed.
 *
 * @returns the paths of the files written, the page first
 */
export async function writeReport(
  folder: string,
  { html, figures }: TrainingReport,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unwritable(folder, error);
  });
  const pathOf = (name: string) => join(folder, `${name}.svg`);
  for (const { name, svg } of figures) await writeFileAtomic(pathOf(name), svg);
  const page = join(folder, PAGE);
  await writeFileAtomic(page, html);
  const drawn = new Set(figures.map(({ name }) => name));
  const stale = figureNames.filter((name) => !drawn.has(name));
  for (const name of stale) await rm(pathOf(name), { force: true });
  return [page, ...figures.map(({ name }) => pathOf(name))];
}
