import * as z from 'zod';
import { CompanyId, CompanyParams, Instant, madeId, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { PARK_REASONS } from '../domain/lists/accept-version.ts';

const ListId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'has 1 to 40 of a-z, 0-9 and -')
  .meta({ example: 'eu-fsf' });

const Size = {
  entries: z.int(),
  names: z.int(),
  generatedAt: z.string().optional().describe('As the issuer says.'),
};

export const ListView = z
  .object({
    list: z.string(),
    title: z.string(),
    versionId: z.string().describe('The version that counts: the id of the import that brought it.'),
    ...Size,
    activatedAt: Instant,
    activatedBy: z.string(),
  })
  .meta({ id: 'SanctionsList' });
export type ListView = z.output<typeof ListView>;

export const VersionView = z
  .object({
    list: z.string(),
    versionId: z.string(),
    title: z.string(),
    counts: z.boolean().describe('Whether names are matched with this version.'),
    ...Size,
    importedAt: Instant,
    importedBy: z.string(),
    parked: z
      .array(z.enum(PARK_REASONS))
      .describe('Why it did not count at once: less than half of the entries are left, or it is older.'),
    added: z.int(),
    changed: z.int().describe('Entries with other names than before.'),
    gone: z.int(),
    goneEntries: z.array(z.object({ id: z.string(), name: z.string() })).describe('The first hundred.'),
  })
  .meta({ id: 'SanctionsListVersion' });
export type VersionView = z.output<typeof VersionView>;

export const listLists = route({
  id: 'screening.listLists',
  method: 'GET',
  path: '/companies/{companyId}/sanctions-lists',
  scope: 'read',
  permission: 'screening.read',
  summary: 'Sanctions lists, each with the version that counts',
  params: CompanyParams,
  responses: { 200: { description: 'All lists', body: z.object({ items: z.array(ListView) }) } },
});

const ListParams = z.object({ companyId: CompanyId, listId: ListId });

export const listVersions = route({
  id: 'screening.listVersions',
  method: 'GET',
  path: '/companies/{companyId}/sanctions-lists/{listId}/versions',
  scope: 'read',
  permission: 'screening.read',
  summary: 'Versions of a list, newest first, parked ones too',
  params: ListParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of versions', body: pageOf(VersionView) } },
});

export const activateVersion = route({
  id: 'screening.activateVersion',
  method: 'POST',
  path: '/companies/{companyId}/sanctions-lists/{listId}/versions/{versionId}/activation',
  scope: 'write',
  permission: 'screening.manage',
  summary: 'Let a version count that was parked, or go back to a former one',
  description: 'Everybody is screened again. A version that counts already stays as it is.',
  params: ListParams.extend({ versionId: madeId('imp') }),
  body: z.strictObject({
    confirm: z.literal(true).describe('That the version is the right one though it is short or old.'),
    reason: z.string().trim().min(1).max(500),
  }),
  responses: { 200: { description: 'It counts now', body: VersionView } },
});
