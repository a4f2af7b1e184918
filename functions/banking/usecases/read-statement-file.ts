import { readXml } from '../../../shared/xml/read-xml.ts';
import { camtReader } from '../domain/camt/camt-reader.ts';
import { mtReader } from '../domain/mt940/mt-reader.ts';
import type { StatementSink } from '../domain/statement.ts';
import { refuse } from '../errors.ts';

const PIECE_BYTES = 65_536;

/** The first byte that is no space, and the bytes from the beginning, none lost. */
async function peek(bytes: AsyncIterable<Uint8Array>) {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let first: number | undefined;
  let length = 0;
  while (first === undefined && length < PIECE_BYTES) {
    const { done, value } = await iterator.next();
    if (done) break;
    seen.push(value);
    length += value.length;
    // Spaces and byte order marks.
    first = Buffer.concat(seen).find((byte) => byte > 0x20 && ![0xef, 0xbb, 0xbf, 0xff, 0xfe].includes(byte));
  }
  async function* whole(): AsyncGenerator<Uint8Array, void, undefined> {
    yield* seen;
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      yield value;
    }
  }
  return { first, whole: whole() };
}

/** SWIFT messages name no encoding: UTF-8, or what German banks write otherwise, ISO 8859-1. */
async function* readMt(
  bytes: AsyncIterable<Uint8Array>,
  sink: StatementSink,
): AsyncGenerator<void, void, undefined> {
  const reader = mtReader(sink);
  let decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_BYTES);
      let text: string;
      try {
        text = decoder.decode(piece, { stream: true });
      } catch (error) {
        if (!isUtf8) throw error;
        isUtf8 = false;
        decoder = new TextDecoder('windows-1252');
        text = decoder.decode(piece, { stream: true });
      }
      reader.write(text);
      yield;
    }
  }
  reader.finish();
}

/**
 * Reads a bank statement of any kind that is taken, told by its first character: `<` is camt, `:`, `{` and `-` are MT940
 * or MT942. Yields after each piece of the file. @throws DomainError with the line where the file is refused
 */
export async function* readStatementFile(
  bytes: AsyncIterable<Uint8Array>,
  sink: StatementSink,
): AsyncGenerator<void, void, undefined> {
  const { first, whole } = await peek(bytes);
  const character = first === undefined ? '' : String.fromCharCode(first);
  if (character === '<') {
    const handler = camtReader(sink);
    yield* readXml(whole, handler);
    handler.finish();
  } else if (/[:{-]/.test(character)) yield* readMt(whole, sink);
  else
    throw refuse(
      'banking.file-unknown',
      'Line 1: the file begins neither like XML (camt) nor like MT940 or MT942.',
    );
}
