import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnownEntry, knownEntries } from '../../../functions/banking/domain/known-entries.ts';
import type { StatementEntry, StatementHead } from '../../../functions/banking/domain/statement.ts';
import { statementUnits } from '../../../functions/banking/domain/statement-units.ts';
import { splitEntry } from '../../../functions/banking/domain/transactions.ts';

const HEAD: StatementHead = {
  ...{
    format: 'camt.053',
    version: '08',
    place: { line: 1, column: 1 },
    number: 1,
    statementId: 'S',
    account: 'DE02',
  },
  ...{
    sequenceNumber: undefined,
    currency: 'EUR',
    from: undefined,
    to: undefined,
    createdOn: undefined,
    copy: undefined,
  },
};

interface Truth {
  readonly amount: number;
  readonly day: number;
  readonly text: string;
  readonly reference: string | undefined;
}

const entryOf = (truth: Truth, number: number): StatementEntry => ({
  amountMinor: BigInt(truth.amount),
  currency: 'EUR',
  place: { line: number, column: 1 },
  number,
  entryReference: String(number),
  bookingDate: `2026-03-0${truth.day}`,
  bookingDateFrom: 'entry',
  valueDate: `2026-03-0${truth.day}`,
  status: 'BOOK',
  isReversal: false,
  facts: { bankReference: truth.reference, remittance: truth.text },
  details: [],
  batchCount: undefined,
});

/** Imports a report as the use case does, into a list of what is kept. */
function importReport(kept: KnownEntry[], report: readonly Truth[], importId: string): void {
  const { place } = knownEntries(kept);
  const sink = statementUnits(importId, () => undefined);
  for (const [index, truth] of report.entries()) sink.entry(HEAD, entryOf(truth, index + 1));
  for (const unit of sink.take()) {
    if (unit.outcome !== 'transaction') continue;
    if (place(unit.marks).outcome === 'add') kept.push(unit.marks);
  }
}

/** Few values, so that equal payments are many. */
const account = fc.array(
  fc.record({
    amount: fc.constantFrom(-500, -500, 1_000),
    day: fc.integer({ min: 1, max: 4 }),
    text: fc.constantFrom('card', 'rent'),
  }),
  { maxLength: 12 },
);

describe('reports of one account', () => {
  const inOrder = (days: readonly { day: number }[]) => days.toSorted((a, b) => a.day - b.day);

  it.each([
    ['with references', (index: number) => `R${index}`],
    ['without', () => undefined],
  ])('%s: whole days in any order, overlapping as they like, bring each entry once', (_, reference) => {
    const range = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }));
    fc.assert(
      fc.property(account, fc.array(range, { maxLength: 6 }), (entries, ranges) => {
        const truth = inOrder(entries).map((one, index) => ({
          ...one,
          reference: reference(index),
        })) as Truth[];
        const kept: KnownEntry[] = [];
        const days = new Set<number>();
        for (const [index, [a, b]] of ranges.entries()) {
          const within = truth.filter(({ day }) => day >= Math.min(a, b) && day <= Math.max(a, b));
          importReport(kept, within, `imp${index}`);
          for (let day = Math.min(a, b); day <= Math.max(a, b); day += 1) days.add(day);
        }
        expect(kept).toHaveLength(truth.filter(({ day }) => days.has(day)).length);
      }),
    );
  });

  it('growing intraday reports, some without references, then the statement: each once', () => {
    fc.assert(
      fc.property(account, fc.nat(12), fc.boolean(), (entries, cutAt, withReferences) => {
        const truth = inOrder(entries).map((one, index) => ({ ...one, reference: `R${index}` })) as Truth[];
        const kept: KnownEntry[] = [];
        const early = truth.slice(0, cutAt);
        importReport(
          kept,
          withReferences ? early : early.map((one) => ({ ...one, reference: undefined })),
          'imp1',
        );
        importReport(kept, truth, 'imp2');
        importReport(kept, truth, 'imp3');
        expect(kept).toHaveLength(truth.length);
      }),
    );
  });
});

describe('an entry and its details', () => {
  const cents = fc.integer({ min: -10_000, max: 10_000 });

  it('the sum of transactions is the entry, whether details add up or not', () => {
    const amounts = fc.array(fc.option(cents, { nil: undefined }), { maxLength: 6 });
    fc.assert(
      fc.property(amounts, cents, fc.boolean(), (some, other, addsUp) => {
        const sum = some.reduce<number>((total, one) => total + (one ?? 0), 0);
        const details = some.map((one) =>
          one === undefined ? {} : { amount: { amountMinor: BigInt(one), currency: 'EUR' } },
        );
        const truth = { amount: addsUp ? sum : other, day: 1, text: '', reference: undefined };
        const { transactions } = splitEntry(HEAD, { ...entryOf(truth, 1), details });
        const total = transactions.reduce((minor, { amountMinor }) => minor + amountMinor, 0n);
        expect(total).toBe(BigInt(truth.amount));
        // None is lost: each detail is a transaction, the facts of the only one, or kept with the entry.
        const kept = transactions.reduce((count, one) => count + one.details.length, 0);
        if (details.length > 1) expect(Math.max(transactions.length, kept)).toBe(details.length);
      }),
    );
  });

  it('names the other side, and never ourselves', () => {
    const truth = { amount: 1_000, day: 1, text: '', reference: undefined };
    const of = (facts: StatementEntry['facts'], more: Partial<StatementEntry> = {}) =>
      splitEntry({ account: 'DE02' }, { ...entryOf(truth, 1), facts, ...more }).transactions[0]?.counterparty;
    const [we, they] = [
      { name: 'We', iban: 'DE02' },
      { name: 'They', iban: 'DE75' },
    ];
    expect(of({ debtor: they, creditor: we })).toEqual(they);
    expect(of({ debtor: we, creditor: they }, { amountMinor: -1n })).toEqual(they);
    // A return of what we had paid: money comes in, and the parties are those of the payment.
    expect(of({ debtor: we, creditor: they }, { isReversal: true })).toEqual(they);
    expect(of({ creditor: we })).toEqual({});
  });
});
