import { describe, expect, test } from 'vitest';
import { EntryBody, EXAMPLE_ENTRY } from '../../../functions/ledger/contract/entry.ts';
import { makeChartView } from '../../../functions/ledger/domain/chart-view.ts';
import { findRefusal, type PostingRules } from '../../../functions/ledger/domain/check-entry.ts';
import type { NewEntry } from '../../../functions/ledger/domain/entry.ts';
import { openHead } from '../../../functions/ledger/domain/journal-head.ts';
import { isRefusal, parseEntry } from '../../../functions/ledger/domain/parse-entry.ts';
import { simpleEntry } from '../../support/ledger-api.ts';

const START = '07-01';

/** Books of a year that begins on 2026-07-01, its second month closed, begun on 2025-08-15. */
function rulesOf(overrides: Partial<PostingRules> = {}): PostingRules {
  const head = openHead('acme', 2026, 1);
  return {
    currency: 'EUR',
    fiscalYearStart: START,
    startDate: '2025-08-15',
    chart: makeChartView({
      version: 1,
      chart: 'SKR03',
      accountLength: 4,
      language: 'de',
      own: [
        { number: '4711', name: 'Messe', category: 'expense', closedAfter: '2026-09-30' },
        { number: '8600', closedAfter: '2030-12-31' },
      ],
    }),
    head: { ...head, periods: head.periods.map((state, period) => (period === 2 ? 'closed' : state)) },
    ...overrides,
  };
}

function refusalOf(entry: NewEntry, rules = rulesOf()) {
  const refusal = findRefusal(entry, rules);
  return refusal && { code: refusal.code, detail: refusal.message, ...refusal.details };
}

const booked = (date: string, debit = '1200', credit = '8400') => simpleEntry(date, debit, credit, 11900n);

