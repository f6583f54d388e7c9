import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';

const DAEMONS = ['mungekey', 'munged', 'slurmctld', 'slurmd', 'sbatch'];

/** Why no Slurm can be started here; undefined where it can. */
export function slurmIsMissing(): string | undefined {
  if (process.getuid?.() !== 0) return 'a Slurm of our own is started by root only';
  const missing = DAEMONS.filter((name) => spawnSync('which', [name]).status !== 0);
  return missing.length > 0 ? `no ${missing.join(', ')} here (Debian: slurm-wlm)` : undefined;
}

/** A cluster of one node with two processors, of this test alone. */
export interface Slurm {
  /** Beside those of this process: they make Slurm's commands find it. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs one of Slurm's commands; its output. */
  run(command: string, ...args: readonly string[]): string;
  stop(): Promise<void>;
}

/** Starts it with all its files in a folder, which only root may write to. */
export async function startSlurm(folder: string): Promise<Slurm> {
  for (const name of ['state', 'spool']) mkdirSync(join(folder, name), { recursive: true });
  const conf = join(folder, 'slurm.conf');
  writeFileSync(conf, configuration(folder, await freePort(), await freePort()));
  const env = { SLURM_CONF: conf };
  const daemons: ChildProcess[] = [];
  const start = (command: string, args: readonly string[]) => {
    daemons.push(spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' }));
  };
  const run = (command: string, ...args: readonly string[]): string => {
    const options = { env: { ...process.env, ...env }, encoding: 'utf8' } as const;
    const { status, stdout, stderr } = spawnSync(command, args, options);
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const inFolder = (name: string) => join(folder, name);
  run('mungekey', '--create', `--keyfile=${inFolder('munge.key')}`);
  start('munged', [
    ...['--foreground', '--force', `--key-file=${inFolder('munge.key')}`],
    ...[`--socket=${inFolder('munge.socket')}`, `--pid-file=${inFolder('munged.pid')}`],
    ...[`--log-file=${inFolder('munged.log')}`, `--seed-file=${inFolder('munge.seed')}`],
  ]);
  await until('munge', () => spawnSync('test', ['-S', inFolder('munge.socket')]).status === 0);
  start('slurmctld', ['-D']);
  start('slurmd', ['-D']);
  const stop = async () => {
    for (const daemon of daemons.toReversed()) {
      const ended = new Promise((resolve) => daemon.once('exit', resolve));
      if (daemon.exitCode === null && daemon.kill()) await ended;
    }
  };
  const isIdle = () =>
    spawnSync('sinfo', ['-h', '-o', '%T'], { env: { ...process.env, ...env } })
      .stdout.toString()
      .includes('idle');
  await until('a node of Slurm', isIdle).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { env, run, stop };
}

const configuration = (folder: string, port: number, nodePort: number): string => `
ClusterName=mauguin
SlurmctldHost=${shortName()}(127.0.0.1)
SlurmctldPort=${port}
SlurmdPort=${nodePort}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CredType=cred/munge
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
KillWait=5
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmdSpoolDir=${folder}/spool
StateSaveLocation=${folder}/state
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
SlurmdParameters=config_overrides
NodeName=${shortName()} NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;

const shortName = (): string => hostname().split('.')[0]!;

/** A port that nothing listens on at the moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Waits for something to become true. */
export async function until(what: string, isTrue: () => boolean, seconds = 60): Promise<void> {
  const end = performance.now() + 1000 * seconds;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
