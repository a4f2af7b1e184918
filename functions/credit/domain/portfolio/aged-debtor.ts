import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import {
  type AgeingBucket,
  bucketOf,
  daysOverdue,
  type OpenItem,
  openMinorOf,
} from '../../../receivables/rules.ts';
import { type AgeingAmounts, NOTHING_OPEN, type PortfolioRow } from './portfolio-row.ts';

/** What one debtor owes on a day, by how long it has been overdue. */
export interface AgedDebtor {
  /** Id of the customer, or its account where no partner has it. */
  readonly customer: string;
  readonly ageing: AgeingAmounts;
  /** Credit notes and payments that no invoice took; not negative. */
  readonly creditsMinor: bigint;
  readonly oldestOverdueDays: number;
}

export function agedDebtorOf({ customer, ageing, components, oldestOverdueDays }: PortfolioRow): AgedDebtor {
  return { customer, ageing, creditsMinor: components.prepayments, oldestOverdueDays };
}

export interface AgedItem {
  readonly id: string;
  readonly account: string;
  readonly dueDate: CalendarDate;
  readonly openMinor: bigint;
}

type Share = { readonly version: number; readonly account: string; dueDate: CalendarDate; openMinor: bigint };

/**
 * Gathers items into debtors as of a day, one account a debtor. An item may come twice, open and settled, when it was
 * settled between two readings: then its newest version counts.
 */
export function ageingOf(asOf: CalendarDate) {
  const shares = new Map<string, Share>();

  function add(item: OpenItem & { readonly version: number }): void {
    const { id, account, dueDate, version } = item;
    const seen = shares.get(id);
    if (seen && seen.version > version) return;
    // Of one of which nothing was open too: an older version of it may come yet.
    shares.set(id, { version, account, dueDate, openMinor: openMinorOf(item, asOf) });
  }

  /** By account, in the order of accounts. */
  function debtors(): ReadonlyMap<string, Omit<AgedDebtor, 'customer'>> {
    const accounts = new Map<
      string,
      { ageing: Record<AgeingBucket, bigint>; credits: bigint; days: number }
    >();
    for (const { account, dueDate, openMinor } of shares.values()) {
      const one = accounts.get(account) ?? { ageing: { ...NOTHING_OPEN }, credits: 0n, days: 0 };
      const days = daysOverdue(dueDate, asOf);
      if (openMinor < 0n) one.credits -= openMinor;
      if (openMinor > 0n) {
        one.ageing[bucketOf(days)] += openMinor;
        one.days = Math.max(one.days, days);
      }
      accounts.set(account, one);
    }
    return new Map(
      [...accounts]
        .filter(
          ([, { ageing, credits }]) => credits > 0n || Object.values(ageing).some((minor) => minor > 0n),
        )
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([account, { ageing, credits, days }]) => [
          account,
          { ageing, creditsMinor: credits, oldestOverdueDays: days },
        ]),
    );
  }

  /** Every item of which something was open. */
  function items(): AgedItem[] {
    return [...shares]
      .filter(([, { openMinor }]) => openMinor !== 0n)
      .map(([id, { account, dueDate, openMinor }]) => ({ id, account, dueDate, openMinor }));
  }

  return { add, debtors, items };
}
