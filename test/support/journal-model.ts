/** The books as the simplest thing that can be right: a list of what was acknowledged, summed up anew for every question. */

export interface ModelEntry {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
  readonly date: string;
  /** Debit positive, minor units. */
  readonly lines: readonly (readonly [account: string, amountMinor: bigint])[];
}

const PROFIT = '0860';
const LOSS = '0868';
/** SKR03: classes 2 to 4 and 8 are income and expense in these tests. */
const endsWithYear = (account: string) => /^[2348]\d{3}$/.test(account);

function addTo(sums: Map<string, bigint>, account: string, amount: bigint): void {
  sums.set(account, (sums.get(account) ?? 0n) + amount);
}

/** Balances as of a day, earlier years carried in: what a trial balance must show, accounts of zero left out. */
export function balancesOf(
  entries: readonly ModelEntry[],
  asOf: string,
  yearOf: (date: string) => number,
): Map<string, bigint> {
  const wanted = yearOf(asOf);
  const years = [...new Set(entries.map(({ fiscalYear }) => fiscalYear))]
    .filter((year) => year < wanted)
    .sort();
  const sums = new Map<string, bigint>();
  for (const year of years) {
    let result = 0n;
    for (const { fiscalYear, lines } of entries) {
      if (fiscalYear !== year) continue;
      for (const [account, amount] of lines) {
        if (endsWithYear(account)) result += amount;
        else addTo(sums, account, amount);
      }
    }
    if (result !== 0n) addTo(sums, result < 0n ? PROFIT : LOSS, result);
  }
  for (const { fiscalYear, date, lines } of entries) {
    if (fiscalYear !== wanted || date > asOf) continue;
    for (const [account, amount] of lines) addTo(sums, account, amount);
  }
  return nonZero(sums);
}

export function nonZero(sums: ReadonlyMap<string, bigint>): Map<string, bigint> {
  return new Map([...sums].filter(([, amount]) => amount !== 0n).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The balances of a trial balance as it is answered. */
export function balancesIn(accounts: readonly { account: string; balance: string }[]): Map<string, bigint> {
  return nonZero(new Map(accounts.map(({ account, balance }) => [account, toMinor(balance)])));
}

export function toMinor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

export function toAmount(amountMinor: bigint): string {
  return (Number(amountMinor) / 100).toFixed(2);
}
