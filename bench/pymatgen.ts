import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface PeerRequest {
  readonly kind: 'neutron' | 'x-ray';
  /** Å */
  readonly wavelength: number;
  /** 2θ, degrees. */
  readonly range: readonly [number, number];
  /** A structure line, parsed. */
  readonly structure: unknown;
}

export type PeerAnswer =
  | { readonly seconds: number; readonly wallSeconds: number; readonly peaks: number }
  | { readonly error: string };

/** pymatgen in a process of its own, which computes one peak list after the other. */
export interface Pymatgen {
  readonly version: string;
  ask(request: PeerRequest): Promise<PeerAnswer>;
  close(): void;
}

/** Debian's own Python is the one that has Debian's pymatgen. */
export const PYTHONS = ['python3', '/usr/bin/python3'];

/** Undefined where no Python has pymatgen. */
export async function startPymatgen(): Promise<Pymatgen | undefined> {
  for (const python of PYTHONS) {
    const pymatgen = await startWith(python);
    if (pymatgen) return pymatgen;
  }
  return undefined;
}

async function startWith(python: string): Promise<Pymatgen | undefined> {
  const script = fileURLToPath(new URL('./pymatgenPatterns.py', import.meta.url));
  // One thread against one thread.
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const child = spawn(python, [script], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const first = await lines.next();
  if (first.done) return undefined;
  const { version } = JSON.parse(first.value) as { version: string };
  return {
    version,
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done) throw new Error('pymatgen has ended');
      return JSON.parse(value) as PeerAnswer;
    },
    close: () => child.stdin.end(),
  };
}
