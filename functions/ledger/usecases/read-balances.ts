import { ContentionError } from '../../../shared/table/failures.ts';
import { type AccountBalance, sumBalances } from '../domain/balances.ts';
import type { PostedEntry } from '../domain/entry.ts';
import {
  type AccountPeriod,
  collectTouches,
  emptyAccountPeriod,
  foldRows,
  type StatementRow,
  type Touch,
  touchKey,
} from '../domain/fold.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';

export interface ReadBalancesDeps {
  readonly reader: Pick<LedgerReader, 'loadHead' | 'accountPeriods' | 'blocksAfter'>;
  readonly retryWhileContended: <T>(attempt: (number: number) => Promise<T>) => Promise<T>;
}

/** One account's period, exact: what is folded, and the lines of the tail that are not. */
export interface ExactPeriod {
  readonly folded: AccountPeriod;
  readonly tail: readonly StatementRow[];
  /** Both together. */
  readonly sums: AccountPeriod;
}

export interface ExactPeriods {
  /** Number of the journal's last entry that is counted: the answer is true for exactly this journal. */
  readonly through: number;
  /** Whether opening entries have been booked: if not, the previous year's balances still stand outside. */
  readonly opened: boolean;
  readonly periods: readonly ExactPeriod[];
}

/**
 * Everything booked in a fiscal year, on one account or on all, exactly as of one journal number: the folded items,
 * plus the unfolded tail for accounts that have not folded it yet. An item folded past that number means that the
 * journal moved on while it was read: then it is read again.
 */
export function readExactPeriods(
  deps: ReadBalancesDeps,
  company: LedgerCompany,
  fiscalYear: number,
  account?: string,
): Promise<ExactPeriods> {
  return deps.retryWhileContended(async () => {
    const head = await deps.reader.loadHead(company.id, fiscalYear);
    if (!head) return { through: 0, opened: false, periods: [] };
    const through = head.nextNumber - 1;
    const [folded, tail] = await Promise.all([
      deps.reader.accountPeriods(company.id, fiscalYear, account),
      readTail(deps, company.id, fiscalYear, head.foldedThrough, through),
    ]);
    if (folded.some((period) => period.through > through))
      throw new ContentionError('folded past the head that was read');
    const touches = collectTouches(tail, company.fiscalYearStart);
    return { through, opened: head.opened, periods: [...combine(folded, touches, account)] };
  });
}

async function readTail(
  deps: ReadBalancesDeps,
  company: string,
  fiscalYear: number,
  after: number,
  through: number,
): Promise<PostedEntry[]> {
  const entries: PostedEntry[] = [];
  if (after >= through) return entries;
  for await (const block of deps.reader.blocksAfter(company, fiscalYear, after)) {
    if (block.firstNumber > through) break;
    entries.push(...block.entries());
    if (block.lastNumber >= through) break;
  }
  return entries;
}

function* combine(
  folded: readonly AccountPeriod[],
  touches: Map<string, Touch>,
  account: string | undefined,
): Generator<ExactPeriod> {
  const seen = new Set<string>();
  for (const state of folded) {
    const key = touchKey(state.account, state.period);
    seen.add(key);
    const tail = touches.get(key)?.rows.filter(([number]) => number > state.through) ?? [];
    yield { folded: state, tail, sums: foldRows(state, tail).state };
  }
  for (const [key, { account: touched, period, rows }] of touches) {
    if (seen.has(key) || (account !== undefined && touched !== account)) continue;
    const state = emptyAccountPeriod(touched, period);
    yield { folded: state, tail: rows, sums: foldRows(state, rows).state };
  }
}

export interface BalanceQuery {
  readonly asOf?: string | undefined;
  readonly includeClosing: boolean;
}

export interface Balances {
  readonly through: number;
  readonly accounts: readonly AccountBalance[];
  readonly opened: boolean;
}

/** Debits and credits of every account in a fiscal year, without anything carried forward. */
export async function readBalances(
  deps: ReadBalancesDeps,
  company: LedgerCompany,
  fiscalYear: number,
  { asOf, includeClosing }: BalanceQuery,
): Promise<Balances> {
  const { through, opened, periods } = await readExactPeriods(deps, company, fiscalYear);
  const sums = periods.map((period) => period.sums);
  const scope = { fiscalYear, fiscalYearStart: company.fiscalYearStart, asOf, includeClosing };
  return { through, accounts: sumBalances(sums, scope), opened };
}
