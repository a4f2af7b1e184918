import type { LedgerCompany } from '../../ledger/reader.ts';
import { type AgedDebtor, agedDebtorOf } from '../domain/portfolio/aged-debtor.ts';
import { ageingReport, overdueReport } from '../domain/portfolio/ageing-report.ts';
import { concentrationReport } from '../domain/portfolio/concentration-report.ts';
import { DSO_MONTHS, dsoReport } from '../domain/portfolio/dso-report.ts';
import { exposureReport } from '../domain/portfolio/exposure-report.ts';
import { limitUseReport } from '../domain/portfolio/limit-use-report.ts';
import { lossRatesOn } from '../domain/portfolio/loss-rates.ts';
import { migrationReport } from '../domain/portfolio/migration-report.ts';
import type { PortfolioReport, ReportKind, ReportNote } from '../domain/portfolio/report.ts';
import { salesByMonth } from '../domain/portfolio/sales.ts';
import { refuse } from '../errors.ts';
import type { PortfolioReader } from '../reader/portfolio.ts';
import { type ReadSalesDeps, readSales } from './fold-sales.ts';
import { type ItemsBasis, type ReadAgedDebtorsDeps, readAgedDebtors } from './read-aged-debtors.ts';
import {
  type PortfolioBasis,
  type ReadPortfolioDeps,
  type ReportMoment,
  readPortfolio,
} from './read-portfolio.ts';

export interface ReadReportDeps extends ReadPortfolioDeps, ReadAgedDebtorsDeps, ReadSalesDeps {
  readonly ledger: ReadAgedDebtorsDeps['ledger'] & ReadSalesDeps['ledger'];
  readonly portfolio: ReadPortfolioDeps['portfolio'] & Pick<PortfolioReader, 'loadLossRates' | 'loadSales'>;
  /** Milliseconds since 1970, by which it is seen when an answer is late. */
  readonly clock: () => number;
}

export interface ReportWish {
  readonly kind: ReportKind;
  readonly asOf: string;
  readonly today: string;
  /** Of a migration: the day with which it begins. */
  readonly from?: string | undefined;
  /** Of ageing and what is overdue: items of the books, or what is kept of customers with a profile. */
  readonly basis?: 'items' | 'portfolio' | undefined;
}

export interface MadeReport {
  readonly report: PortfolioReport;
  /** The day that it is of: another than asked for where that would have taken too long. */
  readonly asOf: string;
  readonly basis: PortfolioBasis | ItemsBasis;
  /** Of a migration: what the beginning rests on. */
  readonly fromBasis?: PortfolioBasis;
  readonly ratesFrom?: string;
}

/** API Gateway ends a request after 30 seconds: a refusal must be out before. */
const SECONDS = 24;

function invalid(field: string, detail: string) {
  return refuse('credit.invalid-report', detail, { errors: [{ pointer: `query/${field}`, detail }] });
}

function assertPossible({ kind, asOf, today, from }: ReportWish): void {
  if (asOf > today) throw invalid('asOf', `${asOf} lies in the future.`);
  if (kind === 'migration' && from === undefined)
    throw invalid('from', 'A migration needs the day with which it begins.');
  if (from !== undefined && from >= asOf) throw invalid('from', `${from} is not before ${asOf}.`);
}

function deadline(clock: () => number): () => void {
  const end = clock() + SECONDS * 1_000;
  return () => {
    if (clock() >= end) throw tooLong();
  };
}

function tooLong() {
  const detail = `After ${SECONDS} seconds not everything was read. Ask for a report that rests on a snapshot.`;
  return refuse('credit.report-too-long', detail, { retryAfterSeconds: 60 });
}

/**
 * One report as of a day. Ageing, what is overdue and DSO rest on open items and are exact for any day; the others on
 * customers as they stand now, or on a snapshot. @throws credit.invalid-report, credit.no-snapshot, credit.report-too-long
 */
export async function readReport(
  deps: ReadReportDeps,
  company: LedgerCompany,
  wish: ReportWish,
  at: Date,
): Promise<MadeReport> {
  assertPossible(wish);
  const { kind, asOf, today, from = '' } = wish;
  const now: ReportMoment = { at, today, assertTime: deadline(deps.clock), clock: deps.clock };
  const read = (day: string) => readPortfolio(deps, company.id, day, now);
  switch (kind) {
    case 'exposure': {
      const versions = await deps.portfolio.loadLossRates(company.id);
      const portfolio = await read(asOf);
      const rates = lossRatesOn(versions, portfolio.asOf);
      const made = madeOf(exposureReport(portfolio.rows, rates), portfolio);
      return rates ? { ...made, ratesFrom: rates.validFrom } : made;
    }
    case 'concentration':
    case 'limit-use': {
      const portfolio = await read(asOf);
      const { rows } = portfolio;
      return madeOf(kind === 'limit-use' ? limitUseReport(rows) : concentrationReport(rows), portfolio);
    }
    case 'migration': {
      const [before, after] = [await read(from), await read(asOf)];
      if (after.asOf <= from) throw tooLong();
      return { ...madeOf(migrationReport(before.rows, after.rows), after), fromBasis: before.basis };
    }
    case 'ageing':
    case 'overdue': {
      const { debtors, ...of } = await readDebtors(deps, company, wish, now);
      return madeOf(kind === 'ageing' ? ageingReport(debtors) : overdueReport(debtors), of);
    }
    case 'dso': {
      const sales = await readSales(deps, company, now.assertTime);
      const { debtors, basis } = await readAgedDebtors(deps, company, asOf, now.assertTime);
      const made = dsoReport(debtors, salesByMonth(sales, asOf, DSO_MONTHS), asOf);
      return madeOf(made, { basis, asOf, notes: pendingNotes(basis) });
    }
  }
}

interface RestsOn {
  readonly basis: PortfolioBasis | ItemsBasis;
  readonly asOf: string;
  readonly notes: readonly ReportNote[];
}

function madeOf(report: PortfolioReport, { basis, asOf, notes }: RestsOn): MadeReport {
  return { report: { ...report, notes: [...report.notes, ...notes] }, basis, asOf };
}

function pendingNotes({ pendingEntries }: ItemsBasis): ReportNote[] {
  return pendingEntries > 0 ? ['entries-pending'] : [];
}

async function readDebtors(
  deps: ReadReportDeps,
  company: LedgerCompany,
  { asOf, basis: wanted }: ReportWish,
  now: ReportMoment,
): Promise<RestsOn & { readonly debtors: readonly AgedDebtor[] }> {
  if (wanted === 'portfolio') {
    const { rows, notes, ...of } = await readPortfolio(deps, company.id, asOf, now);
    return { debtors: rows.map(agedDebtorOf), ...of, notes: ['profiles-only', 'oldest-merged', ...notes] };
  }
  const { debtors, basis } = await readAgedDebtors(deps, company, asOf, now.assertTime);
  return { debtors, basis, asOf, notes: pendingNotes(basis) };
}
