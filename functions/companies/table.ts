import * as z from 'zod';
import { ROLE_NAMES } from '../../shared/access.ts';
import { entity, type ItemOf } from '../../shared/table/entity.ts';

/** What a company is set up with. Chart, currency and fiscal year are the ground its books stand on. */
export const SettingsShape = {
  name: z.string(),
  /** ISO 4217. */
  currency: z.string(),
  chart: z.enum(['SKR03', 'SKR04', 'none']),
  /** `MM-DD`. */
  fiscalYearStart: z.string(),
  /** First day that may be booked; without it any year opens with its first entry. */
  startDate: z.string().optional(),
  /** Digits of general ledger accounts; customers and vendors have one more. */
  accountLength: z.int(),
  language: z.enum(['de', 'en']),
  /** When output tax falls due: with the supply (§16 UStG), or with its payment (§20 UStG). */
  vatTaxation: z.enum(['agreed', 'received']).default('agreed'),
};

/** Partition of the list of all companies. */
export const ALL_COMPANIES = 'COMPANIES';

/** One company (Mandant). */
export const Company = entity({
  name: 'companies.company',
  schema: z.object({
    companyId: z.string(),
    ...SettingsShape,
    version: z.int(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
  }),
  key: ({ companyId }: { companyId: string }) => ({ pk: `C#${companyId}`, sk: 'COMPANY' }),
  index: ({ companyId }) => ({ gsi1pk: ALL_COMPANIES, gsi1sk: companyId }),
  access: ['by id', 'gsi1: all companies, for scheduled work'],
});
export type Company = ItemOf<typeof Company>;

/** What one principal is in one company; read by every request that names the company. */
export const Member = entity({
  name: 'companies.member',
  schema: z.object({
    companyId: z.string(),
    principal: z.string(),
    /** Roles of a newer version are kept, and carry no permission here. */
    roles: z.array(z.string()),
    since: z.iso.datetime(),
    version: z.int(),
  }),
  key: (of: { companyId: string; principal: string }) => ({
    pk: `C#${of.companyId}`,
    sk: `MEMBER#${of.principal}`,
  }),
  index: ({ companyId, principal }) => ({ gsi1pk: `P#${principal}`, gsi1sk: `C#${companyId}` }),
  access: ['by company and principal', 'all of a company', 'gsi1: the companies of a principal'],
});
export type Member = ItemOf<typeof Member>;

/** Who the admins are, as one item, so that two of them cannot remove each other at the same moment. */
export const Admins = entity({
  name: 'companies.admins',
  schema: z.object({ companyId: z.string(), principals: z.array(z.string()), version: z.int() }),
  key: ({ companyId }: { companyId: string }) => ({ pk: `C#${companyId}`, sk: 'ADMINS' }),
  access: ['by company, when a member becomes or ceases to be admin'],
});
export type Admins = ItemOf<typeof Admins>;

export const RoleName = z.enum(ROLE_NAMES);
