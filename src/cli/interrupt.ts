import { note } from './output.ts';

/** A signal that Ctrl-C (or a scheduler's SIGTERM) raises; a second one ends the process at once. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(130);
    note('stopping: the work so far is being saved (once more to stop at once)');
    controller.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return controller.signal;
}
