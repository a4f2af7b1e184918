import * as z from 'zod';
import { entity, type ItemOf, MinorUnits } from '../../shared/table/entity.ts';

const Day = z.string();

/** Ten digits, so that text order is number order. */
function numberKey(number: number): string {
  return String(number).padStart(10, '0');
}

/**
 * The end of one cash book and its settings. Every entry and every count replaces it in its own transaction, on condition
 * of the revision that it was decided on: numbers have no gap and the balance never falls below zero, however many write.
 */
export const CashBookRow = entity({
  name: 'cash.book',
  schema: z.object({
    company: z.string(),
    account: z.string(),
    name: z.string(),
    startDate: Day,
    openingMinor: MinorUnits,
    differenceAccount: z.string().optional(),
    transitAccount: z.string().optional(),
    /** Nothing is recorded any more. */
    ended: z.boolean(),
    balanceMinor: MinorUnits,
    lastNumber: z.int().nonnegative(),
    lastDate: Day.optional(),
    lastCount: z.int().nonnegative(),
    /** Counted: nothing is recorded on this day or before. */
    closedThrough: Day.optional(),
    /** Raised by everything that changes the item. */
    revision: z.int().positive(),
    /** Of what a person wrote: the ETag. */
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company, account }: { company: string; account: string }) => ({
    pk: `C#${company}#CASH-BOOKS`,
    sk: account,
  }),
  access: ['by account: read and conditionally replaced by every entry and count; all of a company'],
});
export type CashBookRow = ItemOf<typeof CashBookRow>;

/** One row of a cash book. Never changed: what was wrong is reversed by a row of its own. */
export const CashEntryRow = entity({
  name: 'cash.entry',
  schema: z.object({
    company: z.string(),
    account: z.string(),
    number: z.int().positive(),
    date: Day,
    kind: z.enum(['entry', 'payment', 'reversal', 'difference']),
    /** Positive is received, negative is paid. */
    amountMinor: MinorUnits,
    /** After this row. */
    balanceMinor: MinorUnits,
    contraAccount: z.string().optional(),
    taxCode: z.string().optional(),
    text: z.string(),
    documentNumber: z.string().optional(),
    costCentre: z.string().optional(),
    reverses: z.int().positive().optional(),
    entryId: z.string(),
    fiscalYear: z.int(),
    journalNumber: z.int().positive(),
    /** Marks the request that recorded it: after a lost answer it tells whether it was this one. */
    recordId: z.string(),
    recordedAt: z.iso.datetime(),
    recordedBy: z.string(),
  }),
  key: ({
    company,
    account,
    date,
    number,
  }: {
    company: string;
    account: string;
    date: string;
    number: number;
  }) => ({
    pk: `C#${company}#CASH-BOOK#${account}`,
    sk: `${date}#${numberKey(number)}`,
  }),
  access: [
    'rows of a book between two days, in their order, which is that of days and of numbers; the last before a day',
  ],
});
export type CashEntryRow = ItemOf<typeof CashEntryRow>;

/** One count of the drawer (Zählprotokoll). Never changed. */
export const CashCountRow = entity({
  name: 'cash.count',
  schema: z.object({
    company: z.string(),
    account: z.string(),
    number: z.int().positive(),
    date: Day,
    countedMinor: MinorUnits,
    bookMinor: MinorUnits,
    denominations: z.array(z.object({ valueMinor: MinorUnits, pieces: z.int() })).optional(),
    closes: z.boolean(),
    /** Row of the book that takes the difference. */
    differenceNumber: z.int().optional(),
    /** Last row of the book when it was counted. */
    lastNumber: z.int().nonnegative(),
    note: z.string().optional(),
    recordId: z.string(),
    countedAt: z.iso.datetime(),
    countedBy: z.string(),
  }),
  key: ({
    company,
    account,
    date,
    number,
  }: {
    company: string;
    account: string;
    date: string;
    number: number;
  }) => ({
    pk: `C#${company}#CASH-COUNTS#${account}`,
    sk: `${date}#${numberKey(number)}`,
  }),
  access: ['counts of a book between two days'],
});
export type CashCountRow = ItemOf<typeof CashCountRow>;
