import { beforeAll, expect, test } from 'vitest';
import { draftBindings } from '../../../functions/ledger/handlers/drafts.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { type LedgerApi, openLedgerApi } from '../../support/ledger-api.ts';

let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi((ledger) => draftBindings(ledger, newId));
  await api.createCompany('acme');
});

const DRAFTS = '/companies/{companyId}/drafts';
const keep = (body: unknown, headers: Record<string, string> = {}) =>
  api.call('POST', DRAFTS, { params: { companyId: 'acme' }, body, headers });
const on = (method: string, draftId: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, `${DRAFTS}/{draftId}`, {
    params: { companyId: 'acme', draftId },
    headers,
    ...(body === undefined ? {} : { body }),
  });
const book = (draftId: string, headers: Record<string, string> = {}) =>
  api.call('POST', `${DRAFTS}/{draftId}/posting`, { params: { companyId: 'acme', draftId }, headers });
const traceOf = async (draftId: string) => {
  const options = { params: { companyId: 'acme' }, query: { subject: `drafts/${draftId}` } };
  return (await api.call('GET', '/companies/{companyId}/changes', options)).body.items;
};
const entriesBooked = async () => ((await api.ledger.reader.loadHead('acme', 2026))?.nextNumber ?? 1) - 1;

const COMPLETE = {
  date: '2026-02-03',
  text: 'Miete',
  lines: [
    { account: '4210', debit: '800.00' },
    { account: '1200', credit: '800.00' },
  ],
};

test('a draft grows, is refused while unfinished, and becomes an entry once', async () => {
  const kept = await keep({ text: 'Miete', lines: [{ account: '4210' }] }, { 'idempotency-key': 'rent' });
  expect(kept).toMatchObject({ status: 201, headers: { etag: '"1"' }, body: { createdBy: 'anna' } });
  const { id } = kept.body;
  expect(
    (await keep({ text: 'Miete', lines: [{ account: '4210' }] }, { 'idempotency-key': 'rent' })).body.id,
  ).toBe(id);
  const refused = await book(id);
  expect(refused).toMatchObject({ status: 422, body: { type: '/problems/ledger.invalid-entry' } });
  expect(refused.body.errors).toContainEqual({ pointer: '/date', detail: 'is missing' });
  expect(await entriesBooked()).toBe(0);

  expect((await on('PUT', id, COMPLETE)).status).toBe(428);
  expect((await on('PUT', id, COMPLETE, { 'if-match': '"1"' })).headers.etag).toBe('"2"');
  expect((await on('PUT', id, COMPLETE, { 'if-match': '"1"' })).status).toBe(412);
  expect((await book(id, { 'if-match': '"1"' })).status).toBe(412);
  const unbalanced = { ...COMPLETE, lines: [COMPLETE.lines[0], { account: '1200', credit: '1.00' }] };
  await on('PUT', id, unbalanced, { 'if-match': '"2"' });
  expect((await book(id)).body.type).toBe('/problems/ledger.unbalanced');
  await on('PUT', id, COMPLETE, { 'if-match': '"3"' });

  const key = { 'idempotency-key': 'book-rent' };
  const booked = await book(id, key);
  expect(booked).toMatchObject({ status: 201, body: { ...COMPLETE, number: 1, postedBy: 'anna' } });
  expect(booked.headers.location).toBe(`/companies/acme/journal-entries/${booked.body.id}`);
  expect((await book(id, key)).body).toEqual(booked.body);
  expect((await book(id)).status).toBe(404);
  expect(await traceOf(id)).toMatchObject([
    { action: 'ledger.draft-booked', after: { entryId: booked.body.id } },
  ]);
});

test('a draft thrown away leaves a trace, not its content', async () => {
  const { id } = (await keep(COMPLETE)).body;
  const listed = await api.call('GET', DRAFTS, { params: { companyId: 'acme' } });
  expect(listed.body.items.map((draft: { id: string }) => draft.id)).toContain(id);
  expect((await on('DELETE', id)).status).toBe(428);
  expect((await on('DELETE', id, undefined, { 'if-match': '"1"' })).status).toBe(204);
  expect((await on('GET', id)).status).toBe(404);
  const trace = await traceOf(id);
  expect(trace).toMatchObject([{ action: 'ledger.draft-deleted', before: { createdBy: 'anna' } }]);
  expect(JSON.stringify(trace)).not.toContain('Miete');
});

test('a draft that names an entry already booked ends, and no second entry appears', async () => {
  const withId = { ...COMPLETE, id: 'rent-march' };
  const first = (await keep(withId)).body.id;
  const second = (await keep(withId)).body.id;
  const booked = await book(first);
  const before = await entriesBooked();
  const again = await book(second);
  expect(again).toMatchObject({ status: 200, headers: { 'idempotency-hit': 'true' } });
  expect(again.body).toEqual(booked.body);
  expect(await entriesBooked()).toBe(before);
  expect((await on('GET', second)).status).toBe(404);
});

test('bookings, a change and a deletion of one draft at once: one of them wins', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { id } = (await keep(COMPLETE)).body;
    const before = await entriesBooked();
    const seen = { 'if-match': '"1"' };
    const answers = await Promise.all([
      book(id, seen),
      book(id, seen),
      on('PUT', id, { ...COMPLETE, text: 'other' }, seen),
      on('DELETE', id, undefined, seen),
    ]);
    const won = answers.filter(({ status }) => status < 300);
    expect(won).toHaveLength(1);
    for (const { status } of answers) expect([200, 201, 204, 404, 412]).toContain(status);
    const isBooked = won[0]?.status === 201;
    expect(await entriesBooked()).toBe(before + (isBooked ? 1 : 0));
    const isChanged = won[0]?.status === 200;
    expect((await on('GET', id)).status).toBe(isChanged ? 200 : 404);
  }
});
