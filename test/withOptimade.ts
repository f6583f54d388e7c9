import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import {
  type OptimadeServer,
  type OptimadeServerOptions,
  startOptimadeServer,
} from './optimadeServer.ts';

/** A folder and a database for each test of a file, both gone after it. */
export interface OptimadeBench {
  /** Path of a file in the folder; of the folder itself without a name. */
  path(name?: string): string;
  start(options: OptimadeServerOptions): Promise<OptimadeServer>;
  /** The database started last. */
  server(): OptimadeServer;
}

export function withOptimade(): OptimadeBench {
  let folder = '';
  let running: OptimadeServer | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mauguin-'));
  });
  afterEach(async () => {
    await running?.close();
    running = undefined;
    await rm(folder, { recursive: true, force: true });
  });
  return {
    path: (name = '') => join(folder, name),
    async start(options) {
      running = await startOptimadeServer(options);
      return running;
    },
    server() {
      if (!running) throw new Error('no database was started');
      return running;
    },
  };
}
