import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';
import type { DomainError, FieldError } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { refuse } from '../errors.ts';
import type { AccountInfo, ChartView } from './chart-view.ts';
import { findForeignProblem } from './check-foreign.ts';
import type { EntryLine, NewEntry } from './entry.ts';
import {
  CLOSING_PERIOD,
  type FiscalYearStart,
  fiscalYearBounds,
  monthPeriodOf,
  OPENING_PERIOD,
  type Period,
} from './fiscal-year.ts';
import { isPeriodOpen, type JournalHead } from './journal-head.ts';

export const MIN_LINES = 2;
export const MAX_LINES = 500;

/** Everything an entry is checked against; all of it belongs to one state of the head. */
export interface PostingRules {
  readonly currency: string;
  readonly fiscalYearStart: FiscalYearStart;
  /** The books begin on this day; nothing is booked before. */
  readonly startDate: CalendarDate;
  readonly chart: ChartView;
  readonly head: JournalHead;
}

/** The period an entry falls into: opening and closing entries have one of their own. */
export function periodOf(entry: NewEntry, start: FiscalYearStart): Period {
  if (entry.kind === 'opening') return OPENING_PERIOD;
  if (entry.kind === 'closing') return CLOSING_PERIOD;
  return monthPeriodOf(entry.date, start);
}

/** What forbids this entry now, or undefined when it may be booked. The entry is already well formed. */
export function findRefusal(entry: NewEntry, rules: PostingRules): DomainError | undefined {
  return dateRefusal(entry, rules) ?? lineRefusal(entry, rules) ?? balanceRefusal(entry, rules.currency);
}

function dateRefusal(entry: NewEntry, rules: PostingRules): DomainError | undefined {
  const { head, fiscalYearStart, startDate } = rules;
  const at = (detail: string) => ({ errors: [{ pointer: '/date', detail }] });
  if (entry.date < startDate) {
    const detail = `The books begin on ${startDate}; ${entry.date} lies before.`;
    return refuse('ledger.before-start', detail, at(detail));
  }
  const year = fiscalYearBounds(head.fiscalYear, fiscalYearStart);
  if (entry.kind === 'opening' && entry.date !== year.from) {
    const detail = `An opening entry is dated on the first day of the fiscal year, ${year.from}.`;
    return refuse('ledger.invalid-entry', detail, at(detail));
  }
  if (entry.kind === 'closing' && entry.date !== year.to) {
    const detail = `A closing entry is dated on the last day of the fiscal year, ${year.to}.`;
    return refuse('ledger.invalid-entry', detail, at(detail));
  }
  const period = periodOf(entry, fiscalYearStart);
  if (isPeriodOpen(head, period)) return undefined;
  const detail = `Period ${period} of fiscal year ${head.fiscalYear} is closed.`;
  return refuse('ledger.closed-period', detail, {
    ...at(detail),
    extra: { fiscalYear: head.fiscalYear, period },
  });
}

function amountProblem(line: EntryLine, generalReversal: boolean): string | undefined {
  const amount = line.debitMinor ?? line.creditMinor;
  if (amount === undefined || (line.debitMinor !== undefined && line.creditMinor !== undefined)) {
    return 'has exactly one of debit and credit';
  }
  if (amount === 0n) return 'must not be zero';
  // A Generalumkehr repeats the sides with negative amounts, so that turnover is corrected too.
  if (amount < 0n && !generalReversal) return 'must be positive; only a Generalumkehr books negative amounts';
  return undefined;
}

function isOutside(date: CalendarDate, { openFrom = date, closedAfter = date }: AccountInfo): boolean {
  return date < openFrom || date > closedAfter;
}

function openWhile({ openFrom, closedAfter }: AccountInfo): string {
  const days = [...(openFrom ? [`from ${openFrom}`] : []), ...(closedAfter ? [`until ${closedAfter}`] : [])];
  return `is open ${days.join(' ')} only`;
}

/** An account that was closed during the year is still emptied at its end, and its balance still carried forward. */
function lineRefusal(entry: NewEntry, { chart, currency }: PostingRules): DomainError | undefined {
  const unknown: FieldError[] = [];
  const closed: FieldError[] = [];
  const amounts: FieldError[] = [];
  entry.lines.forEach((line, index) => {
    const info = chart.find(line.account);
    const pointer = `/lines/${index}/account`;
    if (!info) unknown.push({ pointer, detail: `Account ${line.account} is not in the chart.` });
    else if (entry.kind === 'regular' && isOutside(entry.date, info))
      closed.push({ pointer, detail: `Account ${line.account} ${openWhile(info)}.` });
    const side = line.debitMinor === undefined ? 'credit' : 'debit';
    const problem = amountProblem(line, entry.generalReversal === true);
    if (problem)
      amounts.push({
        pointer: `/lines/${index}/${side}`,
        detail: `The amount of line ${index + 1} ${problem}.`,
      });
    const foreign = findForeignProblem(line, currency);
    if (foreign) {
      const detail = `The foreign amount of line ${index + 1} ${foreign}.`;
      amounts.push({ pointer: `/lines/${index}/foreign`, detail });
    }
  });
  const [code, errors] = unknown.length
    ? (['ledger.unknown-account', unknown] as const)
    : closed.length
      ? (['ledger.closed-account', closed] as const)
      : (['ledger.invalid-amount', amounts] as const);
  return errors[0] && refuse(code, errors[0].detail, { errors: [...unknown, ...closed, ...amounts] });
}

function balanceRefusal(entry: NewEntry, currency: string): DomainError | undefined {
  let difference = 0n;
  for (const line of entry.lines) difference += (line.debitMinor ?? 0n) - (line.creditMinor ?? 0n);
  if (difference === 0n) return undefined;
  const [more, less, by] =
    difference > 0n ? ['Debit', 'credit', difference] : ['Credit', 'debit', -difference];
  const detail = `${more} exceeds ${less} by ${formatMinor(by as bigint, currency)} ${currency}.`;
  return refuse('ledger.unbalanced', detail, {
    errors: [{ pointer: '/lines', detail }],
    extra: { difference: formatMinor(difference, currency) },
  });
}
