import { crc32, createDeflateRaw } from 'node:zlib';
import { refuse } from './errors.ts';

/** One file of an archive. Its content is asked for when its turn comes, never before. */
export interface ZipPart {
  /** Path inside, with `/`. */
  readonly path: string;
  readonly chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
  /** Packed already (PDF, images, archives): stored as it is. */
  readonly stored?: boolean;
}

/** What the directory at the end says of a file. */
interface Listed {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
}

/** Sizes have four bytes, the number of files two (APPNOTE 6.3.10, 4.4.8, 4.4.21): the form without ZIP64. */
const LIMITS = { bytes: 0xffffffff, files: 0xffff } as const;
/** Sizes follow the content (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const VERSION = 20;
const DEFLATED = 8;
/** 1980-01-01 00:00, the first that the format knows: the same content gives the same bytes. */
const DOS_DATE = 0x0021;

function record(signature: number, ...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
  const buffer = Buffer.alloc(4 + fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = buffer.writeUInt32LE(signature);
  for (const [bytes, value] of fields) at = buffer.writeUIntLE(value, at, bytes);
  return buffer;
}

function localHeader({ name, method }: Pick<Listed, 'name' | 'method'>): Buffer {
  const header = record(
    0x04034b50,
    ...([[2, VERSION], [2, FLAGS], [2, method], [2, 0], [2, DOS_DATE]] as const),
    ...([[4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]] as const),
  ); // biome-ignore format: by lines of the format
  return Buffer.concat([header, name]);
}

function directoryEntry({ name, method, crc, packedBytes, bytes, offset }: Listed): Buffer {
  const entry = record(
    0x02014b50,
    ...([[2, VERSION], [2, VERSION], [2, FLAGS], [2, method], [2, 0], [2, DOS_DATE]] as const),
    ...([[4, crc], [4, packedBytes], [4, bytes], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]] as const),
  ); // biome-ignore format: by lines of the format
  return Buffer.concat([entry, name]);
}

async function* counted(chunks: ZipPart['chunks'], sums: { crc: number; bytes: number }) {
  for await (const chunk of chunks) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    sums.crc = crc32(piece, sums.crc);
    sums.bytes += piece.length;
    yield piece;
  }
}

/** Deflates as fast as the reader takes it. An error of the content ends the reading with it. */
async function* deflated(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const deflate = createDeflateRaw();
  const feeding = (async () => {
    for await (const piece of content) {
      if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve));
      if (deflate.destroyed) return;
    }
    deflate.end();
  })().catch((error: unknown) => {
    deflate.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  yield* deflate as AsyncIterable<Uint8Array>;
  await feeding;
}

/**
 * A ZIP file of parts that are made one after the other. Memory holds some chunks of the part under way and the directory.
 * The same parts give the same bytes. Refuses more than 4 GB or 65,535 files (`exchange.archive-too-large`).
 */
export async function* writeZip(
  parts: AsyncIterable<ZipPart> | Iterable<ZipPart>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const listed: Listed[] = [];
  let offset = 0;
  for await (const { path, chunks, stored = false } of parts) {
    const from = offset;
    const file = { name: Buffer.from(path), method: stored ? 0 : DEFLATED };
    const header = localHeader(file);
    yield header;
    offset += header.length;
    const sums = { crc: 0, bytes: 0 };
    let packedBytes = 0;
    const content = counted(chunks, sums);
    for await (const piece of stored ? content : deflated(content)) {
      packedBytes += piece.length;
      if (offset + packedBytes > LIMITS.bytes || sums.bytes > LIMITS.bytes) refuseSize();
      yield piece;
    }
    const { crc, bytes } = sums;
    const descriptor = record(0x08074b50, [4, crc], [4, packedBytes], [4, bytes]);
    yield descriptor;
    offset += packedBytes + descriptor.length;
    listed.push({ ...file, crc, packedBytes, bytes, offset: from });
    if (listed.length > LIMITS.files) refuseSize();
  }
  const directory = Buffer.concat(listed.map(directoryEntry));
  if (offset + directory.length > LIMITS.bytes) refuseSize();
  yield directory;
  const count = listed.length;
  yield record(
    0x06054b50,
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, offset],
    [2, 0],
  );
}

function refuseSize(): never {
  throw refuse('exchange.archive-too-large', 'An archive holds 4 GB and 65,535 files; ask for fewer months.');
}
