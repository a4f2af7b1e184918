import * as z from 'zod';
import { Bytes, entity, type ItemOf } from '../table/entity.ts';

/** A file on its way in: what it is, how far it has come, who works on it at the moment. */
export const Import = entity({
  name: 'transfers.import',
  schema: z.object({
    companyId: z.string(),
    importId: z.string(),
    kind: z.string(),
    fileName: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    startedBy: z.string(),
    requestedAt: z.iso.datetime(),
    startedAt: z.iso.datetime().optional(),
    finishedAt: z.iso.datetime().optional(),
    etag: z.string().optional(),
    sha256: z.string().optional(),
    bytes: z.int().optional(),
    /** The last row that is decided; work goes on after it. */
    cursor: z.int(),
    /** Counted in what rows make (an entry): `read` is always `done` + `refusedCount`. */
    read: z.int(),
    done: z.int(),
    refusedCount: z.int(),
    /** Who works on it, and until when nobody else may. Each move of the cursor renews it. */
    owner: z.string().optional(),
    leaseUntil: z.int().optional(),
    /** Attempts since the cursor moved last. */
    attempts: z.int(),
    duplicateOf: z.string().optional(),
    failure: z.object({ code: z.string(), detail: z.string() }).optional(),
    /** What the module found worth telling, though it refused nothing for it. */
    findings: z.array(z.object({ code: z.string(), detail: z.string() })).optional(),
    /** What became of a file that is one thing. */
    result: z.record(z.string(), z.string()).optional(),
  }),
  key: (of: { companyId: string; importId: string }) => ({
    pk: `C#${of.companyId}#IMPORTS`,
    sk: of.importId,
  }),
  access: ['by id', 'all of a company, newest first'],
});
export type Import = ItemOf<typeof Import>;

/** Marks a content as taken, so that the same file is not booked twice. */
export const TakenFile = entity({
  name: 'transfers.taken-file',
  schema: z.object({ companyId: z.string(), kind: z.string(), sha256: z.string(), importId: z.string() }),
  key: (of: { companyId: string; kind: string; sha256: string }) => ({
    pk: `C#${of.companyId}#TAKEN-FILE#${of.kind}#${of.sha256}`,
    sk: 'FILE',
  }),
  access: ['by company, kind and SHA-256, before the first row is read'],
});

/** `[row, code, reason, first row of the unit]`, compressed: the refused of one move of the cursor. */
export const RefusedRows = entity({
  name: 'transfers.refused-rows',
  schema: z.object({
    companyId: z.string(),
    importId: z.string(),
    /** The cursor after the move: every row here is at or before it. */
    throughRow: z.int(),
    content: Bytes,
  }),
  key: (of: { companyId: string; importId: string; throughRow: number }) => ({
    pk: `C#${of.companyId}#IMPORT#${of.importId}`,
    sk: `REFUSED#${String(of.throughRow).padStart(10, '0')}`,
  }),
  access: ['of an import, from a row on'],
});
