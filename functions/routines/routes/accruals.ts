import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  madeId,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { PostingBody } from '../../ledger/contract/posting.ts';
import { MAX_ACCRUAL_MONTHS } from '../domain/accrual-plan.ts';
import { Problem } from '../table.ts';

const AccrualParams = z.object({ companyId: CompanyId, accrualId: madeId('acr') });
const { debitAccount, documentNumber, text, costCentre } = PostingBody.shape;

const AccrualBody = z
  .strictObject({
    kind: z
      .enum(['deferred-expense', 'deferred-income'])
      .describe('Aktive (SKR03 0980, SKR04 1900) or passive Rechnungsabgrenzung (0990, 3900).'),
    account: debitAccount.describe('Account of the expense or income.'),
    amount: z.string().max(40).meta({ description: 'Net, greater than zero', example: '1200.00' }),
    from: DateField,
    to: DateField,
    date: DateField.describe('Of the invoice: the transfer is booked on it.'),
    method: z
      .enum(['months', 'days'])
      .describe('Every month that the period touches the same, or each by its days in the period.'),
    documentNumber: documentNumber.unwrap(),
    text,
    costCentre,
  })
  .meta({
    example: {
      kind: 'deferred-expense',
      account: '4360',
      amount: '1200.00',
      from: '2026-07-01',
      to: '2027-06-30',
      date: '2026-07-03',
      method: 'months',
      documentNumber: 'ER-901',
      text: 'Versicherung 2026/27',
    },
  });

export const AccrualView = z
  .object({
    ...AccrualBody.shape,
    id: z.string(),
    accrualAccount: z.string(),
    state: z.enum(['active', 'done', 'cancelled']),
    cancelledOn: z.string().optional(),
    left: z.string().describe('What still stands on the accrual account.'),
    releases: z.array(
      z.object({ date: z.string(), amount: z.string(), entryId: z.string(), booked: z.boolean() }),
    ),
    problem: Problem.optional().describe(
      'Why the next release could not be booked; it is tried again hourly.',
    ),
    at: Instant,
    by: z.string(),
  })
  .meta({ id: 'Accrual' });

export const postAccrual = route({
  id: 'routines.postAccrual',
  method: 'POST',
  path: '/companies/{companyId}/accruals',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Defer an expense or income and release it month by month (§250 HGB)',
  description:
    'Books the whole amount to the accrual account on `date`. Each month’s share is released on the last day of the month, ' +
    'months before `date` on `date`: what is due is booked at once, the rest by the hourly schedule. The shares add up to the ' +
    `amount to the cent. Up to ${MAX_ACCRUAL_MONTHS} months. Tax is that of the invoice and stays.`,
  params: CompanyParams,
  body: AccrualBody,
  responses: { 201: { description: 'Deferred', body: AccrualView } },
  idempotent: true,
});

export const getAccrual = route({
  id: 'routines.getAccrual',
  method: 'GET',
  path: '/companies/{companyId}/accruals/{accrualId}',
  scope: 'read',
  permission: 'routines.read',
  summary: 'An accrual with its plan and what of it is booked',
  params: AccrualParams,
  responses: { 200: { description: 'The accrual', body: AccrualView } },
});

export const listAccruals = route({
  id: 'routines.listAccruals',
  method: 'GET',
  path: '/companies/{companyId}/accruals',
  scope: 'read',
  permission: 'routines.read',
  summary: 'Accruals in the order in which they were made',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of accruals', body: pageOf(AccrualView) } },
});

export const cancelAccrual = route({
  id: 'routines.cancelAccrual',
  method: 'POST',
  path: '/companies/{companyId}/accruals/{accrualId}/cancellation',
  scope: 'write',
  permission: 'ledger.post',
  summary: 'Release the rest of an accrual and end it',
  params: AccrualParams,
  body: z.strictObject({ date: DateField }).meta({ example: { date: '2026-12-31' } }),
  responses: { 201: { description: 'Ended', body: AccrualView } },
  idempotent: true,
});
