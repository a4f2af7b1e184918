import type { NewEntry } from '../../functions/ledger/domain/entry.ts';

/** A regular entry of two lines. */
export function simpleEntry(date: string, debit: string, credit: string, amountMinor: bigint): NewEntry {
  return {
    kind: 'regular',
    date,
    text: 'test',
    lines: [
      { account: debit, debitMinor: amountMinor },
      { account: credit, creditMinor: amountMinor },
    ],
  };
}
