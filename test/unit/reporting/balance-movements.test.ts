import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartAccounts } from '../../../functions/ledger/domain/charts/charts.ts';
import { statementPlaceOf } from '../../../functions/ledger/reader.ts';
import {
  type AccountMovement,
  balanceMovements,
  openingDifferences,
} from '../../../functions/reporting/domain/balance-movements.ts';
import { balanceSheet } from '../../../functions/reporting/domain/statements.ts';

const placed = (account: string, debitMinor: bigint) => ({
  ...statementPlaceOf('SKR03', 4, account),
  account,
  debitMinor,
});

const moved = (
  account: string,
  openingMinor: bigint,
  debitMinor: bigint,
  creditMinor: bigint,
): AccountMovement => ({
  account,
  openingMinor,
  debitMinor,
  creditMinor,
  closingMinor: openingMinor + debitMinor - creditMinor,
});

const linesOf = (movements: readonly AccountMovement[]) =>
  balanceMovements(
    movements.map(({ account, closingMinor }) => placed(account, closingMinor)),
    movements,
  );

describe('movements of the balance sheet', () => {
  it('an account that changed sides has one line in all columns; one that is empty now stands where it stood', () => {
    const { lines } = linesOf([
      moved('1200', 500n, 0n, 700n),
      moved('70000', -300n, 300n, 0n),
      moved('8400', 0n, 0n, 400n),
    ]);
    expect(
      lines.map(({ id, accounts, ...amounts }) => [id, accounts.length, ...Object.values(amounts).slice(1)]),
    ).toEqual([
      ['P.C', 0, -200n, 700n, 300n, 200n],
      ['P.C.2', 1, -500n, 700n, 0n, 200n],
      ['P.C.4', 1, 300n, 0n, 300n, 0n],
    ]);
  });

  it('property: on every line opening and movements are closing, and closing is the balance sheet’s', () => {
    const accounts = chartAccounts('SKR03')
      .filter(({ category, position }) => position && category !== 'income' && category !== 'expense')
      .map(({ number }) => number);
    const amount = fc.bigInt({ min: -99_999n, max: 99_999n });
    const row = fc.tuple(fc.constantFrom(...accounts, '10000', '10001', '70000'), amount, amount, amount);
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ([account]) => account, maxLength: 20 }), (rows) => {
        const movements = rows.map(([account, ...amounts]) => moved(account, ...amounts));
        const sheet = balanceSheet(
          movements.map(({ account, closingMinor }) => placed(account, closingMinor)),
        );
        const shown = new Map(sheet.lines.map(({ id, amountMinor }) => [id, amountMinor]));
        const { lines, unassigned } = linesOf(movements);
        expect(unassigned).toEqual([]);
        for (const { id, openingMinor, increaseMinor, decreaseMinor, closingMinor } of lines) {
          expect(openingMinor + increaseMinor - decreaseMinor).toBe(closingMinor);
          // What the balance sheet moves to the assets when equity is below zero is no account's movement.
          if (id !== 'P.A') expect(closingMinor).toBe(shown.get(id));
        }
      }),
    );
  });

  it('a year that does not begin as the last one ended is named; the result is part of equity', () => {
    const ended = [placed('1200', 900n), placed('0800', -400n), placed('8400', -500n)];
    expect(
      openingDifferences(ended, [placed('1200', 900n), placed('0800', -400n), placed('0860', -500n)]),
    ).toEqual([]);
    const began = [placed('1200', 800n), placed('0800', -900n), placed('9000', 100n)];
    expect(openingDifferences(ended, began)).toEqual([
      { account: '1200', endedMinor: 900n, beganMinor: 800n },
    ]);
  });
});
