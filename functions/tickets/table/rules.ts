import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { RULE_FIELDS, RULE_TESTS, type Rule } from '../domain/rules/rules.ts';

const LevelNumber = z.literal([1, 2, 3, 4, 5]);
const Tests = z
  .array(
    z.object({
      field: z.enum(RULE_FIELDS),
      name: z.string().optional(),
      test: z.enum(RULE_TESTS),
      values: z.array(z.string()),
    }),
  )
  .optional();
const StoredRule = z.object({
  id: z.string(),
  when: z.object({ all: Tests, any: Tests, none: Tests }),
  set: z.object({
    team: z.string().optional(),
    category: z.string().optional(),
    impact: LevelNumber.optional(),
    urgency: LevelNumber.optional(),
    sla: z.string().optional(),
    acknowledgement: z.string().optional(),
    tags: z.array(z.string()).optional(),
  }),
  stop: z.boolean().optional(),
}) satisfies z.ZodType<Rule>;

const Kept = z.object({
  companyId: z.string(),
  version: z.int().positive(),
  at: z.iso.datetime(),
  by: z.string(),
  rules: z.array(StoredRule),
});

/** The rules by which tickets are sorted when they open: as they stand now, all in one. */
export const TicketRulesRow = entity({
  name: 'tickets.rules',
  schema: Kept,
  key: ({ companyId }: { companyId: string }) => ({ pk: `C#${companyId}#TICKET-RULES`, sk: 'NOW' }),
  access: ['of a company, by every new ticket'],
});
export type TicketRulesRow = ItemOf<typeof TicketRulesRow>;

/** The rules as they were, so that what they did can be explained. Never changed. */
export const TicketRulesVersionRow = entity({
  name: 'tickets.rules-version',
  schema: Kept,
  key: ({ companyId, version }: { companyId: string; version: number }) => ({
    pk: `C#${companyId}#TICKET-RULES`,
    sk: `VERSION#${String(version).padStart(6, '0')}`,
  }),
  access: ['versions of the rules of a company, by number'],
});
