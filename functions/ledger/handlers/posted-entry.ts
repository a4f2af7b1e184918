import type { ApiRequest } from '../../../shared/http/binding.ts';
import type { Ledger } from '../compose.ts';
import { parseMadeEntryId } from '../domain/block.ts';
import type { NewEntry, PostedEntry } from '../domain/entry.ts';
import type { PostedResult } from '../domain/posting-result.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany } from '../reader.ts';
import type { Posting } from '../usecases/post-entries.ts';

/** Marks an answer that tells of something done before. */
export const HIT = { 'idempotency-hit': 'true' };

export function postingOf(company: LedgerCompany, request: Pick<ApiRequest, 'now' | 'principal'>): Posting {
  return { company, postedAt: request.now.toISOString(), postedBy: request.principal.id };
}

export function placeOf(companyId: string, entryId: string): string {
  return `/companies/${companyId}/journal-entries/${entryId}`;
}

export function asPosted(entry: NewEntry, result: PostedResult, posting: Posting): PostedEntry {
  const { id, fiscalYear, number } = result;
  const { postedAt, postedBy } = posting;
  return { ...entry, id, fiscalYear, number, postedAt, postedBy };
}

/** The entry with a client's id or one of ours. @throws ledger.unknown-entry */
export async function loadPosted(
  ledger: Pick<Ledger, 'reader'>,
  companyId: string,
  id: string,
): Promise<PostedEntry> {
  const entry = await ledger.reader.findEntry(companyId, id);
  // Our ids name the place itself; an id item that names another entry's place must not pass for it.
  const bears = entry?.id === id || parseMadeEntryId(id) !== undefined;
  if (!entry || !bears) throw refuse('ledger.unknown-entry', `There is no entry ${id}.`);
  return entry;
}
