import type { Conv1dOptions } from './conv1d.ts';
import type { Window } from './window.ts';

/**
 * The layers that a network is described with, for values V of any kind: one description serves
 * training ({@link trainingLayers}) and inference ({@link inferenceLayers}).
 */
export interface Layers<V> {
  /** Cross-correlation without bias; parameter `name`.weight. */
  conv1d(x: V, name: string, options: Conv1dOptions): V;
  /** Parameters `name`.weight and `name`.bias. */
  linear(x: V, name: string, outputs: number): V;
  /** Over the channels of each position, ε = 1e-5; parameters `name`.weight and `name`.bias. */
  layerNorm(x: V, name: string): V;
  gelu(x: V): V;
  /** The identity in inference. */
  dropout(x: V): V;
  add(a: V, b: V): V;
  maxPool1d(x: V, window: Window): V;
  /** The maximum over positions. */
  globalMaxPool(x: V): V;
}
