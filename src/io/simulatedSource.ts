import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { workerUrl } from '../nn/index.ts';
import type { BatchSource, View } from '../training/index.ts';
import { InputError } from './inputError.ts';
import type { SimulatedViews, ViewSettings } from './simulateViews.ts';

/** Views of one task: a batch is shared among the threads, and none waits long for the last. */
const VIEWS = 16;

/**
 * Patterns that threads simulate while the network learns. They depend on settings and views alone,
 * not on the number of threads.
 */
export class SimulatedSource implements BatchSource {
  /** A crystal with a large cell takes as long as a batch: some must be in stock. */
  readonly ahead = 4;
  readonly #pool: Piscina<readonly View[], SimulatedViews>;
  readonly #points: number;
  #plain = 0;

  constructor(settings: ViewSettings, threads = 1) {
    this.#points = settings.instrument.grid.count;
    this.#pool = new Piscina({
      filename: fileURLToPath(workerUrl(import.meta.url, './viewWorker.ts')),
      name: 'simulateViews',
      minThreads: threads,
      maxThreads: threads,
      workerData: settings,
    });
  }

  /** Views so far that an augmentation would have left without a line in range. */
  get plain(): number {
    return this.#plain;
  }

  /** @throws InputError when a structure can't be read. */
  async read(views: readonly View[]): Promise<Float32Array> {
    const x = new Float32Array(views.length * this.#points);
    const parts = Array.from({ length: Math.ceil(views.length / VIEWS) }, async (_, part) => {
      const first = part * VIEWS;
      const { patterns, plain } = await this.#pool.run(views.slice(first, first + VIEWS));
      x.set(patterns, first * this.#points);
      this.#plain += plain;
    });
    try {
      await Promise.all(parts);
    } catch (error) {
      // Across threads an error keeps its message, not its class.
      throw new InputError((error as Error).message, { cause: error });
    }
    return x;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
