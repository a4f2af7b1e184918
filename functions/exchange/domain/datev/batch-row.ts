import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { ChartName, EntryLine, ForeignAmount } from '../../../ledger/rules.ts';

/** The books that a batch is written from. */
export interface BatchBooks {
  readonly chart: ChartName;
  readonly accountLength: number;
  /** ISO 4217, with at most two decimals: the format has no more. */
  readonly currency: string;
  /** Verrechnungskonto: takes what a row cannot hold, and is empty after every entry. */
  readonly clearingAccount: string;
}

/** A leg of an entry: what one row puts on one account, tax included. Positive is debit; minor units. */
export interface Leg {
  readonly account: string;
  readonly amountMinor: bigint;
  /** Empty: none. `40` switches an Automatikkonto off. */
  readonly taxKey: string;
  /** The tax lines that this leg becomes again, by account; empty for legs without tax. */
  readonly tax: ReadonlyMap<string, bigint>;
  /** The tag that the ledger gives the line when it expands the leg; absent without tax. */
  readonly taxCode?: string | undefined;
  /** Sachverhalt of §13b UStG, from the tag. */
  readonly reverseChargeCase?: string | undefined;
  /** The line of the entry that the leg stands for; its text, cost centres and partner are the row's. */
  readonly line: EntryLine;
  readonly generalReversal: boolean;
}

/** One row of a posting batch, before it is written. */
export interface BatchRow {
  readonly amountMinor: bigint;
  /** The side of `account`: S (Soll, debit) or H (Haben, credit). */
  readonly side: 'S' | 'H';
  readonly account: string;
  readonly contraAccount: string;
  readonly taxKey: string;
  readonly generalReversal: boolean;
  readonly reverseChargeCase?: string | undefined;
  /** The text of the line, where it has one of its own. */
  readonly lineText?: string | undefined;
  readonly costCentre?: string | undefined;
  readonly costCentre2?: string | undefined;
  readonly partner?: string | undefined;
  readonly dueDate?: CalendarDate | undefined;
  /** What the row's amount was in another currency; positive. */
  readonly foreign?: ForeignAmount | undefined;
}
