type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

function encodingByMark(bytes: Uint8Array): Encoding | undefined {
  return BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
}

/** Length of the UTF-8 sequence that a lead byte announces; 0 for a byte that leads none. */
function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

function isUtf8(sequence: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sequence);
    return true;
  } catch {
    return false;
  }
}

/**
 * Tells UTF-8 from Windows-1252 by the first character beyond ASCII. `undefined`: nothing beyond ASCII yet, or
 * its sequence is not complete. German text in Windows-1252 has a lone byte there, which UTF-8 never has.
 */
function encodingByContent(bytes: Uint8Array, complete: boolean): Encoding | undefined {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  if (at < 0) return undefined;
  const length = sequenceLength(bytes[at] ?? 0);
  if (length > 0 && at + length > bytes.length && !complete) return undefined;
  return length > 0 && isUtf8(bytes.subarray(at, at + length)) ? 'utf-8' : 'windows-1252';
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right;
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

/**
 * Decodes a file as it arrives: UTF-8 (with or without byte order mark), UTF-16 with one, or else Windows-1252.
 * The result does not depend on where the chunks are cut. Bytes that the encoding does not have become U+FFFD;
 * readers refuse the row that holds one. The mark itself is not part of the text.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let pending: Uint8Array = new Uint8Array(0);
  let beyondMark = false;
  for await (const chunk of bytes) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    pending = joined(pending, chunk);
    if (pending.length < 3) continue; // a mark has up to three bytes
    const encoding = (beyondMark ? undefined : encodingByMark(pending)) ?? encodingByContent(pending, false);
    beyondMark = true;
    if (encoding) decoder = new TextDecoder(encoding);
    // Pure ASCII so far reads the same in both encodings; the last three bytes wait for their sequence.
    const ready = decoder ? pending.length : pending.length - 3;
    yield (decoder ?? new TextDecoder()).decode(pending.subarray(0, ready), { stream: true });
    pending = pending.subarray(ready);
  }
  if (!decoder) {
    const encoding = (beyondMark ? undefined : encodingByMark(pending)) ?? encodingByContent(pending, true);
    decoder = new TextDecoder(encoding ?? 'utf-8');
    yield decoder.decode(pending, { stream: true });
  }
  yield decoder.decode();
}
