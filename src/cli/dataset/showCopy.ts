import type { CopyEvent } from '../../io/index.ts';
import { note, print, printJson } from '../output.ts';
import { showProgress } from '../progress.ts';

/** Shows how rows are copied into a new data set, and what it holds at the end. */
export async function showCopy(
  what: string,
  events: AsyncIterable<CopyEvent>,
  { out, json }: { readonly out: string; readonly json: boolean },
): Promise<void> {
  const progress = showProgress(what, 'patterns');
  try {
    for await (const event of events) {
      if (event.kind === 'progress') {
        progress.update(event.rows, event.total);
        continue;
      }
      progress.clear();
      const { counts } = event.manifest;
      if (json) printJson({ out, ...counts });
      else print(`${counts.kept} patterns in ${out}`);
      if (counts.duplicateIds > 0) note(`${counts.duplicateIds} ids of structures occur before`);
      if (event.wasComplete) note('the data set was complete already');
    }
  } finally {
    progress.stop();
  }
}
