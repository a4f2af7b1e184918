import * as z from 'zod';
import { ChangeRecord } from '../../shared/changes.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { message } from '../../shared/queue/message.ts';

/** Settings or members of a company changed; what exactly is in its change history. */
export const companyChanged = message({
  type: 'companies.changed',
  kind: 'event',
  summary: 'Settings or members of a company changed',
  payload: z.strictObject({ changeId: z.string(), action: z.string(), subject: z.string(), at: z.string() }),
});

/** The change record is the event: it is inserted in the transaction of the change. */
export const events: readonly EventSource[] = [
  {
    entity: ChangeRecord.name,
    publishes: companyChanged,
    toEvents: (image) => {
      const { companyId, changeId, action, subject, at } = ChangeRecord.schema.parse(image);
      if (!action.startsWith('companies.')) return [];
      return [{ id: changeId, companyId, payload: { changeId, action, subject, at } }];
    },
  },
];
