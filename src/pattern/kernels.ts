import { KERNELS_WASM } from './kernelsWasm.ts';

/** Functions of `assembly/kernels.ts`; every argument not named otherwise is an address. */
export interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  addRow(p: number, a: number, out: number, count: number): void;
  addPair(p: number, a: number, q: number, b: number, out: number, count: number): void;
  weighRow(
    n: number,
    weights: number,
    xRe: number,
    xIm: number,
    yRe: number,
    yIm: number,
    sign: number,
    rowRe: number,
    rowIm: number,
  ): void;
  sumRow(
    n: number,
    rowRe: number,
    rowIm: number,
    zRe: number,
    zIm: number,
    stride: number,
    count: number,
    out: number,
  ): void;
}

/** Bytes of a page of WebAssembly's memory. */
const PAGE = 1 << 16;
/** Bytes by which memory grows at least; it doubles, as far as 64 MB, because each time is dear. */
const SMALLEST_GROWTH = 1 << 20;
const LARGEST_GROWTH = 1 << 26;
/** Numbers begin at multiples of it, bytes. */
const ALIGNMENT = 16;

// Node's types lack it; those of the DOM would bring the whole DOM.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

const compiled = new WebAssembly.Module(
  Uint8Array.from(atob(KERNELS_WASM), (character) => character.charCodeAt(0)),
);

/** The compiled kernels, and the memory of their own in which they compute. */
export class KernelMemory {
  readonly kernels = new WebAssembly.Instance(compiled).exports as Kernels;
  /** Address of the first free byte; 0 stays free. */
  #free = ALIGNMENT;
  #floats = new Float32Array(this.kernels.memory.buffer);

  /** Forgets all that was allocated. */
  clear(): void {
    this.#free = ALIGNMENT;
  }

  /**
   * Address of so many free bytes. Their content is undefined. Memory may move: views made before
   * are then empty.
   *
   * @throws RangeError when memory would exceed 4 GB.
   */
  allocate(bytes: number): number {
    const address = this.#free;
    this.#free += Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    const { memory } = this.kernels;
    const size = memory.buffer.byteLength;
    const missing = this.#free - size;
    if (missing > 0) {
      const growth = Math.min(LARGEST_GROWTH, Math.max(SMALLEST_GROWTH, size));
      memory.grow(Math.ceil(Math.max(missing, growth) / PAGE));
      this.#floats = new Float32Array(memory.buffer);
    }
    return address;
  }

  doubles(address: number, length: number): Float64Array {
    return new Float64Array(this.kernels.memory.buffer, address, length);
  }

  /**
   * All of memory; the number at `address` has the index `address / 4`. One view for all, because to
   * make one for each of 35,000 rows would take longer than to draw them.
   */
  get floats(): Float32Array {
    return this.#floats;
  }
}
