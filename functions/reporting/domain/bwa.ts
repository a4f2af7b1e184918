import { divideRounded } from '../../../shared/kernel/money.ts';
import { BWA_LINES, bwaRanges } from './bwa-lines.ts';
import type { AccountAmount, PlacedBalance } from './statements.ts';

export interface BwaFigures {
  /** By id of the line, sums included; income positive, costs negative. */
  readonly amounts: ReadonlyMap<string, bigint>;
  readonly accounts: ReadonlyMap<string, readonly AccountAmount[]>;
  /** Income and expenses whose number no line takes; not in any sum. Debit positive. */
  readonly unassigned: readonly AccountAmount[];
}

const isResult = ({ category, position }: PlacedBalance) =>
  (category === 'income' || category === 'expense') && position?.startsWith('158.') !== true;

/** Line of an income or expense account by its number, whatever its length: the first four digits decide. */
export function bwaLineReader(chart: 'SKR03' | 'SKR04', on: string): (account: string) => string | undefined {
  const ranges = bwaRanges(chart, on);
  return (account) => {
    const number = account.slice(0, 4);
    return ranges.find(([, [from, to]]) => from <= number && number <= to)?.[0];
  };
}

/**
 * The short-term result of what was booked on income and expenses. The appropriation of profit (§158 AktG) is no part
 * of it. Vorläufiges Ergebnis and `unassigned` together are the result of profit and loss.
 */
export function bwaFigures(
  balances: readonly PlacedBalance[],
  lineOf: (account: string) => string | undefined,
): BwaFigures {
  const accounts = new Map<string, AccountAmount[]>();
  const unassigned: AccountAmount[] = [];
  const amounts = new Map<string, bigint>();
  for (const { account, debitMinor } of balances.filter(isResult)) {
    if (debitMinor === 0n) continue;
    const line = lineOf(account);
    if (line === undefined) {
      unassigned.push({ account, amountMinor: debitMinor });
      continue;
    }
    accounts.set(line, [...(accounts.get(line) ?? []), { account, amountMinor: -debitMinor }]);
    amounts.set(line, (amounts.get(line) ?? 0n) - debitMinor);
  }
  for (const { id, sums } of BWA_LINES) {
    if (sums)
      amounts.set(
        id,
        sums.reduce((sum, of) => sum + (amounts.get(of) ?? 0n), 0n),
      );
  }
  return { amounts, accounts, unassigned };
}

/** A part of a whole in hundredths of a percent, unsigned whole; undefined where there is no whole. */
export function percentTimes100Of(partMinor: bigint, wholeMinor: bigint): bigint | undefined {
  if (wholeMinor === 0n) return undefined;
  const whole = wholeMinor < 0n ? -wholeMinor : wholeMinor;
  return divideRounded(partMinor * 10_000n, whole);
}
