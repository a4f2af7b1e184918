import * as z from 'zod';
import { CompanyParams, Instant, madeId, PageQuery, pageOf } from '../../shared/http/fields.ts';
import { route } from '../../shared/http/route.ts';

const ImportParams = CompanyParams.extend({ importId: madeId('imp') });
const ExportParams = CompanyParams.extend({ exportId: madeId('exp') });
const Failure = z.object({ code: z.string(), detail: z.string() });

const importFields = {
  importId: z.string(),
  kind: z.string(),
  fileName: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  read: z.int().meta({ description: 'Units (entries) read: always `done` + `refusedCount`' }),
  done: z.int(),
  refusedCount: z.int(),
  cursor: z.int().meta({ description: 'The last row of the file that is decided' }),
  startedBy: z.string(),
  requestedAt: Instant,
  startedAt: Instant.optional(),
  finishedAt: Instant.optional(),
  sha256: z.string().optional(),
  bytes: z.int().optional(),
  duplicateOf: z
    .string()
    .optional()
    .meta({ description: 'The import that took the same content before; nothing was booked twice' }),
  failure: Failure.optional(),
  findings: z
    .array(Failure)
    .optional()
    .meta({ description: 'What whoever uploaded the file should know, though nothing was refused for it' }),
};
/** Of files that are one thing: what became of a mail, and where to find it. */
const resultFields = {
  outcome: z
    .string()
    .optional()
    .meta({ description: 'Of a mail: `ticket`, `article`, `duplicate`, `parked` or `refused`' }),
  ticketId: z.string().optional().meta({ description: 'The ticket that a mail became, or belongs to' }),
  article: z.string().optional().meta({ description: 'Number of the article that a mail became' }),
  mailId: z.string().optional(),
  reason: z.string().optional().meta({ description: 'Why a mail waits for a person' }),
};
const ImportSummary = z.object({ ...importFields, ...resultFields }).meta({ id: 'ImportSummary' });
const ImportView = z
  .object({
    ...importFields,
    ...resultFields,
    refused: z.array(z.object({ row: z.int(), code: z.string(), reason: z.string() })),
    refusedNext: z
      .int()
      .optional()
      .meta({ description: 'There are more: ask again with `refusedAfter` of this' }),
    rejectedFile: z
      .string()
      .optional()
      .meta({ description: 'Path that answers with a link to the file of refused rows' }),
  })
  .meta({ id: 'Import' });
const ExportView = z
  .object({
    exportId: z.string(),
    kind: z.string(),
    state: z.enum(['waiting', 'done', 'failed']),
    requestedBy: z.string(),
    requestedAt: Instant,
    finishedAt: Instant.optional(),
    fileName: z.string().optional(),
    bytes: z.int().optional(),
    url: z.string().optional().meta({ description: 'Where the file can be fetched, for 15 minutes' }),
    failure: Failure.optional(),
  })
  .meta({ id: 'Export' });

export const postUpload = route({
  id: 'transfers.postUpload',
  method: 'POST',
  path: '/companies/{companyId}/uploads',
  scope: 'write',
  permission: 'transfers.read',
  summary: 'Get a link to upload a file to',
  description:
    'PUT the file to `url` before it expires; the import starts by itself. Each kind asks its own permission.',
  params: CompanyParams,
  body: z.strictObject({
    kind: z.string().min(1).max(64).meta({ example: 'journal-csv' }),
    fileName: z.string().trim().min(1).max(255),
  }),
  responses: {
    201: {
      description: 'Where to upload, and the import that will follow',
      body: z.object({
        importId: z.string(),
        url: z.string(),
        method: z.literal('PUT'),
        expiresAt: Instant,
        maxBytes: z.int(),
      }),
    },
  },
  idempotent: true,
});

export const getImport = route({
  id: 'transfers.getImport',
  method: 'GET',
  path: '/companies/{companyId}/imports/{importId}',
  scope: 'read',
  permission: 'transfers.read',
  summary: 'How far an import is, and what it refused',
  params: ImportParams,
  query: z.object({ refusedAfter: z.coerce.number().int().min(0).default(0) }),
  responses: { 200: { description: 'The import with its first 100 refused rows', body: ImportView } },
});

export const listImports = route({
  id: 'transfers.listImports',
  method: 'GET',
  path: '/companies/{companyId}/imports',
  scope: 'read',
  permission: 'transfers.read',
  summary: 'Imports, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of imports', body: pageOf(ImportSummary) } },
});

export const getRejectedRows = route({
  id: 'transfers.getRejectedRows',
  method: 'GET',
  path: '/companies/{companyId}/imports/{importId}/rejected-rows',
  scope: 'read',
  permission: 'transfers.read',
  summary: 'Link to the file of refused rows',
  description:
    "CSV: row and reason before the file's own columns, so that it can be corrected and sent again.",
  params: ImportParams,
  responses: {
    200: { description: 'The link', body: z.object({ url: z.string(), expiresAt: Instant }) },
  },
});

export const postExport = route({
  id: 'transfers.postExport',
  method: 'POST',
  path: '/companies/{companyId}/exports',
  scope: 'write',
  permission: 'transfers.read',
  summary: 'Ask for a file to be made',
  description: 'Besides `kind` the body holds what the kind takes. Each kind asks its own permission.',
  params: CompanyParams,
  body: z.looseObject({ kind: z.string().min(1).max(64).meta({ example: 'hledger' }) }),
  responses: { 202: { description: 'It will be at Location', body: ExportView } },
  idempotent: true,
});

export const getExport = route({
  id: 'transfers.getExport',
  method: 'GET',
  path: '/companies/{companyId}/exports/{exportId}',
  scope: 'read',
  permission: 'transfers.read',
  summary: 'Whether an export is there, and where',
  params: ExportParams,
  responses: { 200: { description: 'The export', body: ExportView } },
});

export const listExports = route({
  id: 'transfers.listExports',
  method: 'GET',
  path: '/companies/{companyId}/exports',
  scope: 'read',
  permission: 'transfers.read',
  summary: 'Exports, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of exports, without links', body: pageOf(ExportView) } },
});
