import type { CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** Opening entries carry a year's balances forward, closing entries end it; all others are regular. */
export type EntryKind = 'opening' | 'regular' | 'closing';

export interface ForeignAmount {
  readonly currency: string;
  readonly amountMinor: bigint;
  /** Units of the foreign currency for one unit of the company's, as a decimal string. */
  readonly rate: string;
}

/** One side of one account. Exactly one of the two amounts is set; negative only in a Generalumkehr. */
export interface EntryLine {
  readonly account: string;
  readonly debitMinor?: bigint;
  readonly creditMinor?: bigint;
  readonly text?: string;
  readonly taxCode?: string;
  /**
   * On a tax line whose base stands on no line of this entry: tax that falls due when it is paid (§20 UStG). On the line of
   * an advance that waits for its payment: what of it is net. Signed like the line's amount.
   */
  readonly taxBaseMinor?: bigint;
  readonly costCentre?: string;
  readonly costCentre2?: string;
  readonly partner?: string;
  /** Fälligkeit of what stands on a personal account. */
  readonly dueDate?: CalendarDate;
  readonly foreign?: ForeignAmount;
}

/** A voucher kept outside the journal; its hash inside makes a later exchange visible. */
export interface VoucherReference {
  readonly id: string;
  readonly sha256: string;
}

/** What somebody wants to book (Buchungssatz): parsed, not yet checked against chart and periods. */
export interface NewEntry {
  /** Chosen by the client: the same id with the same content is the same entry, for ever. */
  readonly id?: string;
  readonly kind: EntryKind;
  /** Belegdatum: decides fiscal year and period. */
  readonly date: CalendarDate;
  /** Belegfeld 1. */
  readonly documentNumber?: string;
  readonly text: string;
  readonly lines: readonly EntryLine[];
  /** Leistungsdatum: decides the tax rate and the month of the return. */
  readonly serviceDate?: CalendarDate;
  /** Datum Zuordnung Steuerperiode: the tax period where it is not the one that follows from the other dates. */
  readonly taxDate?: CalendarDate;
  /** Belegfeld 2 or another system's reference. */
  readonly reference?: string;
  readonly vouchers?: readonly VoucherReference[];
  /** The entry that this one reverses. */
  readonly reverses?: string;
  /** Generalumkehr: repeats the sides of what it corrects with negative amounts, so that turnover is corrected too. */
  readonly generalReversal?: boolean;
}

/** An entry of the journal: numbered without gaps in its fiscal year, never changed again. */
export interface PostedEntry extends NewEntry {
  readonly id: string;
  readonly fiscalYear: number;
  readonly number: number;
  /** Instant of posting, RFC 3339 UTC. */
  readonly postedAt: string;
  /** Who posted: a principal, never a name. */
  readonly postedBy: string;
}
