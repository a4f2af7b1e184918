import { gunzipSync, gzipSync } from 'node:zlib';
import type { ListEntry } from '../list-entry.ts';

/** An item takes 400 KB; names compress to a third at worst, so that this much text always fits. */
const MAX_PART_CHARACTERS = 600_000;

export function packEntries(entries: readonly ListEntry[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(JSON.stringify(entries)));
}

export function unpackEntries(content: Uint8Array): ListEntry[] {
  return JSON.parse(gunzipSync(content).toString('utf8')) as ListEntry[];
}

/** Where a part has to end so that each fits in one item: spans of entries, from and to (exclusive). */
export function splitParts(
  entries: readonly ListEntry[],
): readonly { readonly from: number; readonly to: number }[] {
  const parts: { from: number; to: number }[] = [];
  let characters = 0;
  for (const [at, entry] of entries.entries()) {
    const size = JSON.stringify(entry).length;
    const last = parts.at(-1);
    if (last && characters + size <= MAX_PART_CHARACTERS) {
      last.to = at + 1;
      characters += size;
    } else {
      parts.push({ from: at, to: at + 1 });
      characters = size;
    }
  }
  return parts;
}
