import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { BLOCK } from '../domain/search/postings.ts';
import { ticketPartition } from './tickets.ts';

/** Letters that words of one partition share. */
const BEGINNING_LETTERS = 3;

/** Words with the same beginning stand together, so that those that begin with it are found. */
export function wordPartition(companyId: string, term: string): string {
  return `C#${companyId}#TICKET-WORDS#${[...term].slice(0, BEGINNING_LETTERS).join('')}`;
}

export function postingKey(term: string, block: number): string {
  return `${term}#${String(block).padStart(8, '0')}`;
}

const Offset = z
  .int()
  .nonnegative()
  .max(BLOCK - 1);

/** Which tickets of a block of 256 have a term; there is none without any. Below 1 kB however many they are. */
export const PostingRow = entity({
  name: 'tickets.posting',
  schema: z.object({
    companyId: z.string(),
    term: z.string(),
    block: z.int().nonnegative(),
    offsets: z.set(Offset).min(1),
  }),
  key: ({ companyId, term, block }: { companyId: string; term: string; block: number }) => ({
    pk: wordPartition(companyId, term),
    sk: postingKey(term, block),
  }),
  access: ['of a term or watcher, newest tickets first', 'terms with a beginning', 'by term and block'],
});
export type PostingRow = ItemOf<typeof PostingRow>;

/** The terms under which a ticket stands in the index, as of a version of it. Moved in the transaction of the postings. */
export const TicketTermsRow = entity({
  name: 'tickets.terms',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    /** Of the ticket, as it was indexed whole. */
    version: z.int().nonnegative(),
    revision: z.int().positive(),
    terms: z.array(z.string()),
  }),
  key: ({ companyId, ticketId }: { companyId: string; ticketId: string }) => ({
    pk: ticketPartition(companyId, ticketId),
    sk: 'TERMS',
  }),
  access: ['of a ticket, whenever it is indexed'],
});
export type TicketTermsRow = ItemOf<typeof TicketTermsRow>;
