import { addDays, type CalendarDate } from '../../../shared/kernel/calendar-date.ts';

/** A debit as far as telling its payer goes. */
export interface AnnouncedDebit {
  readonly number: number;
  /** Day on which the payer was told; undefined where nobody has said so. */
  readonly notifiedOn?: CalendarDate | undefined;
}

/** `late`: told after the last day, or not told and the day is over. */
export type PreNotificationState = 'told' | 'to-be-told' | 'late';

/**
 * The last day on which a payer must be told: 14 calendar days before the collection unless another time was agreed with him
 * (SDD Core and B2B rulebooks, chapter 4.3.1; the agreed days stand in the settings).
 */
export function notifyBy(collectionDate: CalendarDate, daysBefore: number): CalendarDate {
  return addDays(collectionDate, -daysBefore);
}

export function preNotificationState(
  { notifiedOn }: Pick<AnnouncedDebit, 'notifiedOn'>,
  lastDay: CalendarDate,
  today: CalendarDate,
): PreNotificationState {
  if (notifiedOn !== undefined) return notifiedOn <= lastDay ? 'told' : 'late';
  return today <= lastDay ? 'to-be-told' : 'late';
}

export interface PreNotificationFinding {
  readonly payment: number;
  readonly detail: string;
}

/** Debits whose payers were not told in time: they can have them returned, and the company owes them an explanation. */
export function lateDebits(
  debits: readonly AnnouncedDebit[],
  lastDay: CalendarDate,
  today: CalendarDate,
): PreNotificationFinding[] {
  return debits
    .filter((debit) => preNotificationState(debit, lastDay, today) === 'late')
    .map(({ number: payment, notifiedOn }) => ({
      payment,
      detail:
        notifiedOn === undefined
          ? `The payer was to be told by ${lastDay}; nobody has said that he was.`
          : `The payer was to be told by ${lastDay}; he was on ${notifiedOn}.`,
    }));
}

/** All but the first and last four characters hidden: whose letter goes astray has told no account number. */
export function hiddenIban(iban: string): string {
  return `${iban.slice(0, 4)}${'*'.repeat(Math.max(0, iban.length - 8))}${iban.slice(-4)}`;
}
