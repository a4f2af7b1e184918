import type { IncomingMessage } from 'node:http';

/** Reads a body up to a limit. @returns nothing when it is longer; the rest is thrown away unread */
export async function readLimited(
  incoming: IncomingMessage,
  limitBytes: number,
): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size <= limitBytes) chunks.push(bytes);
    // Memory stays bounded, yet the body is read to its end: a client that still writes would miss the answer.
    else chunks.length = 0;
  }
  return size <= limitBytes ? Buffer.concat(chunks) : undefined;
}
