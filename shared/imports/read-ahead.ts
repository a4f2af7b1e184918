/**
 * The same items, each next one asked for while the present one is worked on. An error is thrown in its turn: behind
 * the items that came before it.
 */
export async function* readAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  let ahead = iterator.next();
  try {
    for (;;) {
      const step = await ahead;
      if (step.done) return;
      ahead = iterator.next();
      ahead.catch(() => undefined); // thrown above, in its turn
      yield step.value;
    }
  } finally {
    await iterator.return?.();
  }
}
