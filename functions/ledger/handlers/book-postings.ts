import type { DomainError } from '../../../shared/kernel/errors.ts';
import { DONE, type Outcome } from '../../../shared/queue/batch-worker.ts';
import type { MessageOf } from '../../../shared/queue/message.ts';
import type { Ledger } from '../compose.ts';
import type { postEntryMessage, postingRequested } from '../contract.ts';
import { bookEntryMessages, bookPostingRequest, notePostingGivenUp } from '../usecases/book-messages.ts';
import { parseEntries } from './parse-entries.ts';

export type PostingMessage = MessageOf<typeof postEntryMessage | typeof postingRequested>;

/** Works on queue `postings`: entries of one company are booked together, posting requests one by one. */
export function bookPostings(ledger: Ledger) {
  const deps = {
    ...ledger,
    write: ledger.table.write,
    parse: (company: Parameters<typeof parseEntries>[1], bodies: readonly unknown[]) =>
      parseEntries(ledger.reader, company, bodies),
  };

  /** Outcomes in the order of messages. */
  return async (messages: readonly PostingMessage[], now: Date): Promise<readonly Outcome[]> => {
    const outcomes = new Map<PostingMessage, Outcome>();
    for (const message of messages) {
      if (message.type !== 'ledger.posting-requested') continue;
      const { companyId, payload } = message;
      outcomes.set(message, await bookPostingRequest(deps, companyId, payload.requestId, now));
    }
    const entries = messages.filter((message) => message.type === 'ledger.post-entry');
    for (const [companyId, group] of Map.groupBy(entries, ({ companyId }) => companyId)) {
      const decided = await bookEntryMessages(deps, companyId, group, now);
      for (const [index, message] of group.entries()) outcomes.set(message, decided[index] ?? DONE);
    }
    return messages.map((message) => outcomes.get(message) ?? DONE);
  };
}

/** Tells a posting request that its message is given up; entries sent by queue have nobody waiting at an address. */
export function postingGivenUp({ store, table }: Pick<Ledger, 'store' | 'table'>) {
  return async (message: PostingMessage, why: DomainError): Promise<void> => {
    if (message.type !== 'ledger.posting-requested') return;
    const { companyId, payload } = message;
    await notePostingGivenUp({ store, write: table.write }, companyId, payload.requestId, why);
  };
}
