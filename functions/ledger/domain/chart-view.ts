import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

export type AccountCategory = 'asset' | 'liability' | 'equity' | 'income' | 'expense';

/** What the ledger needs to know of one account at posting time and in reports. */
export interface AccountInfo {
  readonly number: string;
  readonly name: string;
  readonly kind: 'general' | 'customer' | 'vendor';
  /** Unknown for accounts of an own chart whose owner did not say. */
  readonly category?: AccountCategory;
  /** Nothing may be booked on dates after this day. */
  readonly closedAfter?: CalendarDate;
}

/** The accounts of a company as of one `configVersion`: the chart's, its own, and the Personenkonten by range. */
export interface ChartView {
  readonly version: number;
  readonly accountLength: number;
  readonly find: (account: string) => AccountInfo | undefined;
}

/** Income and expense end with the year; all else is carried forward (§252 (1) No. 1 HGB). */
export function isCarriedForward(info: AccountInfo | undefined): boolean {
  return info?.category !== 'income' && info?.category !== 'expense';
}
