import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, madeId, PageQuery, pageOf } from '../../shared/http/fields.ts';
import { route } from '../../shared/http/route.ts';
import { TRANSACTION_STATES } from './domain/known-entries.ts';

const Account = z
  .string()
  .regex(/^[A-Z0-9./:_-]{1,34}$/, 'must be an IBAN, or what the bank calls the account')
  .meta({ description: 'IBAN without spaces', example: 'DE02120300000000202051' });
const AccountParams = z.object({ companyId: CompanyId, iban: Account });
const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'ISO 4217', example: 'EUR' });
const State = z.enum(TRANSACTION_STATES);

const BankAccountView = z
  .object({
    iban: z.string(),
    state: z
      .enum(['confirmed', 'unconfirmed'])
      .meta({ description: '`unconfirmed`: met in a statement, nobody has confirmed it yet' }),
    name: z.string().optional(),
    ledgerAccount: z.string().optional(),
    bic: z.string().optional(),
    currency: z.string().optional(),
    foundBy: z.string().optional().meta({ description: 'The import that met it first' }),
  })
  .meta({ id: 'BankAccount' });
export type BankAccountView = z.input<typeof BankAccountView>;

const Party = z.object({
  name: z.string().optional(),
  iban: z.string().optional(),
  account: z.string().optional(),
  bic: z.string().optional(),
  id: z.string().optional(),
});
const Code = z.object({
  domain: z.string().optional(),
  family: z.string().optional(),
  subFamily: z.string().optional(),
  proprietary: z.string().optional(),
  issuer: z.string().optional(),
});
const facts = {
  endToEndId: z.string().optional(),
  mandateId: z.string().optional(),
  creditorId: z.string().optional(),
  transactionId: z.string().optional(),
  uetr: z.string().optional(),
  instructionId: z.string().optional(),
  paymentInformationId: z.string().optional(),
  bankReference: z.string().optional(),
  customerReference: z.string().optional(),
  remittance: z
    .string()
    .optional()
    .meta({ description: 'Unstructured text; without one, the structured references' }),
  creditorReferences: z.array(z.string()).optional(),
  additionalRemittance: z.string().optional(),
  additionalInfo: z.string().optional(),
  debtor: Party.optional(),
  creditor: Party.optional(),
  ultimateDebtor: Party.optional(),
  ultimateCreditor: Party.optional(),
  purpose: z.string().optional(),
  charges: z.array(z.string()).optional(),
  originalAmount: z.string().optional(),
  exchangeRate: z.string().optional(),
  returnReason: z.string().optional(),
  otherReferences: z.array(z.string()).optional(),
};
export const BankTransactionView = z
  .object({
    id: z.string(),
    iban: z.string(),
    bookingDate: z.string(),
    valueDate: z.string().optional(),
    amount: z.string().meta({ description: 'Signed: negative leaves the account' }),
    currency: z.string(),
    counterparty: Party.meta({ description: 'Empty where the bank names nobody but ourselves' }),
    bankTransactionCode: z.string().optional().meta({ example: 'PMNT-RCDT-ESCT' }),
    transactionCode: Code.optional(),
    state: State,
    status: z.enum(['BOOK', 'PDNG', 'INFO', 'FUTR']),
    isReversal: z.boolean(),
    importId: z.string().meta({ description: 'The import that brought it; others may hold it too' }),
    statementId: z.string().optional(),
    sequenceNumber: z.string().optional(),
    entryReference: z.string().optional(),
    ...facts,
    details: z
      .array(z.object({ amount: z.string().optional(), currency: z.string().optional(), ...facts }))
      .optional()
      .meta({ description: 'Details that do not add up to the amount; they are not counted' }),
  })
  .meta({ id: 'BankTransaction' });
export type BankTransactionView = z.input<typeof BankTransactionView>;

