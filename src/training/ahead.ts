/** Things made by number, some of them before they are asked for. */
export class Ahead<T> {
  readonly #make: (number: number) => Promise<T>;
  readonly #made = new Map<number, Promise<T>>();

  constructor(make: (number: number) => Promise<T>) {
    this.#make = make;
  }

  /** Begins to make what is not begun yet of the numbers `first` … `end` − 1. */
  prepare(first: number, end: number): void {
    for (let number = first; number < end; number++) {
      if (this.#made.has(number)) continue;
      const made = this.#make(number);
      // A failure is met by whoever asks for it; until then it must not count as unhandled.
      made.catch(() => {});
      this.#made.set(number, made);
    }
  }

  /** Hands it over; the next call makes it again. */
  take(number: number): Promise<T> {
    const made = this.#made.get(number) ?? this.#make(number);
    this.#made.delete(number);
    return made;
  }
}
