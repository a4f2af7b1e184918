import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { EntryBody, EntryView } from '../contract/entry.ts';
import { ENTRY_LIMITS } from '../domain/entry-limits.ts';

export const MAX_BATCH_ENTRIES = 5_000;

export const ProblemBody = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
});

const EntryParams = z.object({
  companyId: CompanyId,
  entryId: z
    .string()
    .min(1)
    .max(ENTRY_LIMITS.id)
    .describe('The id the caller chose, or ent_<year>_<number>.'),
});

export const PostingRequestView = z.object({
  id: z.string(),
  state: z.enum(['queued', 'posted', 'refused']),
  entryId: z.string().optional(),
  fiscalYear: z.int().optional(),
  number: z.int().optional(),
  problem: ProblemBody.optional().describe(
    'Why it is refused; while it is `queued`, why its message was given up: it is among the failed messages then, and can be sent again.',
  ),
});

export const postEntry = route({
  id: 'ledger.postEntry',
  method: 'POST',
  path: '/companies/{companyId}/journal-entries',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Book an entry',
  description:
    'Same id and same content answers 200 with `Idempotency-Hit: true`; same id and other content 409. When the journal ' +
    'stays contended, or with `Prefer: respond-async`, the queue books it: 202, and `Location` tells what became of it.',
  params: CompanyParams,
  body: EntryBody,
  responses: {
    200: { description: 'The entry had been booked before', body: EntryView },
    201: { description: 'Booked', body: EntryView },
    202: { description: 'Handed to the queue', body: PostingRequestView },
  },
  idempotent: true,
});

const BatchResult = z.object({
  id: z.string().optional(),
  status: z.enum(['posted', 'duplicate', 'refused']),
  fiscalYear: z.int().optional(),
  number: z.int().optional(),
  problem: ProblemBody.optional().describe(
    'Why it is refused; while it is `queued`, why its message was given up: it is among the failed messages then, and can be sent again.',
  ),
});
export type BatchResult = z.input<typeof BatchResult>;

export const postBatch = route({
  id: 'ledger.postBatch',
  method: 'POST',
  path: '/companies/{companyId}/journal-entries/batch',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Book many entries; each is booked or refused by itself',
  description:
    'Entries as in `POST …/journal-entries`. Pointers in a problem begin at the entry (`/lines/0/account`); `furtherErrors` ' +
    'counts complaints beyond the first five of an entry. Give entries an `id`, or the request an `Idempotency-Key`: then ' +
    'it can be sent again after a lost answer without booking anything twice.',
  params: CompanyParams,
  body: z.strictObject({
    entries: z.array(z.unknown()).min(1).max(MAX_BATCH_ENTRIES).describe('Journal entries'),
  }),
  responses: {
    200: {
      description: 'What became of each entry, in order',
      body: z.object({ results: z.array(BatchResult) }),
    },
  },
  idempotent: true,
  bodyLimitBytes: 5 * 1_048_576,
});

export const listEntries = route({
  id: 'ledger.listEntries',
  method: 'GET',
  path: '/companies/{companyId}/journal-entries',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'The journal: by number, of a range of dates, or found by document number, text or amount',
  description:
    'Entries come in the order of fiscal year and number. Searching by text or amount reads the journal between `from` ' +
    'and `to` and may answer an empty page that has a `next`: go on until there is none. A page may have fewer entries than ' +
    '`limit` where an answer would be too large.',
  params: CompanyParams,
  query: PageQuery.extend({
    from: DateField.optional(),
    to: DateField.optional(),
    documentNumber: z
      .string()
      .min(1)
      .max(ENTRY_LIMITS.documentNumber)
      .optional()
      .describe('The whole number, whatever its case and spaces: `re 4711` finds `RE4711`.'),
    text: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe(
        'Part of the text, of a line’s text, of the document number or the reference, whatever its case.',
      ),
    amount: z.string().max(20).optional().describe('Amount of any line, on either side, like `119.00`.'),
    fiscalYear: z.coerce.number().int().optional().describe('Of `number`.'),
    number: z.coerce
      .number()
      .int()
      .positive()
      .optional()
      .describe('The one entry with this number in `fiscalYear`; other filters do not count.'),
  }),
  responses: { 200: { description: 'A page of entries', body: pageOf(EntryView) } },
});

export const getEntry = route({
  id: 'ledger.getEntry',
  method: 'GET',
  path: '/companies/{companyId}/journal-entries/{entryId}',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'One entry',
  params: EntryParams,
  responses: {
    200: {
      description: 'The entry, and by which it was reversed',
      body: EntryView.extend({ reversedBy: z.string().optional() }),
    },
  },
});

export const reverseEntry = route({
  id: 'ledger.reverseEntry',
  method: 'POST',
  path: '/companies/{companyId}/journal-entries/{entryId}/reversal',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Reverse an entry, once',
  description:
    'Storno swaps the sides; Generalumkehr repeats them with negative amounts, so that turnover is corrected too. Tax ' +
    'codes, service date and vouchers stay. An entry is reversed once (409 names the reversal), a reversal never: book the ' +
    'original anew. `GET` of the entry then has `reversedBy`.',
  params: EntryParams,
  body: z
    .strictObject({
      date: DateField.optional().describe('In an open period; the entry’s own date unless said.'),
      text: z.string().max(ENTRY_LIMITS.text).optional(),
      method: z.enum(['storno', 'general-reversal']).optional().describe('Storno unless said.'),
      id: EntryBody.shape.id,
    })
    .optional(),
  responses: {
    200: { description: 'It had been reversed by this very request', body: EntryView },
    201: { description: 'The reversing entry', body: EntryView },
  },
  idempotent: true,
});

export const getPostingRequest = route({
  id: 'ledger.getPostingRequest',
  method: 'GET',
  path: '/companies/{companyId}/posting-requests/{requestId}',
  scope: 'read',
  permission: 'ledger.read',
  summary: 'What became of an entry that was handed to the queue',
  params: z.object({ companyId: CompanyId, requestId: z.string().max(64) }),
  responses: { 200: { description: 'queued, posted or refused', body: PostingRequestView } },
});
