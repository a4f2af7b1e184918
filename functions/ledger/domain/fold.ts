import { periodOf } from './check-entry.ts';
import type { EntryLine, PostedEntry } from './entry.ts';
import { dayInPeriod, type FiscalYearStart, type Period } from './fiscal-year.ts';

/**
 * One line of an account statement as it is stored: number of the entry, day of the month, side, amount as signed
 * minor units, contra account (empty when there are several), document number, text, tax code, cost centre.
 */
export type StatementRow = readonly [
  number: number,
  day: number,
  side: 'D' | 'C',
  amountMinor: string,
  contra: string,
  documentNumber: string,
  text: string,
  taxCode?: string,
  costCentre?: string,
];

/** Sums by day of the month (`"1"` to `"31"`), minor units. */
export type DaySums = Record<string, bigint>;

/**
 * Everything booked on one account in one period: a pure function of the journal and of how far it is folded. `through`
 * is the last entry in it, not where the fold stood: two folds in other steps leave the same.
 */
export interface AccountPeriod {
  readonly account: string;
  readonly period: Period;
  readonly through: number;
  readonly debits: DaySums;
  readonly credits: DaySums;
  /** Lines booked so far; the first `floor(lines / 128) * 128` stand on full pages, the rest in `recent`. */
  readonly lines: number;
  readonly recent: readonly StatementRow[];
}

/** Lines on a page. A page is written once, when it is full, and its content follows from the journal alone. */
export const PAGE_LINES = 128;

export interface StatementPage {
  readonly account: string;
  readonly period: Period;
  /** Counts from 0. */
  readonly page: number;
  readonly rows: readonly StatementRow[];
}

export function emptyAccountPeriod(account: string, period: Period): AccountPeriod {
  return { account, period, through: 0, debits: {}, credits: {}, lines: 0, recent: [] };
}

export interface Touch {
  readonly account: string;
  readonly period: Period;
  readonly rows: StatementRow[];
}

export function touchKey(account: string, period: Period): string {
  return `${account}#${String(period).padStart(2, '0')}`;
}

/** Sorts the lines of entries by account and period, in journal order; `touches` holds those of the entries before. */
export function collectTouches(
  entries: Iterable<PostedEntry>,
  start: FiscalYearStart,
  touches = new Map<string, Touch>(),
): Map<string, Touch> {
  for (const entry of entries) {
    const period = periodOf(entry, start);
    for (const line of entry.lines) {
      const key = touchKey(line.account, period);
      const touch = touches.get(key);
      const row = statementRow(entry, line);
      if (touch) touch.rows.push(row);
      else touches.set(key, { account: line.account, period, rows: [row] });
    }
  }
  return touches;
}

function statementRow(entry: PostedEntry, line: EntryLine): StatementRow {
  const debit = line.debitMinor !== undefined;
  const head = [
    entry.number,
    dayInPeriod(entry.date),
    debit ? 'D' : 'C',
    String(line.debitMinor ?? line.creditMinor ?? 0n),
    contraAccount(entry, line),
    entry.documentNumber ?? '',
    line.text ?? entry.text,
  ] as const;
  if (line.costCentre !== undefined) return [...head, line.taxCode ?? '', line.costCentre];
  return line.taxCode === undefined ? head : [...head, line.taxCode];
}

/** Gegenkonto: the one account on the other side, if it is one. */
function contraAccount(entry: PostedEntry, line: EntryLine): string {
  const debit = line.debitMinor !== undefined;
  let contra = '';
  for (const other of entry.lines) {
    if ((other.debitMinor !== undefined) === debit || other.account === contra) continue;
    if (contra !== '') return '';
    contra = other.account;
  }
  return contra;
}

/**
 * Adds rows (all with numbers above `state.through`) to an account's period. Returns the new state and the pages that
 * became full: always the same pages, whoever folds and in whatever steps.
 */
export function foldRows(
  state: AccountPeriod,
  rows: readonly StatementRow[],
): { state: AccountPeriod; pages: StatementPage[] } {
  const debits = { ...state.debits };
  const credits = { ...state.credits };
  for (const [, day, side, amount] of rows) {
    const sums = side === 'D' ? debits : credits;
    sums[day] = (sums[day] ?? 0n) + BigInt(amount);
  }
  const pending = [...state.recent, ...rows];
  const pages: StatementPage[] = [];
  let page = (state.lines - state.recent.length) / PAGE_LINES;
  while (pending.length >= PAGE_LINES) {
    const { account, period } = state;
    pages.push({ account, period, page, rows: pending.splice(0, PAGE_LINES) });
    page += 1;
  }
  const lines = state.lines + rows.length;
  const through = rows.at(-1)?.[0] ?? state.through;
  return { state: { ...state, through, debits, credits, lines, recent: pending }, pages };
}

/** Sum of one side over the days up to and including `lastDay`. */
export function sumDays(sums: DaySums, lastDay = 31): bigint {
  let total = 0n;
  for (const [day, amount] of Object.entries(sums)) if (Number(day) <= lastDay) total += amount;
  return total;
}
