import { addDays, type CalendarDate, daysBetween } from '../../../shared/kernel/calendar-date.ts';

/** What is open and falls due on one day. */
export interface Due {
  readonly on: CalendarDate;
  readonly minor: bigint;
}

/** Days told apart; with more than these the item that every check reads would grow beyond one read unit. */
export const MAX_DUES = 150;

/** An open item as far as credit goes: positive is owed, negative is a credit or a payment that no invoice took. */
export interface Owed {
  readonly dueDate: CalendarDate;
  readonly openMinor: bigint;
}

export interface OwedSummary {
  readonly openItemsMinor: bigint;
  readonly prepaymentsMinor: bigint;
  /** Oldest first. */
  readonly dues: readonly Due[];
}

/**
 * What open items come to, day by day. Where they fall due on more than 150 days, the oldest days become one: that of the
 * oldest, so that nothing is taken to be younger than it is.
 */
export function summarizeOwed(items: readonly Owed[]): OwedSummary {
  const byDay = new Map<CalendarDate, bigint>();
  let prepaymentsMinor = 0n;
  let openItemsMinor = 0n;
  for (const { dueDate, openMinor } of items) {
    if (openMinor < 0n) prepaymentsMinor -= openMinor;
    if (openMinor <= 0n) continue;
    openItemsMinor += openMinor;
    byDay.set(dueDate, (byDay.get(dueDate) ?? 0n) + openMinor);
  }
  const days = [...byDay].map(([on, minor]) => ({ on, minor })).sort((a, b) => (a.on < b.on ? -1 : 1));
  const surplus = days.splice(0, Math.max(0, days.length - MAX_DUES + 1));
  const [oldest] = surplus;
  const merged = surplus.reduce((sum, { minor }) => sum + minor, 0n);
  return {
    openItemsMinor,
    prepaymentsMinor,
    dues: oldest ? [{ on: oldest.on, minor: merged }, ...days] : days,
  };
}

export interface Overdue {
  readonly overdueMinor: bigint;
  /** Days since the oldest open item fell due; 0 when nothing is overdue. */
  readonly oldestOverdueDays: number;
}

/** What of it is overdue on a day: an item is overdue from the day after the one on which it falls due. */
export function overdueOn(dues: readonly Due[], on: CalendarDate): Overdue {
  let overdueMinor = 0n;
  for (const due of dues) if (due.on < on) overdueMinor += due.minor;
  const oldest = dues[0];
  return { overdueMinor, oldestOverdueDays: oldest ? Math.max(0, daysBetween(oldest.on, on)) : 0 };
}

/** Days since the first due date and amounts, as text: small, and exact. */
export function packDues(dues: readonly Due[]): Uint8Array<ArrayBuffer> {
  const first = dues[0]?.on ?? '';
  const parts = dues.map(({ on, minor }) => `${daysBetween(first, on).toString(36)}:${minor.toString(36)}`);
  return new Uint8Array(Buffer.from(dues.length === 0 ? '' : [first, ...parts].join(' ')));
}

/** What is stored of a customer's debts, with its due dates unpacked. */
export function withDues<R extends { readonly dues: Uint8Array }>(
  row: R | undefined,
): (Omit<R, 'dues'> & { readonly dues: readonly Due[] }) | undefined {
  return row && { ...row, dues: unpackDues(row.dues) };
}

export function unpackDues(bytes: Uint8Array): Due[] {
  const text = Buffer.from(bytes).toString('latin1');
  if (text === '') return [];
  const [first = '', ...parts] = text.split(' ');
  return parts.map((part) => {
    const [days = '', minor = ''] = part.split(':');
    return { on: addDays(first, Number.parseInt(days, 36)), minor: parseMinor36(minor) };
  });
}

/** Digits to the base of 36 that a number holds exactly. */
const EXACT_DIGITS = 10;

function parseMinor36(text: string): bigint {
  if (text.length <= EXACT_DIGITS) return BigInt(Number.parseInt(text, 36));
  let minor = 0n;
  for (const digit of text) minor = minor * 36n + BigInt(Number.parseInt(digit, 36));
  return minor;
}
