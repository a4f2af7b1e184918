import type { Books, readTrialBalance } from '../../ledger/books.ts';
import type { LedgerCompany } from '../../ledger/reader.ts';
import {
  bookedMovements,
  type ScheduleRow,
  scheduleRows,
  totalRow,
  unbookedMinor,
} from '../domain/asset-schedule.ts';
import { firstDayOf, lastDayOf, type Month, plusMonths } from '../domain/months.ts';
import type { AssetsReader } from '../reader.ts';
import { type ChartRules, calendarOf, chartPosition, valuedOf } from './asset-row.ts';

export interface ReadScheduleDeps {
  readonly reader: Pick<AssetsReader, 'allAssets'>;
  readonly books: Books;
  readonly rules: ChartRules;
  readonly readTrialBalance: typeof readTrialBalance;
}

/** The register beside the ledger, for one asset account. */
export interface AccountComparison {
  readonly account: string;
  readonly name: string;
  readonly costMinor: bigint;
  readonly accumulatedMinor: bigint;
  readonly bookValueMinor: bigint;
  readonly ledgerMinor: bigint;
  /** Register less ledger. */
  readonly differenceMinor: bigint;
  /** Planned through the end and not booked yet. */
  readonly unbookedMinor: bigint;
}

export interface AssetSchedule {
  readonly from: string;
  readonly to: string;
  readonly assets: number;
  readonly journalNumber: number;
  readonly provisional: boolean;
  readonly positions: ReadonlyMap<string, ScheduleRow>;
  readonly total: ScheduleRow;
  readonly accounts: readonly AccountComparison[];
}

/**
 * The Anlagenspiegel of a fiscal year, through its end or the month before that, and the book values of the register beside
 * the ledger's balances, account by account.
 */
export async function readSchedule(
  { reader, books, rules, readTrialBalance: readBalance }: ReadScheduleDeps,
  company: LedgerCompany,
  fiscalYear: number,
  through?: Month,
): Promise<AssetSchedule> {
  const calendar = calendarOf(company);
  const first = `${String(fiscalYear).padStart(4, '0')}-${company.fiscalYearStart.slice(0, 2)}`;
  const last = through ?? plusMonths(first, 11);
  const [from, to] = [firstDayOf(first), lastDayOf(last)];
  const rows = await reader.allAssets(company.id);
  const balance = await readBalance(books, company, { asOf: to, includeClosing: false, collective: true });
  const assets = rows.map((row) => ({ asset: valuedOf(row), bookings: row.bookings }));
  const movements = assets.flatMap((one) => bookedMovements(one, calendar, last));
  const positions = scheduleRows(movements, from);
  const perAccount = scheduleRows(movements, from, ({ account }) => account);
  const unbooked = new Map<string, bigint>();
  for (const one of assets) {
    const due = unbookedMinor(one, calendar, last);
    const account = movements.length > 0 ? accountNow(one.asset) : one.asset.account;
    if (due !== 0n) unbooked.set(account, (unbooked.get(account) ?? 0n) + due);
  }
  const ledger = new Map(balance.rows.map((row) => [row.account, row]));
  const fixed = balance.rows.filter(({ account }) => chartPosition(rules, company, account) !== undefined);
  const numbers = new Set([...perAccount.keys(), ...unbooked.keys(), ...fixed.map(({ account }) => account)]);
  const accounts = [...numbers].toSorted().map((account): AccountComparison => {
    const row = perAccount.get(account);
    const booked = ledger.get(account);
    const bookValueMinor = row?.bookValueClosingMinor ?? 0n;
    const ledgerMinor = booked ? booked.debitMinor - booked.creditMinor : 0n;
    return {
      account,
      name: booked?.name ?? account,
      costMinor: row?.costClosingMinor ?? 0n,
      accumulatedMinor: row?.depreciationClosingMinor ?? 0n,
      bookValueMinor,
      ledgerMinor,
      differenceMinor: bookValueMinor - ledgerMinor,
      unbookedMinor: unbooked.get(account) ?? 0n,
    };
  });
  const shown = accounts.filter(
    (one) => one.costMinor !== 0n || one.ledgerMinor !== 0n || one.unbookedMinor !== 0n,
  );
  return {
    from,
    to,
    assets: rows.length,
    journalNumber: balance.through,
    provisional: balance.provisional,
    positions,
    total: totalRow(positions.values()),
    accounts: shown,
  };

  function accountNow(asset: (typeof assets)[number]['asset']): string {
    let { account } = asset;
    for (const event of asset.events)
      if (event.kind === 'transfer' && event.date <= to) account = event.account;
    return account;
  }
}
