/** Time since the last epoch, and the rows trained on in it. */
export class EpochClock {
  #start = performance.now();
  #lastStep = this.#start;
  #rows = 0;

  countRows(rows: number): void {
    this.#rows += rows;
    this.#lastStep = performance.now();
  }

  closeEpoch(): { readonly seconds: number; readonly samplesPerSecond: number } {
    const now = performance.now();
    const training = (this.#lastStep - this.#start) / 1000;
    const times = {
      seconds: (now - this.#start) / 1000,
      samplesPerSecond: training > 0 ? this.#rows / training : 0,
    };
    this.#start = now;
    this.#rows = 0;
    return times;
  }
}
