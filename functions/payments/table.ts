import * as z from 'zod';
import { Bytes, entity, type ItemOf, MinorUnits } from '../../shared/table/entity.ts';
import { LEFT_OUT_REASONS } from './domain/payment.ts';

const Day = z.string();
const Scheme = z.enum(['CORE', 'B2B']);
const PostalAddress = z.object({
  street: z.string().optional(),
  houseNumber: z.string().optional(),
  postcode: z.string().optional(),
  city: z.string().optional(),
  country: z.string().optional(),
});
const Amendment = z.object({
  originalMandateId: z.string().optional(),
  originalCreditorId: z.string().optional(),
  originalCreditorName: z.string().optional(),
  accountChanged: z.boolean().optional(),
});
/** Who orders, from which account, booked against which one: as a run found it. */
const Orderer = z.object({
  name: z.string(),
  iban: z.string(),
  bic: z.string().optional(),
  address: PostalAddress.optional(),
  transitAccount: z.string(),
  creditorId: z.string().optional(),
  batchBooking: z.boolean(),
  preNotificationDays: z.int(),
});

export const PaymentSettingsRow = entity({
  name: 'payments.settings',
  schema: z.object({
    company: z.string(),
    ...Orderer.shape,
    blockedPartners: z.array(z.string()),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#PAYMENT-SETTINGS`, sk: 'SETTINGS' }),
  access: ['The settings of a company.'],
});
export type PaymentSettingsRow = ItemOf<typeof PaymentSettingsRow>;

export const MandateRow = entity({
  name: 'payments.mandate',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    partnerId: z.string(),
    iban: z.string(),
    bic: z.string().optional(),
    accountHolder: z.string().optional(),
    signedOn: Day,
    scheme: Scheme,
    sequence: z.enum(['recurring', 'one-off']),
    lastCollection: z.boolean().optional(),
    uses: z.int().nonnegative(),
    lastUsedOn: Day.optional(),
    revokedOn: Day.optional(),
    amendment: Amendment.optional(),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#MANDATES`, sk: id }),
  access: ['by id; all of a company in the order of their ids'],
});
export type MandateRow = ItemOf<typeof MandateRow>;

export const RUN_STATES = [
  'proposed', 'approved', 'booked', 'fetched', 'settled', 'rejected', 'cancelling', 'cancelled',
] as const; // biome-ignore format: a list

export const PaymentRunRow = entity({
  name: 'payments.run',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    kind: z.enum(['transfer', 'direct-debit']),
    state: z.enum(RUN_STATES),
    executionDate: Day,
    payUntil: Day,
    nextRunOn: Day,
    collect: z.enum(['item', 'partner']),
    urgent: z.boolean(),
    minimumMinor: MinorUnits,
    orderer: Orderer,
    payments: z.int().nonnegative(),
    approvalId: z.string(),
    proposedBy: z.string(),
    proposedAt: z.iso.datetime(),
    /** Whoever changed it since: none of them may approve it either. */
    changedBy: z.array(z.string()),
    decidedBy: z.string().optional(),
    decidedAt: z.iso.datetime().optional(),
    fetchedAt: z.iso.datetime().optional(),
    version: z.int().positive(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#PAYMENT-RUNS`, sk: id }),
  access: ['by id; all of a company, newest first'],
});
export type PaymentRunRow = ItemOf<typeof PaymentRunRow>;

const LeftOutEntry = z.object({
  itemId: z.string(),
  account: z.string(),
  partnerId: z.string().optional(),
  reason: z.enum(LEFT_OUT_REASONS),
  detail: z.string(),
});

export const PAYMENT_STATES = [
  'proposed', 'left-out', 'booked', 'accepted', 'rejected', 'reversed', 'returned',
] as const; // biome-ignore format: a list

/** One payment of a run. Names and accounts stand here as they were ordered: the bank's own record of it says the same. */
export const PaymentRow = entity({
  name: 'payments.payment',
  schema: z.object({
    company: z.string(),
    runId: z.string(),
    number: z.int().positive(),
    state: z.enum(PAYMENT_STATES),
    partnerId: z.string(),
    account: z.string(),
    party: z.object({
      name: z.string(),
      iban: z.string(),
      bic: z.string().optional(),
      address: PostalAddress.optional(),
    }),
    amountMinor: MinorUnits,
    items: z.array(
      z.object({ itemId: z.string(), label: z.string(), amountMinor: MinorUnits, discountMinor: MinorUnits }),
    ),
    text: z.string(),
    mandate: z
      .object({
        id: z.string(),
        signedOn: Day,
        scheme: Scheme,
        sequence: z.enum(['FRST', 'RCUR', 'OOFF', 'FNAL']),
        amendment: Amendment.optional(),
      })
      .optional(),
    /** Day on which the payer was told of the debit. */
    notifiedOn: Day.optional(),
    /** Items taken out of it since it was proposed. */
    without: z.array(LeftOutEntry),
    entryId: z.string().optional(),
    clearingId: z.string().optional(),
    reversedBy: z.string().optional(),
    /** The bank transaction by which its money came back. */
    returnedBy: z.string().optional(),
    /** Why it was left out or rejected: a reason of ours, or the bank's code (ISO 20022 ExternalStatusReason1Code). */
    reason: z.string().optional(),
    detail: z.string().optional(),
  }),
  key: (of: { company: string; runId: string; number: number }) => ({
    pk: `C#${of.company}#PAYMENTS#${of.runId}`,
    sk: `PAYMENT#${String(of.number).padStart(4, '0')}`,
  }),
  access: ['All of a run in their order; one by its number, as the end-to-end id names it.'],
});
export type PaymentRow = ItemOf<typeof PaymentRow>;

/** A line of a statement that has shown payments of a run: the bank has done what it was told. */
export const SettlementRow = entity({
  name: 'payments.settlement',
  schema: z.object({
    company: z.string(),
    runId: z.string(),
    transactionId: z.string(),
    on: Day,
    numbers: z.array(z.int().positive()),
    entryId: z.string(),
    /** The booking of the line was taken back. */
    undone: z.boolean().optional(),
  }),
  key: (of: { company: string; runId: string; transactionId: string }) => ({
    pk: `C#${of.company}#PAYMENTS#${of.runId}`,
    sk: `SETTLED#${of.transactionId}`,
  }),
  access: ['All of a run; one by its bank transaction.'],
});
export type SettlementRow = ItemOf<typeof SettlementRow>;

/** What a proposal left out, as compressed JSON, a thousand an item. */
export const LeftOutRow = entity({
  name: 'payments.left-out',
  schema: z.object({ company: z.string(), runId: z.string(), part: z.int().nonnegative(), content: Bytes }),
  key: (of: { company: string; runId: string; part: number }) => ({
    pk: `C#${of.company}#PAYMENTS#${of.runId}`,
    sk: `LEFT-OUT#${String(of.part).padStart(4, '0')}`,
  }),
  access: ['All of a run.'],
});

/** The file of a run, compressed: written once, so that every download has the same bytes. */
export const PaymentFileRow = entity({
  name: 'payments.file',
  schema: z.object({
    company: z.string(),
    runId: z.string(),
    messageId: z.string(),
    payments: z.int().positive(),
    totalMinor: MinorUnits,
    sha256: z.string(),
    content: Bytes,
  }),
  key: (of: { company: string; runId: string }) => ({
    pk: `C#${of.company}#PAYMENTS#${of.runId}`,
    sk: 'FILE',
  }),
  access: ['The file of a run.'],
});
export type PaymentFileRow = ItemOf<typeof PaymentFileRow>;