describe('what is refused, and why', () => {
  test('debit and credit that differ, by how much and which way', () => {
    const [debit, credit] = booked('2026-07-01').lines as [NewEntry['lines'][0], NewEntry['lines'][0]];
    const more = { ...booked('2026-07-01'), lines: [{ ...debit, debitMinor: 11901n }, credit] };
    expect(refusalOf(more)).toMatchObject({
      code: 'ledger.unbalanced',
      detail: 'Debit exceeds credit by 0.01 EUR.',
      errors: [{ pointer: '/lines' }],
      extra: { difference: '0.01' },
    });
    const less = { ...more, lines: [{ ...debit, debitMinor: 1n }, credit] };
    expect(refusalOf(less)?.detail).toBe('Credit exceeds debit by 118.99 EUR.');
    const yen = refusalOf(less, rulesOf({ currency: 'JPY' }));
    expect(yen?.detail).toBe('Credit exceeds debit by 11899 JPY.');
  });

  test('accounts that are unknown, each with its line', () => {
    expect(refusalOf(booked('2026-07-01', '1234', '987654'))).toMatchObject({
      code: 'ledger.unknown-account',
      errors: [{ pointer: '/lines/0/account' }, { pointer: '/lines/1/account' }],
    });
    expect(refusalOf(booked('2026-07-01', '10000', '70000'))).toBeUndefined();
  });

  test('accounts on days they are not open: closed by the company, ended or begun by the chart', () => {
    expect(refusalOf(booked('2026-09-30', '4711'))).toBeUndefined();
    expect(refusalOf(booked('2026-10-01', '4711'))).toMatchObject({
      code: 'ledger.closed-account',
      detail: 'Account 4711 is open until 2026-09-30 only.',
    });
    const then = { head: openHead('acme', 2019, 1), startDate: '2019-01-01' };
    expect(refusalOf(booked('2020-06-30', '1200', '1773'), rulesOf(then))?.detail).toMatch(/from 2020-07-01/);
    expect(refusalOf(booked('2026-07-01', '2010'))?.code).toBe('ledger.closed-account');
    // The company may keep on what the chart has ended.
    expect(refusalOf(booked('2026-07-01', '1200', '8600'))).toBeUndefined();
  });

  test('amounts of zero, and negative ones but in a Generalumkehr', () => {
    const zero = simpleEntry('2026-07-01', '1200', '8400', 0n);
    expect(refusalOf(zero)).toMatchObject({
      code: 'ledger.invalid-amount',
      errors: [
        { pointer: '/lines/0/debit', detail: expect.stringContaining('zero') },
        { pointer: '/lines/1/credit' },
      ],
    });
    const negative = simpleEntry('2026-07-01', '1200', '8400', -100n);
    expect(refusalOf(negative)?.detail).toMatch(/only a Generalumkehr/);
    expect(refusalOf({ ...negative, generalReversal: true })).toBeUndefined();
  });

  test('both sides on one line', () => {
    const [debit, credit] = booked('2026-07-01').lines as [NewEntry['lines'][0], NewEntry['lines'][0]];
    expect(
      refusalOf({ ...booked('2026-07-01'), lines: [{ ...debit, creditMinor: 1n }, credit] }),
    ).toMatchObject({
      code: 'ledger.invalid-amount',
      detail: expect.stringMatching(/exactly one of debit and credit/),
    });
  });

  test('opening and closing entries where their own periods are closed, months apart', () => {
    const { head } = rulesOf();
    const periods = head.periods.map((state, period) => (period % 13 === 0 ? ('closed' as const) : state));
    const closed = rulesOf({ head: { ...head, periods } });
    expect(refusalOf({ ...booked('2026-07-01'), kind: 'opening' }, closed)?.code).toBe(
      'ledger.closed-period',
    );
    expect(refusalOf({ ...booked('2027-06-30'), kind: 'closing' }, closed)?.code).toBe(
      'ledger.closed-period',
    );
    expect(refusalOf(booked('2026-07-01'), closed)).toBeUndefined();
  });

  test('a foreign amount that the rate contradicts', () => {
    const [debit, credit] = booked('2026-07-01').lines as [NewEntry['lines'][0], NewEntry['lines'][0]];
    const foreign = { currency: 'USD', amountMinor: 11900n, rate: '1.19' };
    expect(refusalOf({ ...booked('2026-07-01'), lines: [{ ...debit, foreign }, credit] })).toMatchObject({
      code: 'ledger.invalid-amount',
      errors: [{ pointer: '/lines/0/foreign' }],
    });
  });

  test('days before the books begin and in a closed period, opening and closing entries on other days', () => {
    const first = rulesOf({ head: openHead('acme', 2025, 1) });
    expect(refusalOf(booked('2025-08-14'), first)?.code).toBe('ledger.before-start');
    expect(refusalOf(booked('2025-08-15'), first)).toBeUndefined();
    expect(refusalOf(booked('2026-08-31'))).toMatchObject({
      code: 'ledger.closed-period',
      errors: [{ pointer: '/date' }],
      extra: { fiscalYear: 2026, period: 2 },
    });
    expect(refusalOf(booked('2026-09-01'))).toBeUndefined();
    const of = (kind: NewEntry['kind'], date: string) => refusalOf({ ...booked(date), kind });
    expect(of('opening', '2026-07-01')).toBeUndefined();
    expect(of('opening', '2026-07-02')?.detail).toContain('2026-07-01');
    expect(of('closing', '2027-06-30')).toBeUndefined();
    expect(of('closing', '2027-06-29')?.detail).toContain('2027-06-30');
  });

  test('a year-end entry may touch a closed account: it is emptied and carried forward', () => {
    expect(refusalOf({ ...booked('2027-06-30', '4711'), kind: 'closing' })).toBeUndefined();
  });
});

test('the entry that the API’s description shows can be booked', () => {
  const entry = parseEntry(EntryBody.parse(EXAMPLE_ENTRY), 'EUR');
  if (isRefusal(entry)) throw entry;
  expect(refusalOf(entry, rulesOf({ head: openHead('acme', 2025, 1) }))).toBeUndefined();
});
