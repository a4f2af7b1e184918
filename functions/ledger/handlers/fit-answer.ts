/** Bytes of items in one answer: Lambda answers at most 6 MB, and what stands around the items is small. */
export const MAX_ITEM_BYTES = 4 * 1_048_576;

/** How many of the items, from the first, one answer can hold; at least one, so that a list goes on. */
export function fitAnswer(items: readonly unknown[], maxBytes = MAX_ITEM_BYTES): number {
  let bytes = 0;
  for (const [index, item] of items.entries()) {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes > maxBytes && index > 0) return index;
  }
  return items.length;
}
