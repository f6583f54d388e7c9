import type { DropoutSpec } from '../gradientGraph.ts';
import type { Tape, Value } from '../tape.ts';
import { add } from './add.ts';
import { conv1d } from './conv1d.ts';
import { dropout } from './dropout.ts';
import { gelu } from './gelu.ts';
import { globalMaxPool } from './globalMaxPool.ts';
import { layerNorm } from './layerNorm.ts';
import type { Layers } from './layers.ts';
import { linear } from './linear.ts';
import { maxPool1d } from './maxPool1d.ts';

/** Layers that are recorded on a tape; `dropouts` lists the masks asked for so far. */
export type TrainingLayers = Layers<Value> & { readonly dropouts: readonly DropoutSpec[] };

/** @param p probability of dropping an activation; 0 leaves dropout out */
export function trainingLayers(tape: Tape, p: number): TrainingLayers {
  const dropouts: DropoutSpec[] = [];
  return {
    dropouts,
    conv1d: (x, name, options) => conv1d(tape, x, name, options),
    linear: (x, name, outputs) => linear(tape, x, name, outputs),
    // A GELU follows most norms, and takes an input with √2 pending without a multiplication.
    layerNorm: (x, name) => layerNorm(tape, x, name, { scale: Math.SQRT2 }),
    gelu: (x) => gelu(tape, x),
    dropout(x) {
      if (p === 0) return x;
      const { length: rows, channels } = x;
      const spec = { input: `mask${dropouts.length}`, rows, channels, p };
      dropouts.push(spec);
      return dropout(tape, x, spec);
    },
    add: (a, b) => add(tape, a, b),
    maxPool1d: (x, window) => maxPool1d(tape, x, window),
    globalMaxPool: (x) => globalMaxPool(tape, x),
  };
}
