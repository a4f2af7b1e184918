import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  madeId,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';

const Money = z.string().meta({ example: '-119.00' });
const TransactionParams = z.object({ companyId: CompanyId, transactionId: z.string().max(120) });
const State = z.enum(['pending', 'new', 'proposed', 'booked', 'ignored']);

export const BankTransactionView = z
  .object({
    id: z.string(),
    iban: z.string(),
    bookingDate: z.string(),
    valueDate: z.string().optional(),
    amount: Money.describe('Positive is received, negative is paid.'),
    currency: z.string(),
    endToEndId: z.string().optional(),
    mandateId: z.string().optional(),
    creditorId: z.string().optional(),
    transactionId: z.string().optional(),
    bankReference: z.string().optional(),
    remittance: z.string(),
    counterparty: z.object({
      name: z.string().optional(),
      iban: z.string().optional(),
      bic: z.string().optional(),
    }),
    bankTransactionCode: z.string().optional(),
    returnReason: z
      .string()
      .optional()
      .describe('Why it came back (ISO 20022 ExternalReturnReason1Code, or the bank’s own).'),
    messageId: z.string().optional(),
    paymentGroupId: z
      .string()
      .optional()
      .describe('Group of a payment file (PmtInfId, KREF+) that the bank names.'),
    originalAmount: Money.optional().describe(
      'What was ordered, where charges make the amount another; not signed.',
    ),
    charges: Money.optional().describe('Charges in the amount, as the bank states them; not signed.'),
    state: State,
    importId: z.string(),
    statementId: z.string(),
    proposals: z
      .array(
        z.object({
          items: z.array(z.object({ item: z.string(), discount: z.string().optional() })),
          run: z
            .object({ id: z.string(), payments: z.array(z.int()) })
            .optional()
            .describe('Payments of a run that it shows.'),
          returns: z
            .object({ run: z.string(), payment: z.int(), fee: Money })
            .optional()
            .describe('A payment that it gives back, and what the bank took for it.'),
          account: z.string().optional().describe('An account of the ledger.'),
          taxCode: z.string().optional(),
          costCentre: z.string().optional(),
          text: z.string().optional(),
          rule: z.string().optional().describe('The rule that says so.'),
          times: z.int().optional().describe('How often people have booked it so before.'),
          score: z.number(),
          reasons: z.array(z.string()),
        }),
      )
      .optional()
      .describe('What it may settle, best first, with what speaks for it.'),
    entryId: z.string().optional(),
    clearingId: z.string().optional(),
    run: z.string().optional().describe('The payment run whose payments it has shown.'),
    returns: z
      .object({ run: z.string(), payment: z.int() })
      .optional()
      .describe('The payment that it has given back.'),
    automatic: z.boolean().optional().describe('Booked without asking.'),
  })
  .meta({ id: 'BankTransaction' });

export const listBankTransactions = route({
  id: 'banking.listBankTransactions',
  method: 'GET',
  path: '/companies/{companyId}/bank-transactions',
  scope: 'read',
  permission: 'banking.read',
  summary: 'Bank transactions of an import, or of the accounts in a range of days',
  description:
    'A page may have fewer items than `limit`, or none, and still a `next`: filters apply to what was read. What is only announced ' +
    '(camt.052 PDNG, MT942) is no transaction yet: `state=pending` shows it, in no order, until it is booked.',
  params: CompanyParams,
  query: PageQuery.extend({
    importId: madeId('imp').optional(),
    iban: z.string().max(40).optional(),
    from: DateField.optional().describe('First booking day.'),
    to: DateField.optional().describe('Last booking day.'),
    state: State.optional(),
  }),
  responses: { 200: { description: 'A page of transactions', body: pageOf(BankTransactionView) } },
});

export const getBankTransaction = route({
  id: 'banking.getBankTransaction',
  method: 'GET',
  path: '/companies/{companyId}/bank-transactions/{transactionId}',
  scope: 'read',
  permission: 'banking.read',
  summary: 'One bank transaction',
  params: TransactionParams,
  responses: { 200: { description: 'The transaction', body: BankTransactionView } },
});

export const listBankStatements = route({
  id: 'banking.listBankStatements',
  method: 'GET',
  path: '/companies/{companyId}/bank-statements',
  scope: 'read',
  permission: 'banking.read',
  summary: 'Statements with their balances, and what is wrong with them',
  params: CompanyParams,
  query: PageQuery.extend({ importId: madeId('imp').optional() }),
  responses: {
    200: {
      description: 'A page of statements',
      body: pageOf(
        z
          .object({
            iban: z.string(),
            importId: z.string(),
            statementId: z.string(),
            format: z.string(),
            sequence: z.string().optional(),
            transactions: z.int(),
            balances: z.array(
              z.object({ kind: z.string(), date: z.string(), amount: Money, currency: z.string() }),
            ),
            balanced: z.boolean().describe('Opening balance and entries make up the closing balance.'),
            findings: z.array(z.object({ kind: z.string(), detail: z.string() })),
          })
          .meta({ id: 'BankStatement' }),
      ),
    },
  },
});
