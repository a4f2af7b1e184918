import * as z from 'zod';
import { hash32 } from '../../shared/kernel/hash32.ts';
import { entity, type ItemOf, MinorUnits } from '../../shared/table/entity.ts';

const Day = z.string();

/** What a credit note takes from an invoice, by tag. */
const Corrected = z.array(z.object({ taxCode: z.string(), netMinor: MinorUnits, taxMinor: MinorUnits }));

/** Items of one account stand in one partition, those of all accounts in as many as this. */
export const ITEM_SHARDS = 8;

export function shardOf(account: string): number {
  return hash32(account) % ITEM_SHARDS;
}

const Discount = z.object({ percentTimes100: z.int(), until: Day, baseMinor: MinorUnits.optional() });

const ItemShape = {
  company: z.string(),
  id: z.string(),
  account: z.string(),
  entryId: z.string(),
  date: Day,
  dueDate: Day,
  documentNumber: z.string().optional(),
  reference: z.string().optional(),
  text: z.string(),
  partner: z.string().optional(),
  amountMinor: MinorUnits,
  advance: z.boolean().optional(),
  discount: Discount.optional(),
  laterDiscounts: z.array(Discount).optional(),
  clearings: z.array(
    z.object({
      id: z.string(),
      on: Day,
      amountMinor: MinorUnits,
      adjustedMinor: MinorUnits.optional(),
      corrected: Corrected.optional(),
      undoes: z.string().optional(),
    }),
  ),
  version: z.int().positive(),
};

/** An item of which something is left. */
export const OpenItemRow = entity({
  name: 'receivables.open-item',
  schema: z.object(ItemShape),
  key: ({ company, account, id }: { company: string; account: string; id: string }) => ({
    pk: `C#${company}#OPEN-ITEMS#${shardOf(account)}`,
    sk: `${account}#${id}`,
  }),
  access: [
    'Open items of one account: one query by the start of the sort key.',
    'All open items: one query for each of 8 partitions, side by side.',
  ],
});

/** An item of which nothing is left, in the order of the days since which that is so. */
export const SettledItemRow = entity({
  name: 'receivables.settled-item',
  schema: z.object({ ...ItemShape, settledOn: Day }),
  key: (of: { company: string; account: string; id: string; settledOn: string }) => ({
    pk: `C#${of.company}#SETTLED-ITEMS#${shardOf(of.account)}`,
    sk: `${of.settledOn}#${of.account}#${of.id}`,
  }),
  index: ({ company, id }) => ({ gsi1pk: `C#${company}#SETTLED-ITEM#${id}`, gsi1sk: id }),
  access: [
    'Items that were open on a past day: those settled later, one query for each of 8 partitions.',
    'gsi1: by id, when a clearing is undone or an entry reversed.',
  ],
});

export const ClearingRow = entity({
  name: 'receivables.clearing',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    kind: z.enum(['payment', 'netting', 'write-off', 'assignment', 'reversal', 'undo']),
    on: Day,
    parts: z.array(
      z.object({
        itemId: z.string(),
        account: z.string(),
        amountMinor: MinorUnits,
        adjustedMinor: MinorUnits.optional(),
        corrected: Corrected.optional(),
      }),
    ),
    entryId: z.string().optional(),
    undoes: z.string().optional(),
    undoneBy: z.string().optional(),
    by: z.string(),
    at: z.iso.datetime(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#CLEARINGS`, sk: id }),
  access: ['by id; all of a company in the order in which they were made'],
});
export type ClearingRow = ItemOf<typeof ClearingRow>;

/**
 * What cleared a line at its birth: written in the commit of its entry, read when the line becomes an item, because
 * the item is not there yet when the entry is booked.
 */
export const BornClearingRow = entity({
  name: 'receivables.born-clearing',
  schema: z.object({
    company: z.string(),
    fiscalYear: z.int(),
    number: z.int().positive(),
    lineIndex: z.int().nonnegative(),
    id: z.string(),
    on: Day,
    amountMinor: MinorUnits,
    corrected: Corrected.optional(),
  }),
  key: (of: { company: string; fiscalYear: number; number: number; lineIndex: number }) => ({
    pk: `C#${of.company}#BORN-CLEARINGS#${of.fiscalYear}`,
    sk: `${String(of.number).padStart(10, '0')}#${String(of.lineIndex).padStart(3, '0')}`,
  }),
  access: ['Of the entries between two numbers, when they become items.'],
});

/** What an invoice allows by its own terms: written in the commit of its entry, read when the line becomes an item. */
export const ItemTermsRow = entity({
  name: 'receivables.item-terms',
  schema: z.object({
    company: z.string(),
    fiscalYear: z.int(),
    number: z.int().positive(),
    lineIndex: z.int().nonnegative(),
    discounts: z.array(Discount),
  }),
  key: (of: { company: string; fiscalYear: number; number: number; lineIndex: number }) => ({
    pk: `C#${of.company}#ITEM-TERMS#${of.fiscalYear}`,
    sk: `${String(of.number).padStart(10, '0')}#${String(of.lineIndex).padStart(3, '0')}`,
  }),
  access: ['Of the entries between two numbers, when they become items.'],
});
export type ItemTermsRow = ItemOf<typeof ItemTermsRow>;

/** How far the journal of a year has become items. */
export const ItemsHead = entity({
  name: 'receivables.items-head',
  schema: z.object({ company: z.string(), fiscalYear: z.int(), through: z.int().nonnegative() }),
  key: ({ company, fiscalYear }: { company: string; fiscalYear: number }) => ({
    pk: `C#${company}#ITEMS-HEAD`,
    sk: String(fiscalYear),
  }),
  access: ['The last entry number of each fiscal year that has become items.'],
});

export const PartnerRow = entity({
  name: 'receivables.partner',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    kind: z.enum(['customer', 'vendor']),
    name: z.string(),
    account: z.string(),
    vatId: z.string().optional(),
    iban: z.string().optional(),
    bic: z.string().optional(),
    consumer: z.boolean().optional(),
    paymentTermsDays: z.int().optional(),
    discountDays: z.int().optional(),
    discountPercentTimes100: z.int().optional(),
    address: z
      .object({
        street: z.string().optional(),
        houseNumber: z.string().optional(),
        postcode: z.string().optional(),
        city: z.string().optional(),
        country: z.string(),
      })
      .optional(),
    email: z.string().optional(),
    language: z.enum(['de', 'en']).optional(),
    dunningBlocked: z.boolean().optional(),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#PARTNERS`, sk: id }),
  access: ['by id; all of a company in the order of their ids'],
});
export type PartnerRow = ItemOf<typeof PartnerRow>;

/** Whose account it is: one partner an account. */
export const PartnerAccountRow = entity({
  name: 'receivables.partner-account',
  schema: z.object({ company: z.string(), account: z.string(), partnerId: z.string() }),
  key: ({ company, account }: { company: string; account: string }) => ({
    pk: `C#${company}#PARTNER-ACCOUNTS`,
    sk: account,
  }),
  access: ['The partner of a personal account.'],
});
