import type { LinkMaker } from './presign.ts';

/** Puts a file of some MB into the files bucket, for functions that a person waits for: without the S3 client, a third of their bundle. */
export type PutFile = (key: string, content: Uint8Array, now: Date) => Promise<void>;

const WITHIN_MS = 20_000;

/** @throws Error when the bucket does not take it: the request fails, and may be sent again */
export function putByLink({ toUpload }: Pick<LinkMaker, 'toUpload'>): PutFile {
  return async (key, content, now) => {
    const { url } = toUpload(key, now);
    const body = new Uint8Array(content);
    const answer = await fetch(url, { method: 'PUT', body, signal: AbortSignal.timeout(WITHIN_MS) });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The files bucket answered ${answer.status}.`);
  };
}
