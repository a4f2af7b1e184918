import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { germanDay, isLate } from '../../../functions/cash/domain/business-day.ts';
import { assertOpenDay, type BookState, balanceAfter } from '../../../functions/cash/domain/may-record.ts';
import { addDays } from '../../../shared/kernel/calendar-date.ts';
import { DomainError } from '../../../shared/kernel/errors.ts';

const BOOK: BookState = {
  account: '1000',
  startDate: '2026-06-01',
  balanceMinor: 100_00n,
  lastNumber: 7,
  lastDate: '2026-06-10',
  closedThrough: '2026-06-09',
  ended: false,
};
const TODAY = '2026-06-15';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'taken';
}

describe('the day of an entry', () => {
  it.each([
    ['2026-06-16', 'cash.future-date'],
    ['2026-05-31', 'cash.out-of-order'],
    ['2026-06-09', 'cash.day-closed'],
    ['2026-06-10', 'taken'],
    ['2026-06-15', 'taken'],
  ])('%s: %s', (date, code) => expect(codeOf(() => assertOpenDay(BOOK, date, TODAY))).toBe(code));

  it('lies not before the last entry, which the refusal names', () => {
    const book = { ...BOOK, closedThrough: undefined };
    try {
      assertOpenDay(book, '2026-06-09', TODAY);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'cash.out-of-order',
        details: { extra: { lastDate: '2026-06-10', lastNumber: 7 } },
      });
    }
  });

  it('is none once the book has ended', () =>
    expect(codeOf(() => assertOpenDay({ ...BOOK, ended: true }, TODAY, TODAY))).toBe('cash.book-ended'));

  it('is that of Germany, in summer and winter', () => {
    expect(germanDay(new Date('2026-06-15T22:00:00Z'))).toBe('2026-06-16');
    expect(germanDay(new Date('2026-06-15T21:59:59Z'))).toBe('2026-06-15');
    expect(germanDay(new Date('2026-01-15T22:59:59Z'))).toBe('2026-01-15');
    expect(germanDay(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01');
    expect(isLate('2026-06-15', '2026-06-15T21:00:00Z')).toBe(false);
    expect(isLate('2026-06-15', '2026-06-15T22:30:00Z')).toBe(true);
  });
});

describe('the balance', () => {
  it('says what there is when more is asked for', () => {
    try {
      balanceAfter(BOOK, -100_01n, 'EUR');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'cash.insufficient-balance',
        message: 'There are 100.00 EUR in the cash book; 100.01 cannot be taken out.',
        details: { extra: { balance: '100.00' } },
      });
    }
    expect(balanceAfter(BOOK, -100_00n, 'EUR')).toBe(0n);
  });

  it('of any history of wishes is never negative, and its days never go back', () => {
    const wish = fc.record({
      day: fc.integer({ min: -3, max: 20 }),
      amountMinor: fc.bigInt({ min: -500n, max: 500n }),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
        let book: BookState = {
          ...BOOK,
          balanceMinor: 0n,
          lastNumber: 0,
          lastDate: undefined,
          closedThrough: undefined,
        };
        const days: string[] = [];
        for (const { day, amountMinor } of wishes) {
          const date = addDays('2026-06-01', day);
          const code = codeOf(() => {
            assertOpenDay(book, date, TODAY);
            const balanceMinor = balanceAfter(book, amountMinor, 'EUR');
            days.push(date);
            book = { ...book, balanceMinor, lastNumber: book.lastNumber + 1, lastDate: date };
          });
          expect(book.balanceMinor >= 0n).toBe(true);
          if (code === 'taken') expect(date >= '2026-06-01' && date <= TODAY).toBe(true);
        }
        expect(days).toEqual(days.toSorted());
        expect(book.lastNumber).toBe(days.length);
      }),
    );
  });
});
