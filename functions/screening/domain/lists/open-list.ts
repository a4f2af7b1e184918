import type { ListFile } from './list-file.ts';
import { openCsvList } from './read-csv-list.ts';
import { openEuList } from './read-eu-list.ts';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const LESS_THAN = 0x3c;

/** Opens a sanctions list: XML where it begins like it, else CSV. @throws screening.unreadable-list, ledger.file-unreadable */
export async function openList(bytes: AsyncIterable<Uint8Array>): Promise<ListFile> {
  const iterator = bytes[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let first: number | undefined;
  for (let step = await iterator.next(); !step.done; step = await iterator.next()) {
    head.push(step.value);
    first = firstSign(Buffer.concat(head));
    if (first !== undefined) break;
  }
  const whole = continued(head, iterator);
  return first === LESS_THAN ? openEuList(whole) : openCsvList(whole);
}

/** The first byte that is neither mark nor blank. */
function firstSign(bytes: Uint8Array): number | undefined {
  const isMarked = BYTE_ORDER_MARK.every((byte, at) => bytes[at] === byte);
  if (!isMarked && bytes.length < BYTE_ORDER_MARK.length) return undefined;
  return bytes.subarray(isMarked ? BYTE_ORDER_MARK.length : 0).find((byte) => byte > 0x20);
}

async function* continued(
  head: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* head;
    for (let step = await rest.next(); !step.done; step = await rest.next()) yield step.value;
  } finally {
    await rest.return?.();
  }
}
