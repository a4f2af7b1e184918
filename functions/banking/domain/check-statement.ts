import { formatMinor } from '../../../shared/kernel/money.ts';
import type { Balance, StatementEnd, StatementEntry } from './statement.ts';

/** What was counted of a statement's entries while it was read. */
export interface EntrySums {
  readonly entries: number;
  readonly booked: number;
  readonly creditCount: number;
  readonly debitCount: number;
  /** Booked entries, signed, by currency. */
  readonly bookedMinor: ReadonlyMap<string, bigint>;
  readonly creditMinor: bigint;
  readonly debitMinor: bigint;
}

/** Adds entries up; `sums` is what there is so far. */
export function entrySums(): { add: (entry: StatementEntry) => void; sums: () => EntrySums } {
  let [entries, booked, creditCount, debitCount] = [0, 0, 0, 0];
  let [creditMinor, debitMinor] = [0n, 0n];
  const bookedMinor = new Map<string, bigint>();
  return {
    add: ({ amountMinor, currency, status }) => {
      entries += 1;
      if (amountMinor < 0n) {
        debitCount += 1;
        debitMinor -= amountMinor;
      } else {
        creditCount += 1;
        creditMinor += amountMinor;
      }
      if (status !== 'BOOK') return;
      booked += 1;
      bookedMinor.set(currency, (bookedMinor.get(currency) ?? 0n) + amountMinor);
    },
    sums: () => ({ entries, booked, creditCount, debitCount, bookedMinor, creditMinor, debitMinor }),
  };
}

/**
 * `checked`: opening + booked = closing. `unchecked`: there is nothing to compare, and why. `wrong`: the sentence says
 * by how much.
 */
export type BalanceCheck =
  | { readonly outcome: 'checked'; readonly opening: Balance; readonly closing: Balance }
  | { readonly outcome: 'unchecked'; readonly why: string }
  | { readonly outcome: 'wrong'; readonly difference: string; readonly detail: string };

/** Opening: OPBD, or PRCD (the closing of the day before), ITBD of a continued statement. Closing: CLBD, or ITBD. */
export function bookedBalances(balances: readonly Balance[]): {
  readonly opening: Balance | undefined;
  readonly closing: Balance | undefined;
} {
  const first = (type: string) => balances.find((one) => one.type === type);
  const last = (type: string) => balances.findLast((one) => one.type === type);
  const interim = balances.filter(({ type }) => type === 'ITBD');
  // A statement of several pages begins or ends with interim balances; one alone is the end, unless there is a closing.
  const opening =
    first('OPBD') ?? first('PRCD') ?? (interim.length > 1 || last('CLBD') ? interim[0] : undefined);
  const closing = last('CLBD') ?? (interim.at(-1) === opening ? undefined : interim.at(-1));
  return { opening, closing };
}

/** Compares opening balance, booked entries and closing balance of one statement. */
export function checkBalances({ balances, head }: StatementEnd, sums: EntrySums): BalanceCheck {
  const { opening, closing } = bookedBalances(balances);
  if (!opening || !closing) {
    const missing = [opening ? [] : 'opening', closing ? [] : 'closing'].flat().join(' and ');
    return { outcome: 'unchecked', why: `it has no ${missing} booked balance` };
  }
  const currencies = new Set([opening.currency, closing.currency, ...sums.bookedMinor.keys()]);
  if (currencies.size > 1)
    return {
      outcome: 'unchecked',
      why: `balances and entries are in several currencies (${[...currencies].join(', ')})`,
    };
  const { currency } = opening;
  const booked = sums.bookedMinor.get(currency) ?? 0n;
  const difference = closing.amountMinor - (opening.amountMinor + booked);
  if (difference === 0n) return { outcome: 'checked', opening, closing };
  const text = (minor: bigint) => `${formatMinor(minor, currency)} ${currency}`;
  const detail =
    `Line ${head.place.line}: statement ${head.statementId} opens with ${text(opening.amountMinor)}, its ` +
    `${sums.booked} booked entries add up to ${text(booked)}, and it closes with ${text(closing.amountMinor)}: ` +
    `a difference of ${text(difference)}.`;
  return { outcome: 'wrong', difference: formatMinor(difference, currency), detail };
}

/** What the statement states of number and sums of its entries and does not hold; undefined when it holds. */
export function checkTotals({ totals, head }: StatementEnd, sums: EntrySums): string | undefined {
  if (!totals || sums.bookedMinor.size > 1) return undefined;
  const pairs: readonly (readonly [string, number | bigint | undefined, number | bigint])[] = [
    ['number of entries', totals.count, sums.entries],
    ['number of credits', totals.creditCount, sums.creditCount],
    ['sum of credits in minor units', totals.creditMinor, sums.creditMinor],
    ['number of debits', totals.debitCount, sums.debitCount],
    ['sum of debits in minor units', totals.debitMinor, sums.debitMinor],
  ];
  const wrong = pairs.find(([, stated, counted]) => stated !== undefined && stated !== counted);
  if (!wrong) return undefined;
  const [what, stated, counted] = wrong;
  return `Line ${head.place.line}: statement ${head.statementId} states a ${what} of ${stated}; it is ${counted}.`;
}
