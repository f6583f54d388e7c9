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
const task = await TASKS[name as TaskName].open(Number(workers));
const say = (answer: object) => console.log(JSON.stringify(answer));

say({ version: packageVersion() });
for await (const line of createInterface({ input: process.stdin })) {
  const { steps } = JSON.parse(line) as { steps: number };
  const begin = performance.now();
  const busy = processorSeconds();
  for (let i = 0; i < steps; i++) await task.step();
  const round: Round = {
    samples: steps * task.rows,
    seconds: (performance.now() - begin) / 1000,
    processorSeconds: processorSeconds() - busy,
    peakMegabytes: peakMegabytes(),
  };
  say(round);
}
await task.close();
