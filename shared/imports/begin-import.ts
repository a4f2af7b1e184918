import { createHash } from 'node:crypto';
import type { OpenFile } from '../files/file-store.ts';
import { where } from '../table/condition.ts';
import { ContentionError } from '../table/failures.ts';
import type { Table } from '../table/table.ts';
import { insert, patch } from '../table/writes.ts';
import { refuse } from './errors.ts';
import { changeImport, type Lease, leaseEnd } from './progress.ts';
import { Import, TakenFile } from './table.ts';

/** Attempts without a move of the cursor after which an import is given up instead of tried for ever. */
const MAX_IDLE_ATTEMPTS = 5;

/** What an attempt to work on an import meets. */
export type Begun =
  | { readonly status: 'begun'; readonly lease: Lease; readonly started: Import }
  /** Nothing to do: it is done or failed already, or there is none of this id. */
  | { readonly status: 'finished' }
  | { readonly status: 'unknown' }
  /** Somebody else works on it; look again when the lease ends. */
  | { readonly status: 'taken'; readonly leaseUntil: number }
  /** It was tried too often without coming any further. */
  | { readonly status: 'hopeless'; readonly lease: Lease; readonly started: Import };

class TakenMeanwhileError extends Error {}

/** Takes the lease of an import. Of two workers at once one gets it; the other is told to look again. */
export async function beginImport(
  table: Table,
  key: { readonly companyId: string; readonly importId: string },
  owner: string,
  now: Date,
): Promise<Begun> {
  const seen = await table.get(Import, key);
  if (!seen) return { status: 'unknown' };
  if (seen.state === 'done' || seen.state === 'failed') return { status: 'finished' };
  const { leaseUntil = 0 } = seen;
  if (leaseUntil > now.getTime()) return { status: 'taken', leaseUntil };
  const lease: Lease = { ...key, owner };
  const changes = {
    state: 'running' as const,
    owner,
    leaseUntil: leaseEnd(now),
    startedAt: seen.startedAt ?? now.toISOString(),
  };
  const unchanged = where({ state: seen.state, owner: seen.owner, leaseUntil: seen.leaseUntil });
  const takenMeanwhile = () => new TakenMeanwhileError();
  try {
    await table.write(patch(Import, key, { set: changes, add: { attempts: 1 } }, unchanged, takenMeanwhile));
  } catch (error) {
    if (error instanceof TakenMeanwhileError) return { status: 'taken', leaseUntil: leaseEnd(now) };
    throw error;
  }
  const started: Import = { ...seen, ...changes, attempts: seen.attempts + 1 };
  return { status: started.attempts > MAX_IDLE_ATTEMPTS ? 'hopeless' : 'begun', lease, started };
}

async function hashOf(file: OpenFile, maxBytes: number): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of file.bytes) {
    bytes += chunk.length;
    if (bytes > maxBytes) break;
    hash.update(chunk);
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Refuses a size that the kind does not take. */
export function assertSize(sizeBytes: number, maxBytes: number): void {
  if (sizeBytes > maxBytes) {
    throw refuse('transfers.file-too-large', `The file has ${sizeBytes} bytes; its kind takes ${maxBytes}.`);
  }
  if (sizeBytes === 0) throw refuse('transfers.file-empty', 'The file has no content.');
}

/** What the whole file is, and which import has taken the same content before, if one has. */
export interface TakenContent {
  readonly content: { readonly sha256: string; readonly bytes: number; readonly etag: string };
  readonly duplicateOf: string | undefined;
}

/** Reads the whole file once for its SHA-256, and keeps what it is. */
export async function noteContent(
  table: Table,
  lease: Lease,
  file: OpenFile,
  maxBytes: number,
): Promise<TakenContent['content']> {
  const { sha256, bytes } = await hashOf(file, maxBytes);
  assertSize(bytes, maxBytes);
  const content = { sha256, bytes, etag: file.etag };
  await table.write(changeImport(lease, { set: content }));
  return content;
}

class ContentTakenError extends Error {}

/**
 * Reads the whole file once for its SHA-256 and takes the content. Mark and description are one transaction: an import
 * that knows its hash has taken its content, and one that met a duplicate knows nothing until it ends with it.
 */
export async function takeContent(
  table: Table,
  lease: Lease,
  kind: string,
  file: OpenFile,
  maxBytes: number,
): Promise<TakenContent> {
  const { companyId, importId } = lease;
  const { sha256, bytes } = await hashOf(file, maxBytes);
  assertSize(bytes, maxBytes);
  const content = { sha256, bytes, etag: file.etag };
  const mark = { companyId, kind, sha256, importId };
  const onTaken = () => new ContentTakenError();
  try {
    await table.transact([insert(TakenFile, mark, onTaken), changeImport(lease, { set: content })]);
    return { content, duplicateOf: undefined };
  } catch (error) {
    if (!(error instanceof ContentTakenError)) throw error;
    const standing = await table.get(TakenFile, mark);
    // Gone again: the other import failed at this moment and let go. The next attempt takes it.
    if (!standing) throw new ContentionError('the content was taken and let go');
    return { content, duplicateOf: standing.importId };
  }
}
