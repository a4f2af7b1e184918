import { beforeAll, expect, test } from 'vitest';
import { type LedgerBooks, openLedgerBooks, sale, verification } from '../../support/ledger-books.ts';

let books: LedgerBooks;

beforeAll(async () => {
  books = await openLedgerBooks();
});

const HIT = { 'idempotency-hit': 'true' };

test('an entry is booked, found by id and by number, and answered again for the same id', async () => {
  await books.createCompany('one');
  const entry = sale('2026-03-10', '119.00', { id: 'INV-1', documentNumber: 'RE 1', taxCode: undefined });
  const posted = await books.book('one', entry);
  expect(posted).toMatchObject({
    status: 201,
    headers: { location: '/companies/one/journal-entries/INV-1' },
    body: { id: 'INV-1', number: 1, fiscalYear: 2026, kind: 'regular', postedBy: 'anna', lines: entry.lines },
  });
  expect(await books.get('one', '/journal-entries/INV-1')).toMatchObject({ status: 200, body: posted.body });
  expect((await books.get('one', '/journal-entries/ent_2026_1')).body).toEqual(posted.body);
  const byNumber = await books.get('one', '/journal-entries', { fiscalYear: '2026', number: '1' });
  expect(byNumber.body).toEqual({ items: [posted.body] });
  expect((await books.get('one', '/journal-entries', { number: '1' })).status).toBe(400);
  expect((await books.get('one', '/journal-entries/INV-2')).status).toBe(404);

  expect(await books.book('one', entry)).toMatchObject({ status: 200, headers: HIT, body: posted.body });
  expect(await books.book('one', { ...entry, text: 'Other' })).toMatchObject({
    status: 409,
    body: { type: '/problems/ledger.id-reused', fiscalYear: 2026, number: 1 },
  });
  expect(await books.book('one', sale('2026-03-10', '1.00', { id: 'ent_2026_9' }))).toMatchObject({
    status: 422,
    body: { type: '/problems/ledger.reserved-id' },
  });
});

test('a batch answers in order; duplicates are told, refusals carry their problem, the rest is booked', async () => {
  await books.createCompany('many');
  const unbalanced = { ...sale('2026-01-03', '5.00'), id: 'bad' };
  const lines = [unbalanced.lines[0], { account: '8400', credit: '4.99' }];
  const { status, body } = await books.batch('many', [
    sale('2026-01-01', '1.00', { id: 'a' }),
    sale('2025-12-31', '2.00', { id: 'b' }),
    { ...unbalanced, lines },
    sale('2026-01-01', '1.00', { id: 'a' }),
    sale('2026-01-02', '3.00', { id: 'a' }),
    { date: '2026-01-01' },
    sale('2026-01-04', '4.00'),
  ]);
  expect(status).toBe(200);
  expect(body.results).toMatchObject([
    { status: 'posted', id: 'a', fiscalYear: 2026, number: 1 },
    { status: 'posted', id: 'b', fiscalYear: 2025, number: 1 },
    {
      status: 'refused',
      id: 'bad',
      problem: {
        type: '/problems/ledger.unbalanced',
        status: 422,
        detail: 'Debit exceeds credit by 0.01 EUR.',
        errors: [{ pointer: '/lines' }],
      },
    },
    { status: 'duplicate', id: 'a', number: 1 },
    { status: 'refused', id: 'a', problem: { type: '/problems/ledger.id-reused', status: 409 } },
    { status: 'refused', problem: { type: '/problems/ledger.malformed-entry', status: 400 } },
    { status: 'posted', id: 'ent_2026_2', number: 2 },
  ]);
});

test('a key answers again, is refused for something else, and of two attempts at once one books', async () => {
  await books.createCompany('keys');
  const key = { 'idempotency-key': 'k1' };
  const first = await books.book('keys', sale('2026-01-01', '1.00'), key);
  const again = await books.book('keys', sale('2026-01-01', '1.00'), key);
  expect(again).toMatchObject({ status: 201, body: first.body, headers: HIT });
  expect(await books.book('keys', sale('2026-01-01', '2.00'), key)).toMatchObject({
    status: 409,
    body: { type: '/problems/platform.idempotency-key-reused' },
  });
  const twice = { 'idempotency-key': 'k2' };
  const race = await Promise.all([1, 2, 3].map(() => books.book('keys', sale('2026-01-02', '2.00'), twice)));
  expect(race.map(({ status }) => status)).toEqual([201, 201, 201]);
  expect(new Set(race.map(({ body }) => body.id)).size).toBe(1);
  // A batch too large for one transaction is remembered in parts.
  const many = Array.from({ length: 200 }, (_, index) => sale('2026-01-03', '1.00', { id: `n-${index}` }));
  const batch = { 'idempotency-key': 'k3' };
  const { body } = await books.batch('keys', many, batch);
  expect(await books.batch('keys', many, batch)).toMatchObject({ status: 200, body, headers: HIT });
  expect(await verification(books, 'keys')).toMatchObject({ ok: true, entries: 202 });
});

