/**
 * Runs `task` for every item, at most `window` at a time, and yields each item with its result in
 * the order of the items. Items are drawn only as results are taken: memory stays bounded by the
 * window however slow the consumer.
 */
export async function* mapInOrder<T, R>(
  items: AsyncIterable<T>,
  task: (item: T) => Promise<R>,
  window: number,
): AsyncGenerator<readonly [T, R]> {
  const pending: { readonly item: T; readonly result: Promise<R> }[] = [];
  for await (const item of items) {
    const result = task(item);
    // A failure is met when its turn comes; until then it must not count as unhandled.
    result.catch(() => {});
    pending.push({ item, result });
    if (pending.length < window) continue;
    const first = pending.shift()!;
    yield [first.item, await first.result];
  }
  for (const { item, result } of pending) yield [item, await result];
}
