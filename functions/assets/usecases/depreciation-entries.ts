import { type NewEntry, signedLine } from '../../ledger/books.ts';
import type { LedgerCompany, LedgerReader } from '../../ledger/reader.ts';
import type { Booking } from '../domain/asset.ts';
import { depreciationAccount } from '../domain/asset-accounts.ts';
import { type FiscalCalendar, lastDayOf, type Month, plusMonths } from '../domain/months.ts';
import { valueAsset } from '../domain/value-asset.ts';
import type { AssetRow } from '../table.ts';
import { accountOr, type ChartRules, centredLine, placeOf, valuedOf } from './asset-row.ts';

const TEXTS = { de: 'AfA', en: 'Depreciation' } as const;

/**
 * One entry for each month: the asset's id is its document number, the cost centre is on the expense. Depreciation is
 * booked directly: the asset account bears the book value. A negative amount takes back what was too much.
 */
export function depreciationEntries(
  rules: ChartRules,
  company: LedgerCompany,
  calendar: FiscalCalendar,
  row: AssetRow,
  due: readonly Booking[],
  latest = '9999-12-31',
): NewEntry[] {
  if (due.length === 0) return [];
  const last = due.at(-1) as Booking;
  const { account, position } = valueAsset(valuedOf(row), calendar, plusMonths(last.month, -1));
  const chartNumber = depreciationAccount(placeOf(rules, company, { account, position }), row.method);
  const expense = accountOr(rules, company, row.depreciationAccount, chartNumber, '/depreciationAccount');
  return due.map(({ month, amountMinor }) => {
    const end = lastDayOf(month);
    return {
      kind: 'regular',
      date: end < latest ? end : latest,
      documentNumber: row.id,
      text: `${TEXTS[company.language]} ${month} ${row.name}`.slice(0, 200),
      lines: [centredLine(expense, amountMinor, row.costCentre), signedLine(account, -amountMinor)],
    };
  });
}

export interface FiscalYearState {
  readonly months: readonly Month[];
  readonly isOpen: (month: Month) => boolean;
  /** Whether a month of the year before can still be booked in. */
  readonly priorIsOpen: boolean;
}

/** The months of a fiscal year and which of them are open, as the journal's head says now. */
export async function fiscalYearState(
  reader: Pick<LedgerReader, 'loadHead'>,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<FiscalYearState> {
  const first = `${String(fiscalYear).padStart(4, '0')}-${company.fiscalYearStart.slice(0, 2)}`;
  const [head, prior] = await Promise.all([
    reader.loadHead(company.id, fiscalYear),
    reader.loadHead(company.id, fiscalYear - 1),
  ]);
  const months = Array.from({ length: 12 }, (_, index) => plusMonths(first, index));
  const isOpen = (month: Month) =>
    lastDayOf(month) >= company.startDate && (head?.periods[months.indexOf(month) + 1] ?? 'open') === 'open';
  const priorExists = lastDayOf(plusMonths(first, -1)) >= company.startDate;
  const priorIsOpen = priorExists && (prior?.periods.slice(1, 13).includes('open') ?? true);
  return { months, isOpen, priorIsOpen };
}