test('the journal is searched by number of the document, text, amount and date, over years, with a cursor', async () => {
  await books.createCompany('search');
  const numbered = (date: string, documentNumber: string, amount: string, text = 'Rent') =>
    sale(date, amount, { documentNumber, text });
  await books.batch('search', [
    numbered('2024-05-01', 'RE-7', '10.00'),
    numbered('2025-05-01', 'RE-8', '20.00', 'Coffee'),
    numbered('2025-06-01', 're -7', '30.00'),
  ]);
  await books.fold('search', 2024);
  await books.fold('search', 2025);
  // In the tail that is not folded, beside what the index has.
  await books.book('search', numbered('2025-07-01', 'RE-7', '20.00'));
  await books.book('search', numbered('2026-05-01', 'RE-7', '40.00', 'COFFEE beans'));
  const list = async (query: Record<string, string>) =>
    (await books.get('search', '/journal-entries', query)).body;
  const dates = ({ items }: { items: { date: string }[] }) => items.map(({ date }) => date);
  expect(dates(await list({ documentNumber: 'RE-7' }))).toEqual([
    '2024-05-01',
    '2025-06-01',
    '2025-07-01',
    '2026-05-01',
  ]);
  expect(dates(await list({ documentNumber: 're-7', from: '2025-06-15' }))).toEqual([
    '2025-07-01',
    '2026-05-01',
  ]);
  expect(dates(await list({ text: 'coffee' }))).toEqual(['2025-05-01', '2026-05-01']);
  expect(dates(await list({ amount: '20.00', to: '2025-12-31' }))).toEqual(['2025-05-01', '2025-07-01']);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit: '2', ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...dates(page));
    cursor = page.next;
  } while (cursor !== undefined);
  expect(seen).toEqual(['2024-05-01', '2025-05-01', '2025-06-01', '2025-07-01', '2026-05-01']);
  expect(
    await books.get('search', '/journal-entries', { from: '2026-02-01', to: '2026-01-01' }),
  ).toMatchObject({ status: 400 });
  expect((await books.get('search', '/journal-entries', { amount: '1.234' })).status).toBe(400);
});

test('a statement runs in the order of dates with its balance, page by page, folded or not', async () => {
  await books.createCompany('sheet');
  const sales = Array.from({ length: 150 }, (_, index) =>
    sale(`2026-03-${String(28 - (index % 28)).padStart(2, '0')}`, '1.00'),
  );
  await books.batch('sheet', [sale('2025-06-01', '7.00'), ...sales]);
  await books.fold('sheet');
  await books.book('sheet', sale('2026-02-01', '5.00'));
  await books.reverse('sheet', 'ent_2026_151');
  const lines: { date: string; balance: string }[] = [];
  let cursor: string | undefined;
  do {
    const query = { from: '2026-01-01', to: '2026-12-31', limit: '60', ...(cursor ? { cursor } : {}) };
    const { body } = await books.get('sheet', '/accounts/1200/statement', query);
    expect(body).toMatchObject({
      openingBalance: '7.00',
      closingBalance: '157.00',
      provisional: true,
      journalNumbers: { 2026: 152 },
    });
    lines.push(...body.items);
    cursor = body.next;
  } while (cursor !== undefined);
  expect(lines).toHaveLength(152);
  expect(lines.map(({ date }) => date)).toEqual(lines.map(({ date }) => date).toSorted());
  expect(lines.slice(0, 3).map(({ balance }) => balance)).toEqual(['12.00', '7.00', '8.00']);
  expect(lines.at(-1)?.balance).toBe('157.00');
  const { body } = await books.get('sheet', '/accounts/1200/statement', { from: '2026-03-28' });
  expect(body).toMatchObject({ openingBalance: '151.00', closingBalance: '157.00' });
  expect((await books.get('sheet', '/accounts/9999/statement')).status).toBe(404);
});

test('the trial balance as of a day is exact for entries that came later and are dated before', async () => {
  await books.createCompany('asof');
  await books.book('asof', sale('2026-03-10', '100.00'));
  await books.book('asof', sale('2026-02-10', '50.00'));
  const bank = async (asOf: string) => {
    const { body } = await books.get('asof', '/reports/trial-balance', { asOf });
    expect(body.totals.debit).toBe(body.totals.credit);
    return body.accounts.find(({ account }: { account: string }) => account === '1200')?.balance;
  };
  for (const fold of [false, true]) {
    if (fold) await books.fold('asof');
    expect(await bank('2026-02-28')).toBe('50.00');
    expect(await bank('2026-03-31')).toBe('150.00');
    expect(await bank('2026-02-09')).toBe('0.00');
  }
});
