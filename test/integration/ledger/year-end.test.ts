import { beforeAll, expect, test } from 'vitest';
import { accountBindings } from '../../../functions/ledger/handlers/accounts.ts';
import { yearEndBindings } from '../../../functions/ledger/handlers/year-end.ts';
import { yearBindings } from '../../../functions/ledger/handlers/years.ts';
import { readBalances } from '../../../functions/ledger/usecases/read-balances.ts';
import { newId } from '../../../shared/kernel/ids.ts';
import { retryWhileContended } from '../../../shared/table/failures.ts';
import { type LedgerApi, openLedgerApi, simpleEntry } from '../../support/ledger-api.ts';

let api: LedgerApi;

beforeAll(async () => {
  api = await openLedgerApi((ledger) => [
    ...accountBindings(ledger, newId),
    ...yearBindings(ledger, newId),
    ...yearEndBindings(ledger, newId),
  ]);
});

type What = 'closing-entries' | 'opening-entries' | 'closing';

const ask = (companyId: string, fiscalYear: number, what: What, body?: unknown) =>
  api.call('POST', `/companies/{companyId}/fiscal-years/{fiscalYear}/${what}`, {
    params: { companyId, fiscalYear: String(fiscalYear) },
    ...(body === undefined ? {} : { body }),
  });

/** Balances that are not zero, debit positive. */
async function balancesOf(companyId: string, fiscalYear: number): Promise<Record<string, bigint>> {
  const company = await api.ledger.loadCompany(companyId);
  if (!company) throw new Error(`no company ${companyId}`);
  const deps = { reader: api.ledger.reader, retryWhileContended };
  const { accounts } = await readBalances(deps, company, fiscalYear, { includeClosing: true });
  const balances = accounts.map(({ account, debitMinor, creditMinor }) => [
    account,
    debitMinor - creditMinor,
  ]);
  return Object.fromEntries(balances.filter(([, balance]) => balance !== 0n));
}

test('a year ends, the next begins with it, the year is closed; late entries book the difference', async () => {
  await api.createCompany('year');
  await api.post(
    'year',
    simpleEntry('2025-01-02', '1200', '0800', 5_000_000n),
    simpleEntry('2025-03-01', '10001', '8400', 100_000n),
    simpleEntry('2025-04-01', '4930', '70001', 30_000n),
  );
  expect((await ask('year', 2024, 'closing-entries')).status).toBe(404);
  expect((await ask('year', 2025, 'opening-entries')).body.type).toBe('/problems/ledger.nothing-to-close');
  expect((await ask('year', 2025, 'closing')).body).toMatchObject({
    type: '/problems/ledger.year-end-missing',
    accounts: ['4930', '8400'],
  });

  const closing = await ask('year', 2025, 'closing-entries');
  expect(closing).toMatchObject({ status: 200, body: { fiscalYear: 2025 } });
  expect(closing.body.entries).toMatchObject([
    {
      kind: 'closing',
      date: '2025-12-31',
      number: 4,
      lines: [
        { account: '4930', credit: '300.00' },
        { account: '8400', debit: '1000.00' },
        { account: '0860', credit: '700.00' },
      ],
    },
  ]);
  expect((await ask('year', 2025, 'closing-entries')).body.entries).toEqual([]);
  const opening = await ask('year', 2026, 'opening-entries');
  expect(opening.body.entries.map(({ date }: { date: string }) => date)).toEqual([
    '2026-01-01',
    '2026-01-01',
    '2026-01-01',
  ]);

  await api.post('year', simpleEntry('2025-12-30', '4930', '1200', 10_000n));
  expect((await ask('year', 2025, 'closing')).status).toBe(422);
  expect((await ask('year', 2025, 'closing-entries')).body.entries[0].lines).toMatchObject([
    { account: '4930', credit: '100.00' },
    { account: '0860', debit: '100.00' },
  ]);
  expect((await ask('year', 2026, 'opening-entries')).body.entries[0].lines).toMatchObject([
    { account: '0860', debit: '100.00' },
    { account: '1200', credit: '100.00' },
  ]);
  expect((await ask('year', 2026, 'opening-entries')).body.entries).toEqual([]);
  const { 9000: general, 9008: customers, 9009: vendors, ...opened } = await balancesOf('year', 2026);
  expect(opened).toEqual(await balancesOf('year', 2025));
  expect((general ?? 0n) + (customers ?? 0n) + (vendors ?? 0n)).toBe(0n);

  expect((await ask('year', 2025, 'closing')).body).toMatchObject({ closed: true, entries: 6 });
  expect((await ask('year', 2025, 'closing')).status).toBe(409);
  expect(await api.post('year', simpleEntry('2025-12-30', '4930', '1200', 1n))).toMatchObject([
    { status: 'refused', problem: { code: 'ledger.closed-period' } },
  ]);
});

