import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Version of this package, from its package.json. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }).version;

/** The commit this program runs from, marked `+` with uncommitted changes; empty outside a checkout. */
export function packageCommit(): { readonly commit?: string } {
  if (!existsSync(`${root}.git`)) return {};
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const commit = git('rev-parse', 'HEAD').trim();
    const isDirty = git('status', '--porcelain', '--untracked-files=no').trim() !== '';
    return { commit: isDirty ? `${commit}+` : commit };
  } catch {
    // No git on this machine, or no commit yet.
    return {};
  }
}
