import { balanceOf, sumBalances } from '../domain/balances.ts';
import { type CarriedBalances, NAMELESS_RESULT } from '../domain/carry-forward.ts';
import type { PostedEntry } from '../domain/entry.ts';
import { OPENING_PERIOD } from '../domain/fiscal-year.ts';
import { type Balances, planOpening, yearEndEntries } from '../domain/year-end.ts';
import { carryAccounts, resultAccounts } from '../domain/year-end-accounts.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import { type PostYearEndDeps, postYearEnd, type YearEndAction } from './post-year-end.ts';
import { readExactPeriods } from './read-balances.ts';
import { type ReadCarriedDeps, readCarried } from './read-carried.ts';

export interface PostOpeningDeps extends PostYearEndDeps, ReadCarriedDeps {
  readonly reader: ReadCarriedDeps['reader'] & Pick<LedgerReader, 'loadChart'>;
}

/** Accounts that an own chart has to name; those of SKR03 and SKR04 stand in for them. */
export interface OpeningAccounts {
  readonly carryForwardAccount?: string | undefined;
  readonly resultAccount?: string | undefined;
}

/**
 * Books what the opening entries of the year still lack to what the years before carry into it, their closing entries
 * counted; a result that has not been closed yet goes to profit or loss carried forward. Returns the entries booked now.
 * @throws ledger.nothing-to-close, ledger.no-result-account, ledger.unsuitable-account, and what posting refuses
 */
export async function postOpeningEntries(
  deps: PostOpeningDeps,
  action: YearEndAction,
  named: OpeningAccounts,
): Promise<PostedEntry[]> {
  const { company, fiscalYear } = action;
  const { id, chart: chartName, fiscalYearStart, language } = company;
  const years = await deps.reader.listFiscalYears(id);
  if (!years.some((year) => year.fiscalYear < fiscalYear)) {
    throw refuse('ledger.nothing-to-close', `No year before ${fiscalYear} has a journal.`);
  }
  const mark = await deps.marks.loadMark({ company: id, fiscalYear, kind: 'opening' });
  const chart = await deps.reader.loadChart(company);
  const accounts = carryAccounts({ chart, chartName }, named.carryForwardAccount);
  const opened = await readOpened(deps, company, fiscalYear);
  const carried = withNamedResult(await readCarried(deps, company, chart, fiscalYear), (result) => {
    const { profit, loss } = resultAccounts({ chart, chartName }, named.resultAccount);
    return result < 0n ? profit : loss;
  });
  const steps = planOpening(carried, opened, chart, accounts);
  const form = { kind: 'opening', fiscalYear, fiscalYearStart, language } as const;
  return postYearEnd(deps, action, 'opening', mark, yearEndEntries(steps, form));
}

/** What opening entries of the year hold so far. */
async function readOpened(
  deps: PostOpeningDeps,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<Balances> {
  const { periods } = await readExactPeriods(deps, company, fiscalYear);
  const openings = periods.map(({ sums }) => sums).filter(({ period }) => period === OPENING_PERIOD);
  const scope = { fiscalYear, fiscalYearStart: company.fiscalYearStart, includeClosing: false };
  return new Map(sumBalances(openings, scope).map((balance) => [balance.account, balanceOf(balance)]));
}

/** Reports show the open result of an own chart without an account; books need one. */
function withNamedResult(carried: CarriedBalances, accountFor: (result: bigint) => string): Balances {
  const result = carried.get(NAMELESS_RESULT);
  if (result === undefined) return carried;
  const account = accountFor(result);
  const named = new Map(carried);
  named.delete(NAMELESS_RESULT);
  return named.set(account, (named.get(account) ?? 0n) + result);
}
