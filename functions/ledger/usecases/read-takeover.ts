import { sumBalances } from '../domain/balances.ts';
import type { PostedEntry } from '../domain/entry.ts';
import { monthPeriodOf } from '../domain/fiscal-year.ts';
import { type AccountSums, lastDayOfMonth, monthsOfYear, takeoverId } from '../domain/takeover.ts';
import type { LedgerCompany, LedgerReader } from '../reader.ts';
import { type ReadBalancesDeps, readExactPeriods } from './read-balances.ts';

export interface ReadTakeoverDeps extends ReadBalancesDeps {
  readonly reader: ReadBalancesDeps['reader'] &
    Pick<LedgerReader, 'loadKnownIds' | 'loadEntry' | 'loadReversal'>;
}

export interface TakenMonth {
  readonly month: string;
  readonly entry: PostedEntry;
  readonly reversedBy: string | undefined;
}

/** An account in the months taken over: what the file said, and what the ledger holds. */
export interface TakenAccount {
  readonly account: string;
  readonly taken: Omit<AccountSums, 'account'>;
  readonly ledger: Omit<AccountSums, 'account'>;
}

/** Compares what was taken over with what stands in the same months of the ledger; opening entries are not counted. */
export async function readTakeover(
  deps: ReadTakeoverDeps,
  company: LedgerCompany,
  fiscalYear: number,
): Promise<{ months: TakenMonth[]; accounts: TakenAccount[] }> {
  const months = await loadMonths(deps, company, fiscalYear);
  const periods = new Set(months.map(({ entry }) => monthPeriodOf(entry.date, company.fiscalYearStart)));
  const { periods: all } = await readExactPeriods(deps, company, fiscalYear);
  const asOf = lastDayOfMonth(months.at(-1)?.month ?? `${fiscalYear}-01`);
  const scope = { fiscalYear, fiscalYearStart: company.fiscalYearStart, asOf, includeClosing: false };
  const booked = sumBalances(
    all.map(({ sums }) => sums).filter(({ period }) => periods.has(period)),
    scope,
  );
  return { months, accounts: compare(months, booked) };
}

async function loadMonths(
  { reader }: ReadTakeoverDeps,
  { id: company, fiscalYearStart }: LedgerCompany,
  fiscalYear: number,
): Promise<TakenMonth[]> {
  const months = monthsOfYear(fiscalYear, fiscalYearStart);
  const known = await reader.loadKnownIds(company, months.map(takeoverId));
  const found = await Promise.all(
    months.map(async (month): Promise<TakenMonth[]> => {
      const place = known.get(takeoverId(month));
      const entry = place && (await reader.loadEntry(company, place.fiscalYear, place.number));
      if (!entry) return [];
      return [
        { month, entry, reversedBy: await reader.loadReversal(company, entry.fiscalYear, entry.number) },
      ];
    }),
  );
  return found.flat();
}

function compare(months: readonly TakenMonth[], booked: readonly AccountSums[]): TakenAccount[] {
  const none = { debitMinor: 0n, creditMinor: 0n };
  const taken = new Map<string, { debitMinor: bigint; creditMinor: bigint }>();
  for (const { entry } of months) {
    for (const { account, debitMinor = 0n, creditMinor = 0n } of entry.lines) {
      const sum = taken.get(account) ?? none;
      taken.set(account, {
        debitMinor: sum.debitMinor + debitMinor,
        creditMinor: sum.creditMinor + creditMinor,
      });
    }
  }
  const ledger = new Map(booked.map(({ account, ...sums }) => [account, sums]));
  return [...new Set([...taken.keys(), ...ledger.keys()])]
    .toSorted()
    .map((account) => ({ account, taken: taken.get(account) ?? none, ledger: ledger.get(account) ?? none }));
}
