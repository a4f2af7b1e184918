import { csvRow } from '../../../../shared/kernel/csv-row.ts';
import { formatMinor } from '../../../../shared/kernel/money.ts';
import { type PostedEntry, periodOf } from '../../../ledger/rules.ts';
import { germanDay } from './index-xml.ts';
import type { TableSpec } from './table-spec.ts';

/** `1234.50` as `1234,50`; empty where there is none. */
export function amountCell(amountMinor: bigint | undefined, currency: string): string {
  return amountMinor === undefined ? '' : formatMinor(amountMinor, currency).replace('.', ',');
}

export function dayCell(date: string | undefined): string {
  return date === undefined ? '' : germanDay(date);
}

/** The first row of a file. */
export function headingsOf({ columns }: TableSpec): string {
  return `\uFEFF${csvRow(columns.map(({ name }) => name))}`;
}

/** The lines of an entry in the order of the journal's columns. Cells are what the books hold, to the letter. */
export function journalRows(entry: PostedEntry, currency: string, fiscalYearStart: string): string[] {
  const head = [String(entry.fiscalYear), String(entry.number)];
  const period = String(periodOf(entry, fiscalYearStart));
  return entry.lines.map(({ foreign, ...line }, at) =>
    csvRow([
      ...head,
      String(at + 1),
      entry.id,
      entry.kind,
      period,
      dayCell(entry.date),
      entry.documentNumber ?? '',
      entry.text,
      line.account,
      amountCell(line.debitMinor, currency),
      amountCell(line.creditMinor, currency),
      line.text ?? '',
      line.taxCode ?? '',
      line.costCentre ?? '',
      line.costCentre2 ?? '',
      line.partner ?? '',
      dayCell(line.dueDate),
      foreign?.currency ?? '',
      foreign ? formatMinor(foreign.amountMinor, foreign.currency) : '',
      foreign?.rate ?? '',
      dayCell(entry.serviceDate),
      dayCell(entry.taxDate),
      entry.reference ?? '',
      entry.generalReversal ? '1' : '0',
      entry.reverses ?? '',
      entry.postedAt,
      entry.postedBy,
      String(entry.vouchers?.length ?? 0),
    ]),
  );
}

/** Sums by account and period, added up while the journal is written. */
export function periodSums(fiscalYearStart: string) {
  const sums = new Map<string, Map<number, { debitMinor: bigint; creditMinor: bigint }>>();

  function add(entry: PostedEntry): void {
    const period = periodOf(entry, fiscalYearStart);
    for (const { account, debitMinor = 0n, creditMinor = 0n } of entry.lines) {
      const periods = sums.get(account) ?? new Map<number, { debitMinor: bigint; creditMinor: bigint }>();
      const sum = periods.get(period) ?? { debitMinor: 0n, creditMinor: 0n };
      periods.set(period, {
        debitMinor: sum.debitMinor + debitMinor,
        creditMinor: sum.creditMinor + creditMinor,
      });
      sums.set(account, periods);
    }
  }

  function accounts(): string[] {
    return [...sums.keys()].sort();
  }

  /** By period, in order; `balanceMinor` runs through them. */
  function periodsOf(account: string) {
    let balanceMinor = 0n;
    return [...(sums.get(account) ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([period, { debitMinor, creditMinor }]) => {
        balanceMinor += debitMinor - creditMinor;
        return { period, debitMinor, creditMinor, balanceMinor };
      });
  }

  return { add, accounts, periodsOf };
}
