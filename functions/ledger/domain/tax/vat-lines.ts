import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ChartName } from '../charts/chart-account.ts';
import type { NewEntry } from '../entry.ts';
import { baseLine } from './base-vat-line.ts';
import { readTaxTag } from './read-tax-tag.ts';
import { postedAccount } from './tax-carrier.ts';
import { isTransfer, taxLine } from './tax-vat-lines.ts';
import type { KnownLine, VatLine } from './vat-line.ts';

export type { VatLine } from './vat-line.ts';

/**
 * Makes the reader of entries of one company. An account's meaning is looked up once. What decides: the line's tag where
 * the ledger wrote one (or a caller who writes alike), else the account: Automatikkonten and accounts with a Kennzahl
 * are bases with their net amounts, tax accounts are tax. Opening and closing entries declare nothing.
 */
export function vatLineReader(chart: ChartName, accountLength: number): (entry: NewEntry) => VatLine[] {
  const accounts = new Map<string, ReturnType<typeof postedAccount>>();
  function find(number: string) {
    const known = accounts.get(number) ?? postedAccount(chart, accountLength, number);
    accounts.set(number, known);
    return known;
  }
  return (entry) => {
    if (entry.kind !== 'regular') return [];
    const lines = entry.lines.map((line, index): KnownLine => {
      const { chartAccount, carrierRank } = find(line.account);
      return { index, line, chartAccount, carriesTax: carrierRank > 0, tag: readTaxTag(line.taxCode) };
    });
    return readLines(lines, entry.serviceDate ?? entry.date);
  };
}

function readLines(lines: readonly KnownLine[], date: CalendarDate): VatLine[] {
  const bases = lines.flatMap((known) => baseLine(known, date) ?? []);
  const taxes = lines.filter(({ chartAccount }) => chartAccount?.taxFunction);
  if (taxes.length === 0) return bases;
  const transfers = isTransfer(lines);
  return [...bases, ...taxes.flatMap((known) => taxLine(known, bases, transfers))];
}
