import { KERNELS_WASM } from '../kernelsWasm.ts';
import { checkPositive } from './batchChecks.ts';

/** Functions of `../assembly/kernels.ts`; every argument not named otherwise is an address. */
interface Kernels {
  sumBlocks(values: number, blocks: number, sum: number, count: number): void;
}

/** Bytes of a page of WebAssembly's memory, and the most pages: 4 GB. */
const PAGE = 1 << 16;
const MOST_PAGES = 1 << 16;
/** Arrays begin at multiples of it, bytes: a line of the cache, so that no two threads write to one. */
const ALIGNMENT = 64;

// Node's types lack it; those of the DOM would bring the whole DOM.
declare const WebAssembly: {
  readonly Memory: new (limits: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }) => { readonly buffer: SharedArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

const compiled = new WebAssembly.Module(
  Uint8Array.from(atob(KERNELS_WASM), (character) => character.charCodeAt(0)),
);

/** Arrays that all threads share, in memory in which the compiled kernels compute. */
export class SharedFloats {
  readonly arrays: Readonly<Record<string, Float32Array>>;
  readonly #buffer: SharedArrayBuffer;
  readonly #kernels: Kernels;

  /**
   * @param sizes number of elements of each array
   * @throws RangeError when they need more than 4 GB together.
   */
  constructor(sizes: Readonly<Record<string, number>>) {
    let end = 0;
    const places = Object.entries(sizes).map(([name, length]) => {
      const address = end;
      end += Math.ceil((4 * length) / ALIGNMENT) * ALIGNMENT;
      return { name, address, length };
    });
    const pages = Math.ceil(end / PAGE);
    if (pages > MOST_PAGES) {
      throw new RangeError(`batches so large need ${(end / 1e9).toFixed(1)} GB; 4 are the most`);
    }
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
    const { buffer } = memory;
    this.arrays = Object.fromEntries(
      places.map(({ name, address, length }) => [name, new Float32Array(buffer, address, length)]),
    );
    this.#buffer = buffer;
    this.#kernels = new WebAssembly.Instance(compiled, { env: { memory } }).exports as Kernels;
  }

  /**
   * Adds the first `blocks` stretches of `values`, each as long as `sum`, in their order.
   *
   * @throws RangeError when `values` or `sum` is no stretch of these arrays, or `values` too short.
   */
  sumBlocks(values: Float32Array, blocks: number, sum: Float32Array): void {
    checkPositive({ blocks });
    const from = this.#addressOf(values, blocks * sum.length);
    const to = this.#addressOf(sum, sum.length);
    this.#kernels.sumBlocks(from, blocks, to, sum.length);
  }

  #addressOf({ buffer, byteOffset, length }: Float32Array, needed: number): number {
    if (buffer === this.#buffer && length >= needed) return byteOffset;
    throw new RangeError(`no stretch of ${needed} elements of the shared arrays`);
  }
}
