/**
 * @file Our side of `npm run bench -- peers`, in a process of its own as PyTorch's is:
 * `ours.ts TASK WORKERS` answers as `worker.py` does.
 */
import { createInterface } from 'node:readline';
import { packageVersion } from '../../src/io/index.ts';
import { peakMegabytes, processorSeconds } from '../result.ts';
import { TASKS, type TaskName } from '../tasks/tasks.ts';
import type { Round } from './side.ts';

const [name, workers] = process.argv.slice(2);
const { open, rows, steps } = TASKS[name as TaskName];
const task = await open(Number(workers));
const say = (answer: object) => console.log(JSON.stringify(answer));

say({ version: packageVersion() });
for await (const _ of createInterface({ input: process.stdin })) {
  const begin = performance.now();
  const busy = processorSeconds();
  await task.round();
  const round: Round = {
    samples: rows * steps,
    seconds: (performance.now() - begin) / 1000,
    processorSeconds: processorSeconds() - busy,
    peakMegabytes: peakMegabytes(),
  };
  say(round);
}
await task.close();
