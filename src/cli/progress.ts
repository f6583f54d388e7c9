import { Presets, SingleBar } from 'cli-progress';

/** A bar on stderr with rate and time left; silent where stderr is no terminal. */
export interface Progress {
  update(done: number, total: number, comment?: string): void;
  /** Clears the line, so that another can be printed; the next update draws the bar again. */
  clear(): void;
  stop(): void;
}

export function showProgress(what: string, unit: string): Progress {
  if (!process.stderr.isTTY) return { update: () => {}, clear: () => {}, stop: () => {} };
  const format = `${what} {bar} {value}/{total} ${unit}, {rate}/s, {eta_formatted} left  {comment}`;
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  let first: { readonly time: number; readonly done: number } | undefined;
  return {
    update(done, total, comment = '') {
      if (first === undefined) {
        first = { time: performance.now(), done };
        bar.start(total, done, { rate: '–', comment });
      }
      const seconds = (performance.now() - first.time) / 1000;
      const rate = seconds > 0 ? ((done - first.done) / seconds).toFixed(1) : '–';
      bar.setTotal(total);
      bar.update(done, { rate, comment });
    },
    clear() {
      process.stderr.write('\r\x1b[K');
    },
    stop: () => bar.stop(),
  };
}
