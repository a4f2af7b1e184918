import { CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { EntryView } from '../contract/entry.ts';
import { PostingBody } from '../contract/posting.ts';
import { PostingRequestView } from './entries.ts';

export const postPosting = route({
  id: 'ledger.postPosting',
  method: 'POST',
  path: '/companies/{companyId}/postings',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Book a gross amount between two accounts, tax taken out by key or Automatikkonto',
  description:
    'Answers with the entry it made: net, and tax on the tax accounts, at the rate of the service date. What the recipient ' +
    'owes (acquisitions, §13b UStG) is put on top and deducted again. Same id and same content answers 200. Otherwise as ' +
    '`POST …/journal-entries`. Companies with a chart of their own book journal entries.',
  params: CompanyParams,
  body: PostingBody,
  responses: {
    200: { description: 'It had been booked before', body: EntryView },
    201: { description: 'Booked', body: EntryView },
    202: { description: 'Handed to the queue', body: PostingRequestView },
  },
  idempotent: true,
});
