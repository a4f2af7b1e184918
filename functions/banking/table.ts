import * as z from 'zod';
import { entity, type ItemOf, MinorUnits } from '../../shared/table/entity.ts';

/** A bank account of the company, by its IBAN (or what its bank calls it). */
export const BankAccountRow = entity({
  name: 'banking.account',
  schema: z.object({
    company: z.string(),
    iban: z.string(),
    name: z.string().optional(),
    bic: z.string().optional(),
    currency: z.string().optional(),
    /** Its account in the ledger; without one nothing is booked. */
    ledgerAccount: z.string().optional(),
    /** `found`: made by a statement, nobody has confirmed it yet. */
    state: z.enum(['found', 'confirmed']),
    version: z.int().positive(),
  }),
  key: ({ company, iban }: { company: string; iban: string }) => ({
    pk: `C#${company}#BANK-ACCOUNTS`,
    sk: iban,
  }),
  access: ['by IBAN; all of a company'],
});
export type BankAccountRow = ItemOf<typeof BankAccountRow>;

const Proposal = z.object({
  items: z.array(z.object({ item: z.string(), discountMinor: MinorUnits.optional() })),
  score: z.number(),
  reasons: z.array(z.string()),
});

export const BankTransactionRow = entity({
  name: 'banking.transaction',
  schema: z.object({
    company: z.string(),
    iban: z.string(),
    /** Hash of what makes the entry the same in every statement, and which of its details it is. */
    entryHash: z.string(),
    detail: z.int().positive(),
    details: z.int().positive(),
    importId: z.string(),
    row: z.int().positive(),
    statementId: z.string(),
    format: z.string(),
    bookingDate: z.string(),
    valueDate: z.string().optional(),
    amountMinor: MinorUnits,
    currency: z.string(),
    endToEndId: z.string().optional(),
    mandateId: z.string().optional(),
    creditorId: z.string().optional(),
    transactionId: z.string().optional(),
    bankReference: z.string().optional(),
    bankTransactionCode: z.string().optional(),
    returnReason: z.string().optional(),
    messageId: z.string().optional(),
    paymentGroupId: z.string().optional(),
    originalMinor: MinorUnits.optional(),
    chargesMinor: MinorUnits.optional(),
    remittance: z.string(),
    counterparty: z.object({
      name: z.string().optional(),
      iban: z.string().optional(),
      bic: z.string().optional(),
    }),
    state: z.enum(['pending', 'new', 'proposed', 'booked', 'ignored']),
    proposals: z.array(Proposal).optional(),
    entryId: z.string().optional(),
    clearingId: z.string().optional(),
    automatic: z.boolean().optional(),
    version: z.int().positive(),
  }),
  key: (of: { company: string; iban: string; bookingDate: string; entryHash: string; detail: number }) => ({
    pk: `C#${of.company}#BANK-TRANSACTIONS#${of.iban}`,
    sk: `${of.bookingDate}#${of.entryHash}#${String(of.detail).padStart(6, '0')}`,
  }),
  index: ({ company, importId, row }) => ({
    gsi1pk: `C#${company}#BANK-IMPORT#${importId}`,
    gsi1sk: String(row).padStart(8, '0'),
  }),
  access: [
    'Of one account in a range of days; one by its id.',
    'gsi1: what one import brought, in the order of the file.',
  ],
});
export type BankTransactionRow = ItemOf<typeof BankTransactionRow>;

/** An entry that is only announced; the booked one takes it away. */
export const PendingTransactionRow = entity({
  name: 'banking.pending-transaction',
  schema: z.object({
    company: z.string(),
    iban: z.string(),
    pendingHash: z.string(),
    content: z.string(),
  }),
  key: ({ company, iban, pendingHash }: { company: string; iban: string; pendingHash: string }) => ({
    pk: `C#${company}#BANK-PENDING#${iban}`,
    sk: pendingHash,
  }),
  access: ['What is announced on one account.'],
});

export const BankStatementRow = entity({
  name: 'banking.statement',
  schema: z.object({
    company: z.string(),
    iban: z.string(),
    importId: z.string(),
    number: z.int().positive(),
    statementId: z.string(),
    format: z.string(),
    sequence: z.string().optional(),
    transactions: z.int().nonnegative(),
    balances: z.array(
      z.object({ kind: z.string(), date: z.string(), amountMinor: MinorUnits, currency: z.string() }),
    ),
    findings: z.array(z.object({ kind: z.string(), detail: z.string() })),
  }),
  key: ({ company, importId, number }: { company: string; importId: string; number: number }) => ({
    pk: `C#${company}#BANK-STATEMENTS`,
    sk: `${importId}#${String(number).padStart(5, '0')}`,
  }),
  access: ['Of one import, or all of a company, in the order of the imports.'],
});
export type BankStatementRow = ItemOf<typeof BankStatementRow>;
