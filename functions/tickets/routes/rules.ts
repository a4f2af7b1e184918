import * as z from 'zod';
import { CompanyParams, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, LevelField, Line } from '../contract.ts';
import { RULE_FIELDS, RULE_TESTS } from '../domain/rules/rules.ts';

const MAX_RULES = 100;
/** One item of the table holds 400 KB. */
const BODY_BYTES = 200_000;

const Tests = z
  .array(
    z
      .strictObject({
        field: z.enum(RULE_FIELDS),
        test: z.enum(RULE_TESTS),
        values: z.array(Line(100)).min(1).max(50),
      })
      .refine(({ field, test }) => test !== 'inDomain' || field === 'requester', {
        path: ['test'],
        error: 'asks for the domain of the requester',
      }),
  )
  .max(20)
  .optional();

const RuleField = z.strictObject({
  id: Code,
  when: z.strictObject({ all: Tests, any: Tests, none: Tests }),
  set: z.strictObject({
    team: Code.optional(),
    category: Code.optional(),
    impact: LevelField.optional(),
    urgency: LevelField.optional(),
    tags: z.array(Code).max(10).optional(),
  }),
  stop: z.boolean().optional().describe('Where it holds, later rules are not asked.'),
});

const RulesBody = z
  .strictObject({
    rules: z
      .array(RuleField)
      .max(MAX_RULES)
      .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, {
        error: 'must have an id of its own for each rule',
      }),
  })
  .meta({
    example: {
      rules: [
        {
          id: 'printers',
          when: { any: [{ field: 'title-or-text', test: 'contains', values: ['printer', 'Drucker'] }] },
          set: { team: 'hardware', category: 'printing', tags: ['printer'] },
        },
      ],
    },
  });

const RulesView = z
  .object({
    version: z.int(),
    at: z.iso.datetime().optional(),
    by: z.string().optional(),
    rules: z.array(RuleField),
    unreachable: z
      .array(z.string())
      .describe('Ids of rules that are never asked, because one before them always holds and stops.'),
  })
  .meta({ id: 'TicketRules' });

export const putRules = route({
  id: 'tickets.putRules',
  method: 'PUT',
  path: '/companies/{companyId}/ticket-rules',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep the rules that sort new tickets; rules that stand need If-Match',
  description:
    'All rules are asked in order, about the ticket as it was asked for. Of several that set the same the first counts, also against what was ' +
    'asked for; tags add up. Tickets that are open already stay as they are. Former versions stay.',
  params: CompanyParams,
  body: RulesBody,
  bodyLimitBytes: BODY_BYTES,
  responses: { 200: { description: 'As they stand now', body: RulesView } },
});

export const getRules = route({
  id: 'tickets.getRules',
  method: 'GET',
  path: '/companies/{companyId}/ticket-rules',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'The rules that sort new tickets, with ETag; version 0 while none were kept',
  params: CompanyParams,
  responses: { 200: { description: 'The rules', body: RulesView } },
});

export const listRulesVersions = route({
  id: 'tickets.listRulesVersions',
  method: 'GET',
  path: '/companies/{companyId}/ticket-rules/versions',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'What the rules have been, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of versions', body: pageOf(RulesView) } },
});
