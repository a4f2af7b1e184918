import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PostingText, postingToEntry } from '../../../functions/ledger/domain/parse-posting.ts';
import { advanceLine, paidAdvance } from '../../../functions/ledger/domain/tax/advance-tax.ts';
import { vatLineReader } from '../../../functions/ledger/domain/tax/vat-lines.ts';
import { statementPlaceOf } from '../../../functions/ledger/reader.ts';
import { balanceSheet } from '../../../functions/reporting/domain/statements.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const SKR03 = { currency: 'EUR', chart: 'SKR03', accountLength: 4 } as const;
const ASKED: PostingText = {
  date: '2026-03-10',
  amount: '119.00',
  debitAccount: '10000',
  creditAccount: '1718',
  text: 'Anzahlung',
  advance: true,
};

function linesOf(posting: Partial<PostingText>, books: Parameters<typeof postingToEntry>[1] = SKR03) {
  const entry = postingToEntry({ ...ASKED, ...posting }, books);
  if (entry instanceof DomainError) throw entry;
  return entry.lines.map(({ account, debit, credit, taxCode, taxBase }) =>
    [account, debit ?? `-${credit}`, taxCode, taxBase].filter((part) => part !== undefined).join(' '),
  );
}

function problemOf(posting: Partial<PostingText>) {
  const refused = postingToEntry({ ...ASKED, ...posting }, SKR03);
  if (!(refused instanceof DomainError)) throw new Error('it was taken');
  return (refused.details.errors ?? []).map(({ pointer }) => pointer);
}

describe('an advance that is asked for', () => {
  it('waits gross, on either side and in both charts, and knows its net amount', () => {
    expect(linesOf({})).toEqual(['10000 119.00', '1593 -119.00 advance-output-19 100.00']);
    expect(linesOf({ creditAccount: '1711', amount: '107.00' })[1]).toBe(
      '1593 -107.00 advance-output-7 100.00',
    );
    expect(linesOf({ creditAccount: '1710' })[1]).toBe('1593 -119.00 advance-none 119.00');
    expect(linesOf({ debitAccount: '1518', creditAccount: '70000' })).toEqual([
      '1793 119.00 advance-input-19 100.00',
      '70000 -119.00',
    ]);
    const skr04 = { currency: 'EUR', chart: 'SKR04', accountLength: 6 } as const;
    expect(linesOf({ debitAccount: '1000000', creditAccount: '327200' }, skr04)).toEqual([
      '1000000 119.00',
      '149500 -119.00 advance-output-19 100.00',
    ]);
    expect(linesOf({ debitAccount: '118600', creditAccount: '7000000' }, skr04)[0]).toBe(
      '369500 119.00 advance-input-19 100.00',
    );
  });

  it('at the rate of its day; taken back with the sides swapped', () => {
    expect(linesOf({ date: '2020-10-01', amount: '116.00' })[1]).toBe(
      '1593 -116.00 advance-output-16 100.00',
    );
    expect(linesOf({ debitAccount: '1718', creditAccount: '10000' })).toEqual([
      '1593 119.00 advance-output-19 100.00',
      '10000 -119.00',
    ]);
  });

  it('is refused with a pointer on accounts that do not fit', () => {
    expect(problemOf({ creditAccount: '8400' })).toEqual(['/creditAccount']);
    expect(problemOf({ creditAccount: '1518' })).toEqual(['/creditAccount']);
    expect(problemOf({ debitAccount: '1718', creditAccount: '70000' })).toEqual(['/debitAccount']);
    expect(problemOf({ debitAccount: '1200' })).toEqual(['/advance']);
    expect(problemOf({ creditAccount: '10001' })).toEqual(['/advance']);
    expect(problemOf({ taxCode: '3' })).toEqual(['/taxCode']);
  });

  it('is no line of the VAT return, and nothing in the balance sheet', () => {
    const read = vatLineReader('SKR03', 4);
    const waiting = [
      { account: '10000', debitMinor: 11_900n },
      { account: '1593', creditMinor: 11_900n, taxCode: 'advance-output-19', taxBaseMinor: 10_000n },
    ];
    expect(read({ kind: 'regular', date: '2026-03-10', text: 'x', lines: waiting })).toEqual([]);
    const placed = { '10000': 11_900n, '1593': -11_900n, '70000': -2_380n, '1793': 2_380n };
    const sheet = balanceSheet(
      Object.entries(placed).map(([account, debitMinor]) => ({
        ...statementPlaceOf('SKR03', 4, account),
        account,
        debitMinor,
      })),
    );
    expect(sheet.lines.filter(({ amountMinor }) => amountMinor !== 0n)).toEqual([]);
  });
});

describe('a line that waits', () => {
  it('names where it goes, by account and tag together', () => {
    const line = (account: string, taxCode: string) => advanceLine('SKR03', 4, { account, taxCode });
    expect(line('1593', 'advance-output-16')).toEqual({
      state: 'asked',
      paid: { side: 'received', rate: 1600, account: '1718', taxAccount: '1775', taxCode: 'output-16' },
      movedTag: 'moved-advance-output-16',
      droppedTag: 'dropped-advance-output-16',
    });
    expect(line('1793', 'moved-advance-input-5')).toMatchObject({
      state: 'moved',
      paid: { account: '1511', taxAccount: '1568', taxCode: 'input-5' },
    });
    expect(line('1793', 'advance-none')?.paid).toEqual({ side: 'paid', rate: 0, account: '1510' });
    expect(line('1593', 'dropped-advance-none')?.state).toBe('dropped');
    for (const [account, tag] of [
      ['1593', 'advance-input-19'],
      ['1718', 'advance-output-19'],
      ['1593', 'advance-output-12'],
      ['1593', 'output-19'],
    ] as const) {
      expect(line(account, tag)).toBeUndefined();
    }
  });

  it('hostile tags are none', () => {
    fc.assert(
      fc.property(fc.string(), (taxCode) => {
        expect(advanceLine('SKR03', 4, { account: '1593', taxCode })).toBeUndefined();
      }),
    );
  });

  it('a final invoice under §20 UStG deducts on the account that its revenue waits on', () => {
    expect(paidAdvance('SKR04', 4, { side: 'received', rate: 700, waits: true })).toMatchObject({
      account: '3260',
      taxAccount: '3811',
      taxCode: 'unpaid-output-7',
    });
  });
});
