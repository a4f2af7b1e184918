import * as z from 'zod';
import {
  CompanyParams,
  DateField,
  Instant,
  PageQuery,
  PrincipalId,
  pageOf,
} from '../../shared/http/fields.ts';
import { route } from '../../shared/http/route.ts';
import { RoleName } from './table.ts';

const Name = z.string().trim().min(1).max(200);
const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'ISO 4217', example: 'EUR' });
const Chart = z.enum(['SKR03', 'SKR04', 'none']).meta({ description: '`none`: a chart of your own' });
const FiscalYearStart = z
  .string()
  .regex(/^\d{2}-\d{2}$/, 'must be MM-DD')
  .meta({ description: 'First day of the fiscal year, MM-DD', example: '01-01' });
const AccountLength = z
  .int()
  .min(4)
  .max(8)
  .meta({ description: 'Digits of general ledger accounts; customers and vendors have one more' });
const Language = z.enum(['de', 'en']);
const VatTaxation = z.enum(['agreed', 'received']).meta({
  description:
    'When output tax falls due: `agreed` with the supply (§16 UStG), `received` with its payment (§20 UStG). A change ' +
    'counts for what is booked afterwards.',
});

const NewCompany = z.strictObject({
  name: Name,
  currency: Currency,
  chart: Chart,
  fiscalYearStart: FiscalYearStart.default('01-01'),
  startDate: DateField.optional().meta({ description: 'Nothing before this day can be booked' }),
  accountLength: AccountLength.default(4),
  language: Language.default('de'),
  vatTaxation: VatTaxation.default('agreed'),
});
const CompanyChange = z
  .strictObject({
    name: Name,
    language: Language,
    vatTaxation: VatTaxation,
    currency: Currency,
    chart: Chart,
    fiscalYearStart: FiscalYearStart,
    startDate: DateField,
    accountLength: AccountLength,
  })
  .partial();
export const CompanyView = z
  .object({
    id: z.string(),
    name: z.string(),
    currency: z.string(),
    chart: Chart,
    fiscalYearStart: z.string(),
    startDate: z.string().optional(),
    accountLength: z.int(),
    language: Language,
    vatTaxation: VatTaxation,
    createdAt: Instant,
  })
  .meta({ id: 'Company' });
const MemberView = z
  .object({ principal: z.string(), roles: z.array(z.string()), since: Instant })
  .meta({ id: 'Member' });
const ChangeView = z
  .object({
    id: z.string(),
    at: Instant,
    principal: z.string(),
    action: z.string(),
    subject: z.string(),
    before: z.record(z.string(), z.json()).optional(),
    after: z.record(z.string(), z.json()).optional(),
  })
  .meta({ id: 'Change' });
const MemberParams = CompanyParams.extend({ principal: PrincipalId });

export const putCompany = route({
  id: 'companies.putCompany',
  method: 'PUT',
  path: '/companies/{companyId}',
  scope: 'write',
  summary: 'Create a company',
  description:
    'Whoever creates a company is its admin; who may create is decided at deployment. The same request again answers ' +
    '200; other settings are changed with PATCH.',
  params: CompanyParams,
  body: NewCompany,
  responses: {
    201: { description: 'Created', body: CompanyView },
    200: { description: 'It existed already, with these very settings', body: CompanyView },
  },
});

export const patchCompany = route({
  id: 'companies.patchCompany',
  method: 'PATCH',
  path: '/companies/{companyId}',
  scope: 'write',
  permission: 'companies.configure',
  summary: 'Change name, language or taxation',
  description:
    'Needs If-Match. Currency, chart, fiscal year, start date and account length are fixed at creation: the books are ' +
    'built on them.',
  params: CompanyParams,
  body: CompanyChange,
  responses: { 200: { description: 'Changed', body: CompanyView } },
});

export const getCompany = route({
  id: 'companies.getCompany',
  method: 'GET',
  path: '/companies/{companyId}',
  scope: 'read',
  permission: 'companies.read',
  summary: 'Settings of a company, with ETag',
  params: CompanyParams,
  responses: { 200: { description: 'The company', body: CompanyView } },
});

export const listCompanies = route({
  id: 'companies.listCompanies',
  method: 'GET',
  path: '/companies',
  scope: 'read',
  summary: 'The companies you are a member of',
  query: PageQuery,
  responses: {
    200: {
      description: 'A page of companies with your roles',
      body: pageOf(CompanyView.extend({ roles: z.array(z.string()) }).meta({ id: 'CompanyOfMember' })),
    },
  },
});

export const putMember = route({
  id: 'companies.putMember',
  method: 'PUT',
  path: '/companies/{companyId}/members/{principal}',
  scope: 'write',
  permission: 'companies.manage-members',
  summary: 'Make a principal a member, or give it other roles',
  params: MemberParams,
  body: z.strictObject({ roles: z.array(RoleName).min(1).max(20) }),
  responses: {
    201: { description: 'Now a member', body: MemberView },
    200: { description: 'Has these roles', body: MemberView },
  },
});

export const deleteMember = route({
  id: 'companies.deleteMember',
  method: 'DELETE',
  path: '/companies/{companyId}/members/{principal}',
  scope: 'write',
  permission: 'companies.manage-members',
  summary: 'End a membership',
  params: MemberParams,
  responses: { 204: { description: 'No longer a member' } },
});

export const getMember = route({
  id: 'companies.getMember',
  method: 'GET',
  path: '/companies/{companyId}/members/{principal}',
  scope: 'read',
  permission: 'companies.read',
  summary: 'Roles of a member',
  params: MemberParams,
  responses: { 200: { description: 'The member', body: MemberView } },
});

export const listMembers = route({
  id: 'companies.listMembers',
  method: 'GET',
  path: '/companies/{companyId}/members',
  scope: 'read',
  permission: 'companies.read',
  summary: 'Members and their roles',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of members', body: pageOf(MemberView) } },
});

export const listChanges = route({
  id: 'companies.listChanges',
  method: 'GET',
  path: '/companies/{companyId}/changes',
  scope: 'read',
  permission: 'companies.audit',
  summary: 'Who changed what, when: newest first',
  description: 'Settings, members, and what other modules record: accounts, periods, approvals.',
  params: CompanyParams,
  query: PageQuery.extend({
    subject: z
      .string()
      .max(256)
      .optional()
      .meta({ description: 'Only changes of this, such as `members/webshop`' }),
  }),
  responses: { 200: { description: 'A page of changes', body: pageOf(ChangeView) } },
});
