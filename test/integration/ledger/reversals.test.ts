import { beforeAll, expect, test } from 'vitest';
import { type LedgerBooks, openLedgerBooks, sale, verification } from '../../support/ledger-books.ts';

let books: LedgerBooks;

beforeAll(async () => {
  books = await openLedgerBooks();
});

test('a Storno swaps the sides, a Generalumkehr negates them; each entry is reversed once', async () => {
  await books.createCompany('undo');
  await books.book('undo', sale('2026-01-10', '5.00', { id: 'a', documentNumber: 'RE-1' }));
  await books.book('undo', sale('2026-01-11', '6.00'));
  const storno = await books.reverse('undo', 'a', { id: 'undo-a' });
  expect(storno).toMatchObject({
    status: 201,
    body: {
      id: 'undo-a',
      number: 3,
      date: '2026-01-10',
      documentNumber: 'RE-1',
      text: 'Storno: Sale',
      reverses: 'a',
      lines: [
        { account: '1200', credit: '5.00' },
        { account: '8400', debit: '5.00' },
      ],
    },
  });
  const general = await books.reverse('undo', 'ent_2026_2', {
    method: 'general-reversal',
    date: '2026-02-01',
  });
  expect(general.body).toMatchObject({
    date: '2026-02-01',
    generalReversal: true,
    lines: [
      { account: '1200', debit: '-6.00' },
      { account: '8400', credit: '-6.00' },
    ],
  });
  expect((await books.get('undo', '/journal-entries/a')).body.reversedBy).toBe('undo-a');
  expect(await books.reverse('undo', 'a')).toMatchObject({
    status: 409,
    body: { type: '/problems/ledger.already-reversed', reversedBy: 'undo-a' },
  });
  expect(await books.reverse('undo', 'a', { id: 'undo-a' })).toMatchObject({
    status: 200,
    headers: { 'idempotency-hit': 'true' },
  });
  expect((await books.reverse('undo', 'undo-a')).body.type).toBe('/problems/ledger.reversal-of-reversal');
  expect((await books.reverse('undo', 'nothing')).status).toBe(404);
  const { body } = await books.get('undo', '/reports/trial-balance', { asOf: '2026-12-31' });
  // Turnover tells the two apart: a Generalumkehr takes it back.
  expect(body.accounts).toMatchObject([
    { account: '1200', debit: '5.00', credit: '5.00', balance: '0.00' },
    { account: '8400', debit: '5.00', credit: '5.00', balance: '0.00' },
  ]);
  expect(await verification(books, 'undo')).toMatchObject({ ok: true, entries: 4 });
});

test('in a closed period a reversal is refused, in a chosen open one it is booked, also a year later', async () => {
  await books.createCompany('late');
  await books.book('late', sale('2025-01-10', '5.00', { id: 'a' }));
  const params = { companyId: 'late', fiscalYear: '2025', period: '1' };
  const path = '/companies/{companyId}/fiscal-years/{fiscalYear}/periods/{period}/closing';
  await books.call('POST', path, { params });
  expect((await books.reverse('late', 'a')).body.type).toBe('/problems/ledger.closed-period');
  expect((await books.get('late', '/journal-entries/a')).body.reversedBy).toBeUndefined();
  const { status, body } = await books.reverse('late', 'a', { date: '2026-03-01' });
  expect({ status, fiscalYear: body.fiscalYear, number: body.number }).toEqual({
    status: 201,
    fiscalYear: 2026,
    number: 1,
  });
  expect(await verification(books, 'late')).toMatchObject({ ok: true, entries: 2 });
});

test('of many who reverse at once one does', async () => {
  await books.createCompany('race');
  await books.book('race', sale('2026-01-10', '5.00', { id: 'a' }));
  const answers = await Promise.all([1, 2, 3, 4].map(() => books.reverse('race', 'a')));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expect(await verification(books, 'race')).toMatchObject({ ok: true, entries: 2 });
});
