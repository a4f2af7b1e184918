import type { Retry } from '../../../shared/table/failures.ts';
import type { LedgerCompany, LedgerReader } from '../../ledger/reader.ts';
import { chartAccount, toChartNumber } from '../../ledger/rules.ts';
import { packSales, type SalesAccounts, salesMinorOf, unpackSales } from '../domain/portfolio/sales.ts';
import type { PortfolioReader } from '../reader/portfolio.ts';
import type { PortfolioStore } from '../store/portfolio.ts';
import type { CreditSalesRow } from '../table.ts';

export interface ReadSalesDeps {
  readonly ledger: Pick<LedgerReader, 'loadChart' | 'listFiscalYears' | 'blocksAfter'>;
  readonly portfolio: Pick<PortfolioReader, 'loadSales'>;
}

export interface FoldSalesDeps extends ReadSalesDeps {
  readonly sales: Pick<PortfolioStore, 'saveSales'>;
  readonly retryWhileContended: Retry;
}

const OUTPUT_TAX = new Set(['output', 'output-eu']);

/** Which accounts sales and their tax stand on. */
export async function salesAccountsOf(
  { ledger }: { readonly ledger: Pick<LedgerReader, 'loadChart'> },
  company: LedgerCompany,
): Promise<SalesAccounts> {
  const { accountLength, chart } = company;
  const view = await ledger.loadChart(company);
  return {
    accountLength,
    isIncome: (account) => view.find(account)?.category === 'income',
    isOutputTax: (account) => {
      const number = chart === 'none' ? undefined : toChartNumber(account, accountLength);
      const known = chart === 'none' || number === undefined ? undefined : chartAccount(chart, number);
      return OUTPUT_TAX.has(known?.taxFunction?.collects ?? '');
    },
  };
}

/** The sales of a year, with what its journal holds behind what was folded. */
async function readYear(
  { ledger }: ReadSalesDeps,
  company: LedgerCompany,
  accounts: SalesAccounts,
  fiscalYear: number,
  seen: CreditSalesRow | undefined,
  assertTime: () => void,
) {
  const days = unpackSales(seen?.days ?? new Uint8Array());
  let through = seen?.through ?? 0;
  for await (const block of ledger.blocksAfter(company.id, fiscalYear, through)) {
    assertTime();
    for (const entry of block.entries()) {
      if (entry.number <= through) continue;
      const minor = salesMinorOf(entry, accounts);
      if (minor !== 0n) days.set(entry.date, (days.get(entry.date) ?? 0n) + minor);
    }
    through = block.lastNumber;
  }
  return { days, through };
}

/**
 * Sales on account by day, VAT included, from the journals of all years: what was folded at night, and the rest from the
 * blocks, so that the answer is true for the journal as it stands. @throws credit.report-too-long by `assertTime`
 */
export async function readSales(
  deps: ReadSalesDeps,
  company: LedgerCompany,
  assertTime: () => void,
): Promise<Map<string, bigint>> {
  const [accounts, years, folded] = await Promise.all([
    salesAccountsOf(deps, company),
    deps.ledger.listFiscalYears(company.id),
    deps.portfolio.loadSales(company.id),
  ]);
  const all = new Map<string, bigint>();
  for (const { fiscalYear } of years) {
    const seen = folded.find((row) => row.fiscalYear === fiscalYear);
    const { days } = await readYear(deps, company, accounts, fiscalYear, seen, assertTime);
    for (const [day, minor] of days) all.set(day, (all.get(day) ?? 0n) + minor);
  }
  return all;
}

/** Folds what was booked since the last time. Repeatable: a fold is conditional on how far the last one came. */
export async function foldSales(deps: FoldSalesDeps, company: LedgerCompany): Promise<void> {
  const accounts = await salesAccountsOf(deps, company);
  for (const { fiscalYear } of await deps.ledger.listFiscalYears(company.id)) {
    await deps.retryWhileContended(async () => {
      const seen = (await deps.portfolio.loadSales(company.id)).find((row) => row.fiscalYear === fiscalYear);
      const { days, through } = await readYear(deps, company, accounts, fiscalYear, seen, () => {});
      if (through === (seen?.through ?? 0)) return;
      await deps.sales.saveSales(seen, {
        company: company.id,
        fiscalYear,
        through,
        days: packSales(days),
      });
    });
  }
}
