import { type PlacedBalance, profitAndLoss, type StatementLine } from './statements.ts';

/** What was booked on one account for one cost centre (none: ''), debit positive. */
export interface CostCentreAmount {
  readonly account: string;
  readonly costCentre: string;
  readonly debitMinor: bigint;
}

/** One column of the report: a cost centre, or '' for what no line names one for. */
export interface CostCentreResult {
  readonly costCentre: string;
  readonly lines: readonly StatementLine[];
  readonly unassigned: readonly { readonly account: string; readonly amountMinor: bigint }[];
  readonly resultMinor: bigint;
}

/** Adds amounts up by account and cost centre, so that memory holds sums and no lines. */
export function costCentreSums() {
  const sums = new Map<string, Map<string, bigint>>();
  return {
    add(account: string, costCentre: string, debitMinor: bigint): void {
      const ofAccount = sums.get(account) ?? new Map<string, bigint>();
      ofAccount.set(costCentre, (ofAccount.get(costCentre) ?? 0n) + debitMinor);
      sums.set(account, ofAccount);
    },
    list: (): CostCentreAmount[] =>
      [...sums].flatMap(([account, ofAccount]) =>
        [...ofAccount].map(([costCentre, debitMinor]) => ({ account, costCentre, debitMinor })),
      ),
  };
}

/**
 * Profit and loss of every cost centre, in the order of their names, what names none last. Each is a profit and loss of
 * its own lines, so together they are the company's, line by line. The appropriation of profit (§158 AktG) is no matter of
 * cost centres and left out.
 */
export function costCentreResults(
  amounts: readonly CostCentreAmount[],
  place: (balances: Iterable<readonly [string, bigint]>) => readonly PlacedBalance[],
): readonly CostCentreResult[] {
  const centres = new Map<string, [string, bigint][]>();
  for (const { account, costCentre, debitMinor } of amounts)
    centres.set(costCentre, [...(centres.get(costCentre) ?? []), [account, debitMinor]]);
  return [...centres]
    .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1))
    .map(([costCentre, balances]) => {
      const sorted = balances.toSorted(([a], [b]) => (a < b ? -1 : 1));
      const { lines, unassigned, resultMinor } = profitAndLoss(
        place(sorted).filter(({ position }) => !position?.startsWith('158.')),
      );
      return { costCentre, lines, unassigned, resultMinor };
    });
}
