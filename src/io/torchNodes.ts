import { createServer } from 'node:net';
import { InputError } from './inputError.ts';

/** Which processes of a run are started here, and where all of them meet. */
export interface TorchPlace {
  /** Processes on this node. */
  readonly processes: number;
  /** Rank of the first of them. */
  readonly firstRank: number;
  /** Processes on all nodes. */
  readonly worldSize: number;
  readonly address: string;
  readonly port: number;
}

/**
 * The place of this node in a run of `nodes` nodes with `processes` each.
 *
 * @throws InputError when there are several nodes and the environment does not tell which this is.
 */
export async function torchPlace(
  processes: number,
  nodes: number,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<TorchPlace> {
  if (nodes === 1) {
    const port = await freePort();
    return { processes, firstRank: 0, worldSize: processes, address: '127.0.0.1', port };
  }
  const node = nodeRank(nodes, environment);
  const { MASTER_ADDR: address, MASTER_PORT: port } = environment;
  if (!address || !port) {
    throw new InputError(
      'with --nodes, MASTER_ADDR and MASTER_PORT must be set on every node: the address of the ' +
        'node of rank 0 and a free port there',
    );
  }
  const firstRank = node * processes;
  const common = { processes, firstRank, worldSize: nodes * processes, address };
  return { ...common, port: wholeNumber('MASTER_PORT', port, 65536) };
}

/** Number of this node, from 0; the first one leads: it owns the run folder and tells of the run. */
export function nodeRank(nodes: number, environment: NodeJS.ProcessEnv = process.env): number {
  if (nodes === 1) return 0;
  const name = environment.NODE_RANK !== undefined ? 'NODE_RANK' : 'SLURM_NODEID';
  const text = environment[name];
  if (text === undefined) {
    throw new InputError(
      'with --nodes, the same command runs on every node and NODE_RANK must say which one it is, ' +
        'from 0 (under srun SLURM_NODEID does)',
    );
  }
  return wholeNumber(name, text, nodes);
}

function wholeNumber(name: string, text: string, limit: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value < limit) return value;
  throw new InputError(`${name} must be a whole number from 0 to ${limit - 1}, got ${text}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address!.port : 0));
    });
  });
}
