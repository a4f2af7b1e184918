import { createHash } from 'node:crypto';
import type { FileStore } from '../../shared/files/file-store.ts';

/** A files bucket as a value: enough for workers that are tested on a real table. */
export function memoryFiles(chunkBytes = 16): FileStore & { readonly content: Map<string, string> } {
  const content = new Map<string, string>();
  /** As S3 has them ready: of a large file only the first question takes time. */
  const etags = new Map<string, string>();
  const etagOf = (text: string) => {
    const etag = etags.get(text) ?? createHash('md5').update(text).digest('hex');
    etags.set(text, etag);
    return etag;
  };
  async function* bytesOf(text: string): AsyncGenerator<Uint8Array, void, undefined> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  return {
    content,
    open: async (key, etag) => {
      const text = content.get(key);
      if (text === undefined) return 'missing';
      if (etag !== undefined && etag !== etagOf(text)) return 'changed';
      return { bytes: bytesOf(text), sizeBytes: Buffer.byteLength(text), etag: etagOf(text) };
    },
    write: async (key, chunks) => {
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(Buffer.from(chunk));
      const whole = Buffer.concat(parts);
      content.set(key, whole.toString('utf8'));
      return { sizeBytes: whole.length };
    },
  };
}
