import * as z from 'zod';
import { Bytes, entity, type ItemOf, MinorUnits } from '../../shared/table/entity.ts';
import { TRANSACTION_STATES } from './domain/known-entries.ts';

const Finding = z.object({ code: z.string(), detail: z.string() });
export const rowKey = (row: number): string => String(row).padStart(10, '0');

export const BankingSettings = entity({
  name: 'banking.settings',
  schema: z.object({
    company: z.string(),
    /** Statements of accounts that the company does not have are refused instead of adding the account. */
    refuseUnknownAccounts: z.boolean(),
    version: z.int().positive(),
  }),
  key: ({ company }: { company: string }) => ({ pk: `C#${company}#BANKING`, sk: 'SETTINGS' }),
  access: ['What the company wants of imports.'],
});

export const BankAccount = entity({
  name: 'banking.account',
  schema: z.object({
    company: z.string(),
    /** IBAN, or what else the bank calls the account. */
    account: z.string(),
    state: z.enum(['confirmed', 'unconfirmed']),
    name: z.string().optional(),
    ledgerAccount: z.string().optional(),
    bic: z.string().optional(),
    currency: z.string().optional(),
    /** The import that met the account first, where no one had told of it before. */
    foundBy: z.string().optional(),
    version: z.int().positive(),
  }),
  key: (of: { company: string; account: string }) => ({
    pk: `C#${of.company}#BANKING`,
    sk: `ACCOUNT#${of.account}`,
  }),
  access: ['One bank account; all of a company in order of their numbers.'],
});
export type BankAccount = ItemOf<typeof BankAccount>;

export const BankAccountHead = entity({
  name: 'banking.account-head',
  schema: z.object({ company: z.string(), account: z.string(), commits: z.int().positive() }),
  key: (of: { company: string; account: string }) => ({
    pk: `C#${of.company}#BANK-HEAD#${of.account}`,
    sk: 'HEAD',
  }),
  access: ['Counts what was committed to an account: who has read it knows whether anything came since.'],
});

export const TransactionItem = entity({
  name: 'banking.transaction',
  schema: z.object({
    company: z.string(),
    account: z.string(),
    bookingDate: z.string(),
    /** Hash of what the entry is known by. */
    entry: z.string(),
    /** 0, or the number of the detail that the transaction is. */
    detail: z.int().nonnegative(),
    state: z.enum(TRANSACTION_STATES),
    status: z.enum(['BOOK', 'PDNG', 'INFO', 'FUTR']),
    valueDate: z.string().optional(),
    amountMinor: MinorUnits,
    currency: z.string(),
    importId: z.string(),
    origin: z.string(),
    /** Hashes, see `domain/known-entries.ts`. */
    reference: z.string().optional(),
    content: z.string(),
    pendingReference: z.string().optional(),
    pendingContent: z.string(),
    occurrence: z.int().positive(),
    /** The rest as JSON: what the bank said of the payment. Compressed where it is long. */
    facts: z.union([z.string(), Bytes]),
    version: z.int().positive(),
  }),
  key: (of: { company: string; account: string; bookingDate: string; entry: string; detail: number }) => ({
    pk: `C#${of.company}#BANK-TX#${of.account}`,
    sk: `${of.bookingDate}#${of.entry}#${String(of.detail).padStart(6, '0')}`,
  }),
  access: [
    'Transactions of one account in a range of booking days, in order; states are filtered by the reader.',
    'One transaction: its id holds account and sort key.',
  ],
});
export type TransactionItem = ItemOf<typeof TransactionItem>;

export const ImportPage = entity({
  name: 'banking.import-page',
  schema: z.object({
    company: z.string(),
    importId: z.string(),
    throughRow: z.int().positive(),
    /** Compressed JSON: `[account, sort key, known already (1) or brought (0), statement]` of each transaction. */
    content: Bytes,
  }),
  key: (of: { company: string; importId: string; throughRow: number }) => ({
    pk: `C#${of.company}#BANK-IMPORT#${of.importId}`,
    sk: rowKey(of.throughRow),
  }),
  access: ['The transactions that a file holds, in its order.'],
});

export const StatementItem = entity({
  name: 'banking.statement',
  schema: z.object({
    company: z.string(),
    account: z.string(),
    /** Last day of the statement. */
    date: z.string(),
    importId: z.string(),
    /** Number in the file. */
    number: z.int().positive(),
    format: z.string(),
    version: z.string(),
    statementId: z.string(),
    sequenceNumber: z.string().optional(),
    line: z.int().positive(),
    from: z.string().optional(),
    to: z.string().optional(),
    currency: z.string().optional(),
    openingMinor: MinorUnits.optional(),
    closingMinor: MinorUnits.optional(),
    bookedMinor: MinorUnits.optional(),
    entries: z.int().nonnegative(),
    transactions: z.int().nonnegative(),
    known: z.int().nonnegative(),
    balance: z.enum(['checked', 'unchecked']),
    findings: z.array(Finding),
  }),
  key: (of: { company: string; account: string; date: string; importId: string; number: number }) => ({
    pk: `C#${of.company}#BANK-STATEMENTS`,
    sk: `${of.account}#${of.date}#${of.importId}#${String(of.number).padStart(6, '0')}`,
  }),
  access: ['Statements of a company by account and last day; the one before another.'],
});
export type StatementItem = ItemOf<typeof StatementItem>;
