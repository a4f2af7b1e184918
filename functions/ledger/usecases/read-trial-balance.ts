import type { AccountBalance } from '../domain/balances.ts';
import { type CarriedBalances, NAMELESS_RESULT } from '../domain/carry-forward.ts';
import type { ChartView } from '../domain/chart-view.ts';
import { fiscalYearOf } from '../domain/fiscal-year.ts';
import { refuse } from '../errors.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import { readBalances } from './read-balances.ts';
import { type ReadCarriedDeps, readCarried } from './read-carried.ts';

export interface TrialBalanceDeps extends ReadCarriedDeps {
  readonly reader: ReadCarriedDeps['reader'] & Pick<LedgerReader, 'loadChart'>;
}

export interface TrialBalanceQuery {
  readonly asOf: string;
  readonly includeClosing: boolean;
  /** One row for all customers and one for all vendors instead of one each. */
  readonly collective: boolean;
}

export interface TrialBalanceRow extends AccountBalance {
  readonly name: string;
  /** Brought in from the years before, contained in debit or credit; only while the opening is not booked. */
  readonly carriedMinor: bigint;
}

export interface TrialBalance {
  readonly fiscalYear: number;
  readonly through: number;
  /** Part of it is carried forward from years that may still change. */
  readonly provisional: boolean;
  readonly rows: readonly TrialBalanceRow[];
}

/** Rows in one answer: Lambda answers at most 6 MB. Exports have no such bound. */
export const MAX_ROWS = 25_000;

/** Summen- und Saldenliste: every account's debits and credits of the fiscal year up to a day. */
export async function readTrialBalance(
  deps: TrialBalanceDeps,
  company: LedgerCompany,
  { asOf, includeClosing, collective }: TrialBalanceQuery,
): Promise<TrialBalance> {
  const fiscalYear = fiscalYearOf(asOf, company.fiscalYearStart);
  const chart = await deps.reader.loadChart(company);
  const { through, accounts, opened } = await readBalances(deps, company, fiscalYear, {
    asOf,
    includeClosing,
  });
  const carried: CarriedBalances = opened ? new Map() : await readCarried(deps, company, chart, fiscalYear);
  const rows = mergeRows(accounts, carried, chart, collective);
  if (rows.length > MAX_ROWS) {
    const detail = `The trial balance has ${rows.length} rows; ask with personalAccounts=collective, or export it.`;
    throw refuse('ledger.too-many-accounts', detail);
  }
  return { fiscalYear, through, provisional: carried.size > 0, rows };
}

function mergeRows(
  booked: readonly AccountBalance[],
  carried: CarriedBalances,
  chart: ChartView,
  collective: boolean,
): TrialBalanceRow[] {
  const rows = new Map<string, { debitMinor: bigint; creditMinor: bigint; carriedMinor: bigint }>();
  const add = (account: string, debitMinor: bigint, creditMinor: bigint, carriedMinor: bigint) => {
    const kind = collective ? chart.find(account)?.kind : undefined;
    const key = kind === 'customer' || kind === 'vendor' ? `${kind}s` : account;
    const row = rows.get(key) ?? { debitMinor: 0n, creditMinor: 0n, carriedMinor: 0n };
    row.debitMinor += debitMinor;
    row.creditMinor += creditMinor;
    row.carriedMinor += carriedMinor;
    rows.set(key, row);
  };
  for (const { account, debitMinor, creditMinor } of booked) add(account, debitMinor, creditMinor, 0n);
  for (const [account, amount] of carried)
    add(account, amount > 0n ? amount : 0n, amount < 0n ? -amount : 0n, amount);
  return [...rows]
    .map(([account, row]) => ({ account, name: nameOf(account, chart), ...row }))
    .sort((a, b) => (a.account < b.account ? -1 : 1));
}

function nameOf(account: string, chart: ChartView): string {
  if (account === NAMELESS_RESULT) return 'Result carried forward';
  return chart.find(account)?.name ?? account;
}
