import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { TASKS, type TaskName } from '../tasks/tasks.ts';

/** Some steps of one program. */
export interface Round {
  readonly samples: number;
  readonly seconds: number;
  /** Of all threads. */
  readonly processorSeconds: number;
  /** Of the process so far. */
  readonly peakMegabytes: number;
}

/** A program in a process of its own that does a round when asked. */
export interface Side {
  readonly version: string;
  run(): Promise<Round>;
  close(): Promise<void>;
}

/** Debian's own Python is the one that has Debian's PyTorch. */
export const PYTHON = process.env.MAUGUIN_PYTHON ?? '/usr/bin/python3';

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
export const WORKER = pathOf('./worker.py');

export type Environment = Readonly<Record<string, string>>;

export const startOurs = (task: TaskName, workers: number): Promise<Side> =>
  startSide(process.execPath, [...process.execArgv, pathOf('./ours.ts'), task, `${workers}`]);

/** @param environment variables of its process */
export const startTorch = (
  task: TaskName,
  threads: number,
  environment: Environment = {},
): Promise<Side> => {
  const { rows, steps } = TASKS[task];
  return startSide(PYTHON, [WORKER, task, `${threads}`, `${rows}`, `${steps}`], environment);
};

async function startSide(
  command: string,
  args: readonly string[],
  environment: Environment = {},
): Promise<Side> {
  const child = spawn(command, args, {
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  const read = lineReader(child, `${command} ${args.join(' ')}`);
  const { version } = (await read()) as { version: string };
  return {
    version,
    async run() {
      child.stdin.write('round\n');
      return (await read()) as Round;
    },
    close() {
      child.stdin.end();
      return ended;
    },
  };
}

/** The next line that a process prints, as JSON. */
function lineReader(child: ChildProcessByStdio<Writable, Readable, null>, what: string) {
  const ended = new Promise<string>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? `exit code ${code}`)),
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${what} has ended: ${await ended}`);
    return JSON.parse(value);
  };
}
