import type { FileStore } from '../../../shared/files/file-store.ts';
import { addDays, addMonths, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import { currencyDecimals } from '../../../shared/kernel/currency.ts';
import type { LedgerCompany, LedgerReader } from '../../ledger/reader.ts';
import {
  type ChartName,
  chartAccount,
  fiscalYearBounds,
  kindOfAccount,
  toChartNumber,
  toCompanyNumber,
} from '../../ledger/rules.ts';
import type { ReceivablesReader } from '../../receivables/reader.ts';
import type { BatchBooks } from '../domain/datev/batch-row.ts';
import type { Finding } from '../domain/datev/finding.ts';
import { refuse } from '../errors.ts';
import type { ZipPart } from '../zip.ts';
import { voucherPackages } from './pack-vouchers.ts';
import { entriesBetween, pinJournal } from './read-entries.ts';
import { type DatevMonth, writeDatevBatch } from './write-datev-batch.ts';

export interface DatevBatchWish {
  readonly fiscalYear: number;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly consultant: number;
  readonly client: number;
  readonly locked?: boolean | undefined;
  readonly clearingAccount?: string | undefined;
  readonly closingEntries?: boolean | undefined;
  readonly vouchers?: boolean | undefined;
}

export interface MakeDatevBatchDeps {
  readonly reader: Pick<LedgerReader, 'loadHead' | 'blocksAfter' | 'loadChart' | 'loadVoucherFiles'>;
  readonly archive: Pick<FileStore, 'open'>;
  readonly partners: Pick<ReceivablesReader, 'partnersOf'>;
}

/** Durchlaufende Posten: a balance sheet account of both charts that carries no tax and is empty at the year's end. */
const CLEARING: Readonly<Record<ChartName, string>> = { SKR03: '1590', SKR04: '1370' };

/** Calendar months of the range, the first and the last cut to it. No month crosses a fiscal year: years begin with one. */
export function monthsOf(from: CalendarDate, to: CalendarDate): DatevMonth[] {
  const months: DatevMonth[] = [];
  for (let start = from; start <= to; start = addMonths(`${start.slice(0, 7)}-01`, 1)) {
    const end = addDays(addMonths(`${start.slice(0, 7)}-01`, 1), -1);
    months.push({ from: start, to: end < to ? end : to });
  }
  return months;
}

function booksOf(company: LedgerCompany, wished: string | undefined): BatchBooks {
  const { chart, accountLength, currency } = company;
  if (chart === 'none')
    throw refuse(
      'exchange.chart-without-tax-rules',
      'A DATEV batch needs the accounts and keys of SKR03 or SKR04.',
    );
  if (currencyDecimals(currency) > 2)
    throw refuse(
      'exchange.currency-not-expressible',
      `Amounts have two decimals in a DATEV batch, ${currency} has more.`,
    );
  const clearingAccount = wished ?? toCompanyNumber(CLEARING[chart], accountLength);
  const known = chartAccount(chart, toChartNumber(clearingAccount, accountLength) ?? '');
  if (kindOfAccount(clearingAccount, accountLength) !== 'general' || known?.automatic || known?.taxFunction) {
    const detail = `${clearingAccount} is no general ledger account of ${accountLength} digits without tax of its own.`;
    throw refuse('exchange.unsuitable-clearing-account', detail);
  }
  return { chart, accountLength, currency, clearingAccount };
}

/** The parts of an export for DATEV. @throws what `errors.ts` lists, before anything is written */
export async function makeDatevBatch(
  { reader, archive, partners }: MakeDatevBatchDeps,
  company: LedgerCompany,
  wish: DatevBatchWish,
  now: Date,
): Promise<AsyncGenerator<ZipPart, void, undefined>> {
  const books = booksOf(company, wish.clearingAccount);
  const year = fiscalYearBounds(wish.fiscalYear, company.fiscalYearStart);
  const { from = year.from, to = year.to } = wish;
  if (from < year.from || to > year.to || from > to) {
    const detail = `${from} to ${to} is no range within ${year.from} to ${year.to}: rows have no year of their own.`;
    throw refuse('exchange.range-outside-year', detail);
  }
  const journal = await pinJournal(reader, company, wish.fiscalYear);
  if (!journal) throw refuse('exchange.unknown-fiscal-year', `There are no entries in ${wish.fiscalYear}.`);
  const chart = await reader.loadChart(company);
  const findings: Finding[] = [];
  if (!journal.opened && from === year.from) {
    const detail = `No opening entries have been booked for ${wish.fiscalYear}, so that the batches have none.`;
    findings.push({ code: 'opening-missing', detail });
  }
  const createdAt = now.toISOString();
  const { consultant, client } = wish;
  const { chart: chartName, accountLength } = books;
  return writeDatevBatch({
    companyId: company.id,
    books,
    origin: { consultant, client, fiscalYearStart: year.from, accountLength, chart: chartName, createdAt },
    language: company.language,
    months: monthsOf(from, to),
    locked: wish.locked ?? false,
    closingEntries: wish.closingEntries ?? false,
    linkVouchers: wish.vouchers ?? false,
    findings,
    entriesBetween: (first, last) => entriesBetween(journal, first, last),
    nameOf: (account) => chart.find(account),
    partnersOf: async (accounts) => [...(await partners.partnersOf(company.id, accounts)).values()],
    voucherParts: (documents, note) =>
      voucherPackages({ reader, archive, companyId: company.id, createdAt }, documents, note),
  });
}
