import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from './inputError.ts';

/** Where to look when `MAUGUIN_PYTHON` says nothing; the last is Debian's, behind a version manager. */
const CANDIDATES = ['python3', 'python', '/usr/bin/python3'];

const PROBE =
  'import numpy, torch, torch.distributed as d; print(torch.__version__); print(d.is_available())';
const OLDEST = [1, 13] as const;

const INSTALL =
  'install PyTorch 1.13 or later and NumPy (`pip install torch numpy`, or `apt-get install ' +
  'python3-torch python3-numpy`), or name an interpreter that has them in MAUGUIN_PYTHON';

/**
 * A Python interpreter that can import torch.
 *
 * @throws InputError that says what was tried and how to install it.
 */
export async function findTorchPython(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const wanted = environment.MAUGUIN_PYTHON;
  const faults: string[] = [];
  for (const command of wanted ? [wanted] : CANDIDATES) {
    const fault = await faultOf(command, environment);
    if (fault === undefined) return command;
    faults.push(`${command}: ${fault}`);
  }
  const origin = wanted ? ' (from MAUGUIN_PYTHON)' : '';
  throw new InputError(
    `the torch engine needs Python with PyTorch${origin}: ${faults.join('; ')}; ${INSTALL}`,
  );
}

/** Why an interpreter will not do. */
async function faultOf(
  command: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, ['-c', PROBE], { env: environment });
    const [version = '', isAvailable] = stdout.trim().split(/\r?\n/);
    const [major = 0, minor = 0] = version.split('.').map(Number.parseFloat);
    if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
      return `its PyTorch is ${version}`;
    }
    return isAvailable === 'True' ? undefined : 'its PyTorch was built without torch.distributed';
  } catch (error) {
    const { code, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
    if (code === 'ENOENT') return 'not found';
    return stderr?.trim().split('\n').at(-1) || (error as Error).message;
  }
}
