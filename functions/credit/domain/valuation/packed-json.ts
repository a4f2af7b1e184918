import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Values as compressed JSON; amounts (`...Minor`) go as strings and come back as bigint. */
export function packJson(value: unknown): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
  return new Uint8Array(deflateRawSync(text));
}

/** What `packJson` made, as the type that was packed. */
export function unpackJson<T>(bytes: Uint8Array): T {
  const text = inflateRawSync(bytes).toString('utf8');
  return JSON.parse(text, (name, part) => (name.endsWith('Minor') ? BigInt(part) : part)) as T;
}
