import * as z from 'zod';
import type { EventSource } from '../queue/event-source.ts';
import { type MessageSpec, message } from '../queue/message.ts';
import { Export } from './table.ts';

const Payload = z.strictObject({ exportId: z.string() });

/** The message by which a module hears that somebody asked for one of its exports. */
export function exportRequested(module: string) {
  return message({
    type: `${module}.export-requested`,
    kind: 'event',
    summary: `Somebody asked for an export that ${module} makes`,
    payload: Payload,
  }) satisfies MessageSpec;
}

/** For the `events` of a module's contract: the insert of an export of its kinds is the request. */
export function exportEvents(module: string): EventSource {
  return {
    entity: Export.name,
    publishes: exportRequested(module),
    toEvents: (image) => {
      const { companyId, exportId, module: maker } = Export.schema.parse(image);
      return maker === module ? [{ id: exportId, companyId, payload: { exportId } }] : [];
    },
  };
}
