import { beforeAll, describe, expect, it } from 'vitest';
import type { NewEntry } from '../../../functions/ledger/domain/entry.ts';
import { reportBindings } from '../../../functions/ledger/handlers/reports.ts';
import { readStatement } from '../../../functions/ledger/usecases/read-statement.ts';
import { type LedgerApi, openLedgerApi, simpleEntry } from '../../support/ledger-api.ts';

let api: LedgerApi;
const COMPANY = 'acme';
const RANGE = { from: '2025-01-01', to: '2026-12-31' };

/** Enough lines on the bank account for one full page of them (128). */
function manyLines(date: string, text: string): NewEntry {
  const lines = Array.from({ length: 140 }, () => ({ account: '1200', debitMinor: 1n }));
  return { kind: 'regular', date, text, lines: [...lines, { account: '8400', creditMinor: 140n }] };
}

beforeAll(async () => {
  api = await openLedgerApi((ledger) => reportBindings(ledger));
  await api.createCompany(COMPANY);
  await api.post(
    COMPANY,
    simpleEntry('2025-12-31', '1200', '8400', 500n),
    simpleEntry('2026-03-31', '1200', '8400', 300n),
    manyLines('2026-01-15', 'january'),
    // Dated before, booked after: the statement is in the order of dates.
    simpleEntry('2026-01-10', '8400', '1200', 40n),
    manyLines('2026-02-15', 'february'),
  );
});

type Line = { balance: string; date: string; number: number; debit?: string; credit?: string };

async function page(query: Record<string, string>) {
  const { status, body } = await api.call('GET', '/companies/{companyId}/accounts/{account}/statement', {
    params: { companyId: COMPANY, account: '1200' },
    query: { ...RANGE, ...query },
  });
  expect(status).toBe(200);
  return body as { items: Line[]; next?: string; openingBalance: string; closingBalance: string };
}

async function allPages(limit: number) {
  const pages: Line[][] = [];
  let cursor: string | undefined;
  do {
    const { items, next, closingBalance } = await page({
      limit: String(limit),
      ...(cursor ? { cursor } : {}),
    });
    expect(closingBalance).toBe('10.40');
    pages.push(items);
    cursor = next;
  } while (cursor !== undefined);
  return pages;
}

describe('the statement of an account', () => {
  it('runs by date through the years, with the balance after each line', async () => {
    const { items, next, openingBalance, closingBalance } = await page({});
    expect([items.length, next, openingBalance, closingBalance]).toEqual([283, undefined, '0.00', '10.40']);
    expect(items.slice(0, 3).map(({ date, balance }) => [date, balance])).toEqual([
      ['2025-12-31', '5.00'],
      ['2026-01-10', '4.60'],
      ['2026-01-15', '4.61'],
    ]);
    expect(items.at(-1)).toMatchObject({ date: '2026-03-31', debit: '3.00', balance: '10.40' });
  });

  it.each([1, 142, 282])('in pages of %i has the same lines, an entry on one page', async (limit) => {
    const pages = await allPages(limit);
    expect(pages.flat()).toEqual((await page({})).items);
    const entries = pages.map((items) => new Set(items.map(({ date, number }) => `${date} ${number}`)));
    const shown = entries.flatMap((keys) => [...keys]);
    expect(shown).toEqual([...new Set(shown)]);
  });

  it('of some days begins with the balance before them', async () => {
    expect(await page({ from: '2026-01-11', to: '2026-02-14' })).toMatchObject({
      openingBalance: '4.60',
      closingBalance: '6.00',
    });
    expect(await page({ from: '2026-02-16', to: '2026-03-30' })).toMatchObject({
      openingBalance: '7.40',
      closingBalance: '7.40',
      items: [],
    });
  });

  it('reads the lines of the months it shows, of no other', async () => {
    const company = await api.ledger.loadCompany(COMPANY);
    if (!company) throw new Error('no company');
    await api.ledger.fold(company, 2026);
    const read: number[] = [];
    const { reader } = api.ledger;
    const statementPages: typeof reader.statementPages = (id, year, account, period) => {
      read.push(period);
      return reader.statementPages(id, year, account, period);
    };
    const deps = { ...api.ledger, reader: { ...reader, statementPages } };
    const pageBehind = async (date: string, number: number, limit: number) => {
      read.length = 0;
      const statement = await readStatement(deps, company, '1200', {
        ...RANGE,
        limit,
        after: { date, number },
      });
      return {
        read: [...read],
        balances: statement.lines.map((line) => line.balanceMinor),
        closing: statement.closingMinor,
      };
    };
    expect(await pageBehind('2026-01-15', 2, 1)).toMatchObject({ read: [1, 2], closing: 1040n });
    expect(await pageBehind('2026-02-15', 4, 1)).toEqual({ read: [2], balances: [1040n], closing: 1040n });
    expect(await pageBehind('2026-03-01', 9, 1)).toEqual({ read: [], balances: [1040n], closing: 1040n });
    expect(await pageBehind('2025-12-31', 1, 1)).toMatchObject({ read: [1], balances: [460n] });
  });
});
