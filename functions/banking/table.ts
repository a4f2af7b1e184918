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
    /** Where fees of the bank are booked; without it nobody knows. */
    feeAccount: z.string().optional(),
    feeTaxCode: z.string().optional(),
    /** Fees by the bank's code are booked without asking. */
    bookFees: z.boolean().optional(),
    /** Returns of payments of ours that are explained to the cent are booked without asking. */
    bookReturns: z.boolean().optional(),
    /** Whoever's debit came back is charged the bank's fee for it. */
    rechargeReturnFees: z.boolean().optional(),
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

const Target = z.object({
  account: z.string(),
  taxCode: z.string().optional(),
  costCentre: z.string().optional(),
  text: z.string().optional(),
});

const Proposal = z.object({
  items: z.array(z.object({ item: z.string(), discountMinor: MinorUnits.optional() })),
  /** Payments of a run that it shows. */
  run: z.object({ id: z.string(), payments: z.array(z.int().positive()) }).optional(),
  /** A payment that it gives back. */
  returns: z.object({ run: z.string(), payment: z.int().positive(), feeMinor: MinorUnits }).optional(),
  /** An account of the ledger, by a rule, by the bank's code, or as it was booked before. */
  target: Target.optional(),
  rule: z.string().optional(),
  times: z.int().positive().optional(),
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
    /** The payment run whose payments it has shown. */
    runId: z.string().optional(),
    /** The payment of a run that it has given back. */
    returned: z.object({ runId: z.string(), number: z.int().positive() }).optional(),
    /** What was learned from its booking. */
    learned: z.string().optional(),
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

/** The place of a statement among those of its account: the same statement once, however often it came. */
export const StatementLinkRow = entity({
  name: 'banking.statement-link',
  schema: z.object({
    company: z.string(),
    iban: z.string(),
    /** Day of the closing balance. */
    date: z.string(),
    /** Hash of what the statement says of itself. */
    hash: z.string(),
    importId: z.string(),
    statementId: z.string(),
    sequence: z.string().optional(),
    currency: z.string(),
    openingMinor: MinorUnits,
    closingMinor: MinorUnits,
  }),
  key: (of: { company: string; iban: string; date: string; hash: string }) => ({
    pk: `C#${of.company}#BANK-CHAIN#${of.iban}`,
    sk: `${of.date}#${of.hash}`,
  }),
  access: ['Of one account from a day on; the newest of one account.'],
});
export type StatementLinkRow = ItemOf<typeof StatementLinkRow>;

/** What a company wants to be done with transactions that look like this. */
export const BankRuleRow = entity({
  name: 'banking.rule',
  schema: z.object({
    company: z.string(),
    id: z.string(),
    name: z.string().optional(),
    conditions: z.object({
      account: z.string().optional(),
      counterpartyIban: z.string().optional(),
      counterpartyName: z.string().optional(),
      textContains: z.array(z.string()).optional(),
      code: z.string().optional(),
      direction: z.enum(['received', 'paid']).optional(),
      minMinor: MinorUnits.optional(),
      maxMinor: MinorUnits.optional(),
    }),
    target: Target,
    automatic: z.boolean(),
    version: z.int().positive(),
    changedAt: z.iso.datetime(),
    changedBy: z.string(),
  }),
  key: ({ company, id }: { company: string; id: string }) => ({ pk: `C#${company}#BANK-RULES`, sk: id }),
  access: ['by id; all of a company'],
});
export type BankRuleRow = ItemOf<typeof BankRuleRow>;

/** Where people have booked payments that look alike; hashes of the other side and of words, no names or accounts. */
export const LearnedBookingRow = entity({
  name: 'banking.learned-booking',
  schema: z.object({
    company: z.string(),
    /** Hash of traits and target. */
    hash: z.string(),
    counterparty: z.string(),
    words: z.string(),
    target: Target,
    count: z.int(),
    lastOn: z.string(),
  }),
  key: ({ company, hash }: { company: string; hash: string }) => ({
    pk: `C#${company}#BANK-LEARNED`,
    sk: hash,
  }),
  access: ['All of a company.'],
});
export type LearnedBookingRow = ItemOf<typeof LearnedBookingRow>;
