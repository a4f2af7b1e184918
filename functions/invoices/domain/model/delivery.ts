import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import type { PostalAddress } from './party.ts';
import type { Identifier } from './values.ts';

/** BG-14 of the invoice (BT-73, BT-74), BG-26 of a line (BT-134, BT-135). */
export interface Period {
  readonly start?: CalendarDate;
  readonly end?: CalendarDate;
}

/** BG-13. The invoicing period, BG-14, is a group of it in the standard too. */
export interface Delivery {
  /** BT-70. */
  readonly name?: string;
  /** BT-71: scheme from ICD. */
  readonly locationId?: Identifier;
  /** BT-72: day of delivery or completion (Leistungsdatum). */
  readonly date?: CalendarDate;
  /** BG-14: Leistungszeitraum. */
  readonly period?: Period;
  /** BG-15. */
  readonly address?: PostalAddress;
}
