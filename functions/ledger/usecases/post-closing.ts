import { ContentionError } from '../../../shared/table/failures.ts';
import { balanceOf, sumBalances } from '../domain/balances.ts';
import type { PostedEntry } from '../domain/entry.ts';
import type { JournalHead } from '../domain/journal-head.ts';
import { closeYear } from '../domain/period-rules.ts';
import { type Balances, openResult, planClosing, yearEndEntries } from '../domain/year-end.ts';
import { resultAccounts } from '../domain/year-end-accounts.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import {
  type ChangePeriodsDeps,
  commitPeriods,
  loadStandingHead,
  type PeriodAction,
  type WithState,
} from './change-periods.ts';
import { type PostYearEndDeps, postYearEnd, type YearEndAction } from './post-year-end.ts';
import { type ReadBalancesDeps, readExactPeriods } from './read-balances.ts';

interface ReadDeps extends ReadBalancesDeps {
  readonly reader: ReadBalancesDeps['reader'] & Pick<LedgerReader, 'loadChart' | 'listFiscalYears'>;
}

export type PostClosingDeps = PostYearEndDeps & ReadDeps;

/** The year's balances without and with its closing entries, true for one journal number. */
async function readYear(deps: ReadDeps, company: LedgerCompany, fiscalYear: number) {
  const { through, periods } = await readExactPeriods(deps, company, fiscalYear);
  const sums = periods.map((period) => period.sums);
  const balances = (includeClosing: boolean): Balances => {
    const scope = { fiscalYear, fiscalYearStart: company.fiscalYearStart, includeClosing };
    return new Map(sumBalances(sums, scope).map((balance) => [balance.account, balanceOf(balance)]));
  };
  return { through, beforeClosing: balances(false), balances: balances(true) };
}

/**
 * Books what closing entries of the year still lack: income and expense accounts go to zero against the result
 * account. Returns the entries booked now; none when they were up to date.
 * @throws ledger.unknown-fiscal-year, ledger.no-result-account, ledger.unsuitable-account, and what posting refuses
 */
export async function postClosingEntries(
  deps: PostClosingDeps,
  action: YearEndAction,
  resultAccount: string | undefined,
): Promise<PostedEntry[]> {
  const { company, fiscalYear } = action;
  const { id, chart: chartName, fiscalYearStart, language } = company;
  await loadStandingHead(deps, id, fiscalYear);
  const mark = await deps.marks.loadMark({ company: id, fiscalYear, kind: 'closing' });
  const { beforeClosing, balances } = await readYear(deps, company, fiscalYear);
  const chart = await deps.reader.loadChart(company);
  const accounts = resultAccounts({ chart, chartName }, resultAccount);
  const steps = planClosing(beforeClosing, balances, chart, accounts);
  const form = { kind: 'closing', fiscalYear, fiscalYearStart, language } as const;
  return postYearEnd(deps, action, 'closing', mark, yearEndEntries(steps, form));
}

/** Accounts named in a refusal at most. */
const MAX_NAMED = 20;

/**
 * Closes all periods of a year whose year-end entries are complete. An entry booked meanwhile outruns it.
 * @throws ledger.unknown-fiscal-year, ledger.period-state, ledger.year-end-missing
 */
export async function closeFiscalYear(
  deps: ChangePeriodsDeps & ReadDeps,
  action: PeriodAction,
  withState: WithState,
): Promise<JournalHead> {
  const { company, fiscalYear } = action;
  const head = await loadStandingHead(deps, company.id, fiscalYear);
  const next = closeYear(head.periods);
  const years = await deps.reader.listFiscalYears(company.id);
  if (!head.opened && years.some((year) => year.fiscalYear < fiscalYear)) {
    throw refuse('ledger.year-end-missing', 'The balances of the year before have not been carried forward.');
  }
  const { through, balances } = await readYear(deps, company, fiscalYear);
  if (through !== head.nextNumber - 1) throw new ContentionError('the journal moved on meanwhile');
  const chart = await deps.reader.loadChart(company);
  const open = [...openResult(balances, chart).keys()];
  if (open.length > 0) {
    const detail = `${open.length} income and expense accounts are not closed: book the closing entries first.`;
    throw refuse('ledger.year-end-missing', detail, { extra: { accounts: open.slice(0, MAX_NAMED) } });
  }
  return commitPeriods(deps, action, { head, next, restsOnEntries: true, withState });
}
