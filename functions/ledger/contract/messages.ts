import * as z from 'zod';
import type { EventSource } from '../../../shared/queue/event-source.ts';
import { message } from '../../../shared/queue/message.ts';
import { EntryBody } from './entry.ts';

/** Book one entry. Its own id, or else the message's, makes it idempotent for ever. */
export const postEntryMessage = message({
  type: 'ledger.post-entry',
  kind: 'command',
  queue: 'postings',
  summary: 'Book an entry; a refused one lands in the dead letters with its problem.',
  payload: EntryBody,
});

/** An entry that HTTP accepted with 202 waits to be booked; the ledger's own queue worker hears of it. */
export const postingRequested = message({
  type: 'ledger.posting-requested',
  kind: 'event',
  summary: 'An entry accepted with 202 waits to be booked.',
  payload: z.strictObject({ requestId: z.string() }),
});

/** A block stands in the journal: entries `from` to `to` of a fiscal year can be read. */
export const blockCommitted = message({
  type: 'ledger.block-committed',
  kind: 'event',
  summary: 'Entries have been booked; it names them by number and carries none of their content.',
  payload: z.strictObject({ fiscalYear: z.int(), from: z.int(), to: z.int() }),
});

const BlockPlace = z.object({
  company: z.string(),
  fiscalYear: z.int(),
  firstNumber: z.int(),
  lastNumber: z.int(),
});

/** The block is the event: it is inserted by the commit itself. */
export const blockEvents: EventSource = {
  entity: 'ledger.block',
  publishes: blockCommitted,
  toEvents: (image) => {
    const { company, fiscalYear, firstNumber, lastNumber } = BlockPlace.parse(image);
    const id = `${company}-${fiscalYear}-${lastNumber}`;
    return [{ id, companyId: company, payload: { fiscalYear, from: firstNumber, to: lastNumber } }];
  },
};

const RequestPlace = z.object({ company: z.string(), id: z.string() });

/** The request is the event: its insert is what the queue hears of. */
export const postingRequestEvents: EventSource = {
  entity: 'ledger.posting-request',
  publishes: postingRequested,
  toEvents: (image) => {
    const { company, id } = RequestPlace.parse(image);
    return [{ id, companyId: company, payload: { requestId: id } }];
  },
};
