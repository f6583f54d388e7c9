/**
 * Room: a seed in, reproducible streams of numbers out.
 * Streams fork by name, so that a new stream moves no other. A sequence is part of the format of
 * data sets and runs: it never changes for a given seed and name.
 */
export { createRng, type Rng } from './rng.ts';
