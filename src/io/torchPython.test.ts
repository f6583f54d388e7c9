import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InputError } from './inputError.ts';
import { findTorchPython } from './torchPython.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A command that answers as an interpreter would. */
async function answering(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

// The stand-ins are shell scripts.
describe.skipIf(process.platform === 'win32')('an interpreter', () => {
  test.each([
    ['1.13.0a0', 'True'],
    ['2.4.1+cu121', 'True'],
  ])('with PyTorch %s is taken', async (version, available) => {
    const python = await answering(`python-${version}`, `echo ${version}; echo ${available}`);
    expect(await findTorchPython({ MAUGUIN_PYTHON: python })).toBe(python);
  });

  test.each([
    ['too-old', 'echo 1.12.1; echo True', 'its PyTorch is 1.12.1'],
    ['undistributed', 'echo 2.1.0; echo False', 'its PyTorch was built without torch.distributed'],
    [
      'torchless',
      'echo "Traceback" >&2; echo "ModuleNotFoundError: No module named torch" >&2; exit 1',
      'ModuleNotFoundError: No module named torch',
    ],
  ])('%s is refused, with the reason and how to install', async (name, script, reason) => {
    const python = await answering(name, script);
    const finding = findTorchPython({ MAUGUIN_PYTHON: python });
    await expect(finding).rejects.toThrow(InputError);
    await expect(finding).rejects.toThrow(
      `the torch engine needs Python with PyTorch (from MAUGUIN_PYTHON): ${python}: ${reason}; ` +
        'install PyTorch 1.13 or later and NumPy',
    );
  });
});

test('none at all: every place that was looked at is told', async () => {
  const finding = findTorchPython({ PATH: folder });
  // Debian's own has an absolute path and may be there.
  const result = await finding.catch((error: Error) => error.message);
  expect(result).toMatch(/^(\/usr\/bin\/python3|.*python3: not found; python: not found.*)$/);
});
