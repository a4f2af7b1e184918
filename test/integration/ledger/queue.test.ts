import { beforeAll, expect, test } from 'vitest';
import { entryMessage, type LedgerBooks, openLedgerBooks, sale } from '../../support/ledger-books.ts';

let books: LedgerBooks;
const COMPANY = 'acme';

beforeAll(async () => {
  books = await openLedgerBooks();
  await books.createCompany(COMPANY);
});

const requested = (id: string) => ({
  id,
  type: 'ledger.posting-requested',
  companyId: COMPANY,
  payload: { requestId: id },
});
const ask = async (id: string) => (await books.get(COMPANY, `/posting-requests/${id}`)).body;
const later = async (body: unknown, headers: Record<string, string> = {}) =>
  books.book(COMPANY, body, { prefer: 'respond-async', ...headers });

test('an entry handed to the queue is queued, then posted, once', async () => {
  const { status, body, headers } = await later(sale('2026-03-01', '1.00'), { 'idempotency-key': 'async' });
  expect({ status, state: body.state }).toEqual({ status: 202, state: 'queued' });
  expect(headers.location).toBe(`/companies/${COMPANY}/posting-requests/${body.id}`);
  expect(await later(sale('2026-03-01', '1.00'), { 'idempotency-key': 'async' })).toMatchObject({
    status: 202,
    body,
    headers: { 'idempotency-hit': 'true' },
  });
  expect(await ask(body.id)).toEqual({ id: body.id, state: 'queued' });
  expect(await books.deliver(requested(body.id), requested(body.id))).toEqual([]);
  expect(await ask(body.id)).toMatchObject({ state: 'posted', fiscalYear: 2026, number: 1 });
  expect(await books.deliver(requested(body.id))).toEqual([]);
  const { body: journal } = await books.get(COMPANY, '/journal-entries');
  expect(journal.items).toMatchObject([{ number: 1, postedBy: 'anna' }]);
  expect((await books.get(COMPANY, '/posting-requests/pst_unknown')).status).toBe(404);
});

test('what the ledger refuses meanwhile is told with its problem, and what names a booked entry with its place', async () => {
  await books.book(COMPANY, sale('2025-01-05', '1.00', { id: 'known' }));
  const period = { companyId: COMPANY, fiscalYear: '2025', period: '1' };
  const late = await later(sale('2025-01-06', '2.00'));
  const again = await later(sale('2025-01-05', '1.00', { id: 'known' }));
  const path = '/companies/{companyId}/fiscal-years/{fiscalYear}/periods/{period}/closing';
  expect((await books.call('POST', path, { params: period })).status).toBe(200);
  expect(await books.deliver(requested(late.body.id), requested(again.body.id))).toEqual([]);
  expect(await ask(late.body.id)).toMatchObject({
    state: 'refused',
    problem: { type: '/problems/ledger.closed-period', status: 422 },
  });
  expect(await ask(again.body.id)).toMatchObject({ state: 'posted', entryId: 'known', fiscalYear: 2025 });
});

test('messages are booked by their own id; what cannot be booked is set aside with its reason', async () => {
  const message = entryMessage('m 1', COMPANY, sale('2026-04-01', '4.00'));
  expect(await books.deliver(message, message)).toEqual([]);
  expect(await books.deliver({ ...message, payload: sale('2026-04-01', '5.00') })).toEqual([]);
  expect(books.buried).toMatchObject([{ code: 'ledger.id-reused', messageId: 'm 1', companyId: COMPANY }]);
  const { body } = await books.get(COMPANY, '/journal-entries', { from: '2026-04-01', to: '2026-04-01' });
  expect(body.items).toMatchObject([
    { id: expect.stringMatching(/^msg_[0-9a-f]{40}$/), postedBy: 'queue:postings' },
  ]);

  const unbalanced = { ...sale('2026-04-02', '1.00'), lines: sale('2026-04-02', '1.00').lines.slice(0, 1) };
  await books.deliver(
    entryMessage('m2', COMPANY, unbalanced),
    entryMessage('m3', 'nobody', sale('2026-04-02', '1.00')),
    entryMessage('m4', COMPANY, sale('2026-04-02', '1.00')),
  );
  expect(books.buried.slice(1).map(({ code, messageId }) => [messageId, code])).toEqual([
    ['m2', 'ledger.invalid-entry'],
    ['m3', 'ledger.unknown-company'],
  ]);
  expect(await books.get(COMPANY, '/journal-entries/m4')).toMatchObject({ status: 200 });
});

test('a request whose message is given up says why it waits, and is booked when the message is sent again', async () => {
  const { body } = await later(sale('2026-05-01', '7.00'));
  expect(await books.deliverWorn(requested(body.id))).toEqual([]);
  expect(await ask(body.id)).toMatchObject({
    state: 'queued',
    problem: { type: '/problems/platform.given-up' },
  });
  expect(await books.deliver(requested(body.id))).toEqual([]);
  const posted = await ask(body.id);
  expect(posted).toMatchObject({ state: 'posted' });
  expect(posted.problem).toBeUndefined();
  // The dead letter of an entry that was booked after all changes nothing.
  await books.deliverWorn(requested(body.id));
  expect(await ask(body.id)).toEqual(posted);
});
