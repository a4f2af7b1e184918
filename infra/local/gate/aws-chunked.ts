/**
 * Takes the frames off a body sent as `aws-chunked` (`<hex size>[;chunk-signature=...]\r\n<bytes>\r\n`, ended by a chunk
 * of size 0 and trailers). SDKs send streams so; engines get plain bytes.
 */
export async function* decodeAwsChunked(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let pending: Buffer = Buffer.alloc(0);
  let remaining = 0;
  for await (const received of source) {
    pending = Buffer.concat([pending, received]);
    for (;;) {
      if (remaining === 0) {
        const lineEnd = pending.indexOf('\r\n');
        if (lineEnd < 0) break;
        const line = pending.subarray(0, lineEnd).toString('latin1');
        pending = pending.subarray(lineEnd + 2);
        // The line break that closes the chunk before.
        if (line === '') continue;
        remaining = Number.parseInt(line, 16);
        // The last chunk: what follows are trailers, which carry no content.
        if (remaining === 0) return;
      }
      if (pending.length === 0) break;
      const content = pending.subarray(0, remaining);
      remaining -= content.length;
      pending = pending.subarray(content.length);
      yield content;
    }
  }
}
