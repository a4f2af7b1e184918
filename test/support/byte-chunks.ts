/** Bytes cut after every `size` bytes, as an upload may arrive. */
export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Bytes cut at the places given (in any order, repeated or out of range as a property test may choose them). */
export async function* cutAt(
  bytes: Uint8Array,
  places: readonly number[],
): AsyncGenerator<Uint8Array, void, void> {
  const inside = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  let from = 0;
  for (const place of [...inside, bytes.length]) {
    yield bytes.subarray(from, place);
    from = place;
  }
}

/** All items of an asynchronous iterable. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