const StatementView = z
  .object({
    iban: z.string(),
    date: z.string(),
    format: z.string(),
    version: z.string(),
    statementId: z.string(),
    sequenceNumber: z.string().optional(),
    importId: z.string(),
    line: z.int().meta({ description: 'Where in the file it begins' }),
    from: z.string().optional(),
    to: z.string().optional(),
    currency: z.string().optional(),
    opening: z.string().optional(),
    booked: z.string().optional().meta({ description: 'Sum of the booked entries' }),
    closing: z.string().optional(),
    balance: z
      .enum(['checked', 'unchecked'])
      .meta({ description: '`checked`: opening + booked = closing; one that does not add up is refused' }),
    entries: z.int(),
    transactions: z.int(),
    known: z.int().meta({ description: 'Transactions that were there already' }),
    findings: z.array(z.object({ code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'BankStatement' });

const SettingsView = z.object({ refuseUnknownAccounts: z.boolean() }).meta({ id: 'BankingSettings' });

export const putBankAccount = route({
  id: 'banking.putBankAccount',
  method: 'PUT',
  path: '/companies/{companyId}/bank-accounts/{iban}',
  scope: 'write',
  permission: 'banking.write',
  summary: 'Add a bank account of the company, or change what is said of it',
  description:
    'Confirms an account that a statement brought. What was said before changes with If-Match only.',
  params: AccountParams,
  body: z.strictObject({
    name: z.string().trim().min(1).max(200),
    ledgerAccount: z.string().regex(/^\d{1,9}$/, 'must be an account number'),
    bic: z
      .string()
      .regex(/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/)
      .optional(),
    currency: Currency.optional(),
  }),
  responses: {
    201: { description: 'Added', body: BankAccountView },
    200: { description: 'Changed, or as it was', body: BankAccountView },
  },
});

export const getBankAccount = route({
  id: 'banking.getBankAccount',
  method: 'GET',
  path: '/companies/{companyId}/bank-accounts/{iban}',
  scope: 'read',
  permission: 'banking.read',
  summary: 'One bank account, with ETag',
  params: AccountParams,
  responses: { 200: { description: 'The account', body: BankAccountView } },
});

export const listBankAccounts = route({
  id: 'banking.listBankAccounts',
  method: 'GET',
  path: '/companies/{companyId}/bank-accounts',
  scope: 'read',
  permission: 'banking.read',
  summary: 'Bank accounts of the company, unconfirmed ones too',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of accounts', body: pageOf(BankAccountView) } },
});

export const getBankingSettings = route({
  id: 'banking.getSettings',
  method: 'GET',
  path: '/companies/{companyId}/banking-settings',
  scope: 'read',
  permission: 'banking.read',
  summary: 'What the company wants of imports of statements, with ETag',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: SettingsView } },
});

export const putBankingSettings = route({
  id: 'banking.putSettings',
  method: 'PUT',
  path: '/companies/{companyId}/banking-settings',
  scope: 'write',
  permission: 'banking.write',
  summary: 'Say whether statements of accounts that the company does not have are refused',
  description: 'Without it they are imported, and the account is added unconfirmed. Needs If-Match.',
  params: CompanyParams,
  body: z.strictObject({ refuseUnknownAccounts: z.boolean() }),
  responses: { 200: { description: 'Changed, or as it was', body: SettingsView } },
});

export const listBankTransactions = route({
  id: 'banking.listTransactions',
  method: 'GET',
  path: '/companies/{companyId}/bank-transactions',
  scope: 'read',
  permission: 'banking.read',
  summary: 'Movements of the bank accounts',
  description:
    'By account and booking day; with `importId` the transactions that this file holds, in its order, those included ' +
    'that another file had brought before. Filters are applied page by page: a page may be empty and still have a `next`.',
  params: CompanyParams,
  query: PageQuery.extend({
    importId: madeId('imp').optional(),
    iban: Account.optional(),
    from: DateField.optional(),
    to: DateField.optional(),
    state: State.optional(),
  }),
  responses: { 200: { description: 'A page of transactions', body: pageOf(BankTransactionView) } },
});

export const getBankTransaction = route({
  id: 'banking.getTransaction',
  method: 'GET',
  path: '/companies/{companyId}/bank-transactions/{transactionId}',
  scope: 'read',
  permission: 'banking.read',
  summary: 'One movement of a bank account',
  params: CompanyParams.extend({
    transactionId: z.string().regex(/^btx_[A-Za-z0-9_-]{8,200}$/, 'must be an id like btx_…'),
  }),
  responses: { 200: { description: 'The transaction', body: BankTransactionView } },
});

export const listBankStatements = route({
  id: 'banking.listStatements',
  method: 'GET',
  path: '/companies/{companyId}/bank-statements',
  scope: 'read',
  permission: 'banking.read',
  summary: 'Statements that were imported, with their balances and what was found',
  params: CompanyParams,
  query: PageQuery.extend({ iban: Account.optional() }),
  responses: {
    200: { description: 'A page of statements, by account and day', body: pageOf(StatementView) },
  },
});