test('an account that was closed in the year is emptied and carried all the same', async () => {
  await api.createCompany('closed');
  await api.post('closed', simpleEntry('2025-03-01', '1200', '8400', 100n));
  for (const account of ['1200', '8400']) {
    await api.call('PUT', '/companies/{companyId}/accounts/{account}', {
      params: { companyId: 'closed', account },
      body: { closedAfter: '2025-06-30' },
    });
  }
  expect((await ask('closed', 2025, 'closing-entries')).status).toBe(200);
  expect((await ask('closed', 2026, 'opening-entries')).status).toBe(200);
  expect(await balancesOf('closed', 2026)).toMatchObject({ 1200: 100n, '0860': -100n });
});

test('an own chart names the accounts', async () => {
  await api.createCompany('plain', { chart: 'none' });
  const accounts = { 1000: 'asset', 2000: 'equity', 2100: 'equity', 4000: 'income', 9999: 'equity' };
  for (const [account, category] of Object.entries(accounts)) {
    await api.call('PUT', '/companies/{companyId}/accounts/{account}', {
      params: { companyId: 'plain', account },
      body: { name: category, category },
    });
  }
  await api.post('plain', simpleEntry('2025-03-01', '1000', '4000', 100n));
  expect((await ask('plain', 2026, 'opening-entries', { carryForwardAccount: '9999' })).body).toMatchObject({
    type: '/problems/ledger.no-result-account',
    errors: [{ pointer: '/resultAccount' }],
  });
  expect((await ask('plain', 2025, 'closing-entries', { resultAccount: '4000' })).status).toBe(422);
  expect((await ask('plain', 2025, 'closing-entries', { resultAccount: '2100' })).status).toBe(200);
  expect((await ask('plain', 2026, 'opening-entries', { carryForwardAccount: '9999' })).status).toBe(200);
  expect(await balancesOf('plain', 2026)).toEqual({ 1000: 100n, 2100: -100n });
});

test('runs of the same year-end at once, and postings beside them, book every amount once', async () => {
  await api.createCompany('runs');
  await api.post('runs', simpleEntry('2025-03-01', '1200', '8400', 1_000n));
  const late = async () => {
    for (let round = 0; round < 5; round += 1)
      await api.post('runs', simpleEntry('2025-11-01', '4930', '1200', 1n));
  };
  const answers = await Promise.all([
    ask('runs', 2025, 'closing-entries'),
    ask('runs', 2025, 'closing-entries'),
    late(),
    ask('runs', 2025, 'closing-entries'),
  ]);
  for (const answer of answers) if (answer) expect(answer.status).toBe(200);
  await ask('runs', 2025, 'closing-entries');
  await Promise.all([ask('runs', 2026, 'opening-entries'), ask('runs', 2026, 'opening-entries')]);
  const expected = { 1200: 995n, '0860': -995n };
  expect(await balancesOf('runs', 2025)).toEqual(expected);
  expect(await balancesOf('runs', 2026)).toEqual(expected);
});
