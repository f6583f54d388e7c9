/**
 * @file Thread of `npm run bench -- peers`: simulates its structures as often as it is asked to.
 * JavaScript, because Node 20 starts no thread from TypeScript.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { parseStructureLine } from 'mauguin/crystal';
import { createSimulator, instrumentNamed } from 'mauguin/pattern';

const instrument = instrumentNamed(workerData.instrument);
const simulator = createSimulator(instrument);
const out = new Float32Array(instrument.grid.count);

/** Parsing is part of it, as it is of a data set; the answer says that all is done. */
parentPort.on('message', (rounds) => {
  for (let i = 0; i < rounds; i++) {
    for (const line of workerData.lines) {
      simulator.simulate(parseStructureLine(line).crystal, out);
    }
  }
  parentPort.postMessage(rounds);
});
