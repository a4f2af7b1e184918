import { addMonths, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** Remaining terms that the notes tell apart. */
export const TERMS = ['upToOneYear', 'oneToFiveYears', 'overFiveYears', 'unknown'] as const;
export type Term = (typeof TERMS)[number];

/** What stands on a line of the balance sheet, by remaining term; positive as on the line. */
export interface MaturityLine {
  readonly id: string;
  readonly totalMinor: bigint;
  readonly terms: Readonly<Record<Term, bigint>>;
}

/** Remaining term at a closing day: what is due within twelve months, overdue items too, has up to one year. */
export function termOf(dueDate: CalendarDate, asOf: CalendarDate): Term {
  if (dueDate <= addMonths(asOf, 12)) return 'upToOneYear';
  return dueDate <= addMonths(asOf, 60) ? 'oneToFiveYears' : 'overFiveYears';
}

/** Accounts whose name in the chart is their remaining term: 0996 to 0999, 0631 to 0650 and their like in SKR04. */
const TERM_ACCOUNTS: Readonly<Record<'SKR03' | 'SKR04', Readonly<Record<string, Term>>>> = {
  SKR03: {
    '0996': 'upToOneYear',
    '0998': 'upToOneYear',
    '0997': 'oneToFiveYears',
    '0999': 'oneToFiveYears',
    '1503': 'upToOneYear',
    '1505': 'upToOneYear',
    '0631': 'upToOneYear',
    '0640': 'oneToFiveYears',
    '0650': 'overFiveYears',
  },
  SKR04: {
    '1248': 'upToOneYear',
    '1246': 'upToOneYear',
    '1249': 'oneToFiveYears',
    '1247': 'oneToFiveYears',
    '1311': 'upToOneYear',
    '1321': 'upToOneYear',
    '3151': 'upToOneYear',
    '3160': 'oneToFiveYears',
    '3170': 'overFiveYears',
  },
};

/** An account as the balance sheet shows it. */
export interface ShownAccount {
  readonly id: string;
  readonly account: string;
  readonly amountMinor: bigint;
  /** VAT is settled within months, an overdraft can be called in any day. */
  readonly isShortTerm: boolean;
}

/** Something open on a personal account, signed as the account is on its line. */
export interface OpenAmount {
  readonly account: string;
  readonly dueDate: CalendarDate;
  readonly amountMinor: bigint;
}

/**
 * Remaining terms of receivables (§268 Abs. 4 HGB: over one year) and liabilities (§268 Abs. 5: up to and over one year, §285
 * Nr. 1a: over five). Personal accounts by the due dates of their open items; what items do not explain, and general
 * accounts that neither their number nor their nature tells, is `unknown`, never guessed.
 */
export function maturities(
  shown: readonly ShownAccount[],
  items: readonly OpenAmount[],
  chart: 'SKR03' | 'SKR04',
  asOf: CalendarDate,
): readonly MaturityLine[] {
  const itemsOf = Map.groupBy(items, ({ account }) => account);
  const lines = new Map<string, Record<Term, bigint>>();
  for (const { id, account, amountMinor, isShortTerm } of shown) {
    const terms = lines.get(id) ?? { upToOneYear: 0n, oneToFiveYears: 0n, overFiveYears: 0n, unknown: 0n };
    let left = amountMinor;
    for (const item of itemsOf.get(account) ?? []) {
      terms[termOf(item.dueDate, asOf)] += item.amountMinor;
      left -= item.amountMinor;
    }
    const term = TERM_ACCOUNTS[chart][account.slice(0, 4)] ?? (isShortTerm ? 'upToOneYear' : 'unknown');
    terms[itemsOf.has(account) ? 'unknown' : term] += left;
    lines.set(id, terms);
  }
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, terms]) => ({ id, terms, totalMinor: TERMS.reduce((sum, term) => sum + terms[term], 0n) }));
}
