import * as z from 'zod';
import { entity, type ItemOf } from '../table/entity.ts';

/** A file on its way out. Its insert is the event `transfers.export-requested`, which starts the work. */
export const Export = entity({
  name: 'transfers.export',
  schema: z.object({
    companyId: z.string(),
    exportId: z.string(),
    kind: z.string(),
    module: z.string(),
    params: z.record(z.string(), z.json()),
    state: z.enum(['waiting', 'done', 'failed']),
    requestedBy: z.string(),
    requestedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
    fileName: z.string().optional(),
    bytes: z.int().optional(),
    failure: z.object({ code: z.string(), detail: z.string() }).optional(),
  }),
  key: (of: { companyId: string; exportId: string }) => ({
    pk: `C#${of.companyId}#EXPORTS`,
    sk: of.exportId,
  }),
  access: ['by id', 'all of a company, newest first'],
});
export type Export = ItemOf<typeof Export>;
