import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DivergenceError } from '../training/index.ts';
import { InputError } from './inputError.ts';
import type { TorchPlace } from './torchNodes.ts';

/** Folder of the Python package that comes with ours. */
export const TORCH_PACKAGE = fileURLToPath(new URL('../../python/', import.meta.url));

/** Exit code of a rank that was asked to stop and saved its state. */
const STOPPED = 130;

/** Enough of what a rank said to find its mistake. */
const LAST_CHARACTERS = 4000;

export interface TorchRanksOptions {
  readonly python: string;
  /** Folder of the run. */
  readonly run: string;
  readonly place: TorchPlace;
  /** Threads of each process. */
  readonly threads: number;
}

/** The processes of a run on this machine. When one of them fails, the others are ended. */
export class TorchRanks {
  readonly #children: readonly ChildProcess[];
  readonly #ended: Promise<unknown>;
  #failure: Error | undefined;
  #isStopping = false;

  constructor(options: TorchRanksOptions) {
    const { processes } = options.place;
    this.#children = Array.from({ length: processes }, (_, i) => startRank(options, i));
    const { firstRank } = options.place;
    this.#ended = Promise.all(this.#children.map((child, i) => this.#watch(child, firstRank + i)));
    process.on('exit', this.#killAll);
    this.#ended.then(() => process.off('exit', this.#killAll));
  }

  /**
   * What the first process prints, a JSON value a line.
   *
   * @throws Error when a process fails.
   */
  async *messages(): AsyncGenerator<unknown, void, void> {
    for await (const line of createInterface({ input: this.#children[0]!.stdout! })) {
      if (line.startsWith('{')) yield JSON.parse(line);
    }
    await this.#ended;
    if (this.#failure) throw this.#failure;
  }

  /** Lets the first process go on after a message that it waits with. */
  goOn(): void {
    this.#children[0]!.stdin!.write('\n');
  }

  /** Asks all processes to save and stop. */
  stop(): void {
    this.#isStopping = true;
    for (const child of this.#children) child.kill('SIGTERM');
  }

  /** Ends all processes at once. */
  async kill(): Promise<void> {
    this.#killAll();
    await this.#ended;
  }

  readonly #killAll = (): void => {
    for (const child of this.#children) child.kill('SIGKILL');
  };

  /** Resolves when a process has ended; the first that fails takes the others with it. */
  #watch(child: ChildProcess, rank: number): Promise<void> {
    const said = { out: '', err: '' };
    child.stdout!.on('data', (chunk) => {
      said.out = `${said.out}${chunk}`.slice(-LAST_CHARACTERS);
    });
    child.stderr!.on('data', (chunk) => {
      said.err = `${said.err}${chunk}`.slice(-LAST_CHARACTERS);
    });
    // A process that is gone needs no answer.
    child.stdin!.on('error', () => {});
    return new Promise((resolve) => {
      const end = (failure: Error | undefined, isFine = false) => {
        this.#failure ??= failure;
        if (!isFine) this.#killAll();
        resolve();
      };
      child.on('error', (error) => end(new InputError(`rank ${rank}: ${error.message}`)));
      child.on('close', (code, signal) => {
        if (code === 0 || code === STOPPED) end(undefined, true);
        // Asked to stop before it could listen: the others would wait for it.
        else if (this.#isStopping && signal === 'SIGTERM') end(undefined);
        else end(failureOf(rank, child.pid, code ?? signal, said));
      });
    });
  }
}

function startRank({ python, run, place, threads }: TorchRanksOptions, index: number) {
  const { firstRank, worldSize, address, port } = place;
  return spawn(python, ['-m', 'mauguin_torch', run], {
    stdio: 'pipe',
    env: {
      ...process.env,
      PYTHONPATH: TORCH_PACKAGE,
      // Nothing is written beside an installed package.
      PYTHONDONTWRITEBYTECODE: '1',
      OMP_NUM_THREADS: String(threads),
      RANK: String(firstRank + index),
      WORLD_SIZE: String(worldSize),
      LOCAL_RANK: String(index),
      MASTER_ADDR: address,
      MASTER_PORT: String(port),
      MAUGUIN_WAIT: '1',
    },
  });
}

/** The error of a rank, from its own words where it had any. */
function failureOf(
  rank: number,
  pid: number | undefined,
  end: number | NodeJS.Signals | null,
  said: { readonly out: string; readonly err: string },
): Error {
  const told = /^\{"kind": "failed".*\}$/m.exec(said.out)?.[0];
  if (told !== undefined) {
    const { fault, message } = JSON.parse(told) as { fault: string; message: string };
    return fault === 'divergence' ? new DivergenceError(message) : new InputError(message);
  }
  const how = typeof end === 'number' ? `failed (code ${end})` : `was ended by ${end}`;
  const words = said.err.trim() === '' ? '' : `\n${said.err.trim()}`;
  return new InputError(
    `rank ${rank} of the torch engine (process ${pid}) ${how}, and the others were ended; ` +
      `--resume goes on from the last checkpoint${words}`,
  );
}
