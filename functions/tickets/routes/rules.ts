import * as z from 'zod';
import { CompanyParams, DateField, Instant, PageQuery, pageOf } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, EmailField, LevelField, Line, TicketBody } from '../contract.ts';
import { SILENT } from '../domain/answers/acknowledgement.ts';
import { isKeptHeader } from '../domain/mail/kept-headers.ts';
import { RULE_FIELDS, RULE_TESTS } from '../domain/rules/rules.ts';
import { CHANNELS } from '../domain/ticket/events.ts';
import { TICKET_KINDS } from '../domain/ticket/ticket.ts';

const MAX_RULES = 100;
/** One item of the table holds 400 KB. */
const BODY_BYTES = 200_000;

const HeaderName = z
  .string()
  .max(70)
  .transform((name) => name.toLowerCase())
  .refine(isKeptHeader, 'must be a header that is kept: a usual one, or one that begins with X-')
  .meta({
    description:
      'Importance, Priority, Sensitivity, Precedence, Auto-Submitted, List-Id, Reply-To, Sender, Organization, Keywords, ' +
      'Content-Language, User-Agent, Feedback-Id, or X-… but those of the journey (as X-MS-Exchange-…)',
    example: 'x-priority',
  });

const Tests = z
  .array(
    z
      .strictObject({
        field: z
          .enum(RULE_FIELDS)
          .describe('`mailbox` is the address that a mail came to, or that a form is answered from.'),
        name: HeaderName.optional().describe('Of the header, where the field is `header`.'),
        test: z.enum(RULE_TESTS),
        values: z.array(Line(100)).max(50).default([]).describe('None with `isPresent`; else at least one.'),
      })
      .refine(({ field, test }) => test !== 'inDomain' || field === 'requester' || field === 'mailbox', {
        path: ['test'],
        error: 'asks for the domain of the requester or the mailbox',
      })
      .refine(({ field, name }) => (field === 'header') === (name !== undefined), {
        path: ['name'],
        error: 'is given with the field header, and only there',
      })
      .refine(({ test, values }) => (test === 'isPresent') === (values.length === 0), {
        path: ['values'],
        error: 'must be at least one, and none with isPresent',
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
    sla: Code.optional().describe(
      'The promise that the ticket is under, whatever its team, category and kind.',
    ),
    acknowledgement: Code.or(z.literal(SILENT))
      .optional()
      .describe(
        'By which words of `mail/answer-settings` its arrival is confirmed, whatever way it came; `-`: by none.',
      ),
    tags: z.array(Code).max(10).readonly().optional(),
  }),
  stop: z.boolean().optional().describe('Where it holds, later rules are not asked.'),
});

const RulesField = z
  .array(RuleField)
  .max(MAX_RULES)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, {
    error: 'must have an id of its own for each rule',
  });

const RulesBody = z.strictObject({ rules: RulesField }).meta({
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

/** What is tried: a draft, or a version that was kept. */
const Draft = { rules: RulesField.optional(), version: z.int().positive().optional() };
const isOneOfBoth = ({ rules, version }: { rules?: unknown; version?: unknown }) =>
  (rules === undefined) !== (version === undefined);
const ONE_OF_BOTH = { path: ['rules'], error: 'must be given, or else a version' };

const Opening = {
  rules: z.array(z.string()).readonly().describe('Ids of the rules that held, in order.'),
  kind: z.enum(TICKET_KINDS),
  team: z.string().optional(),
  category: z.string().optional(),
  impact: LevelField,
  urgency: LevelField,
  priority: LevelField,
  sla: z.string().optional().describe('The promise that it comes under, by the promises as they stand now.'),
  acknowledgement: z.string().optional().describe('Words that a rule has named to confirm its arrival.'),
  tags: z.array(z.string()).readonly(),
};
const OpeningView = z.object(Opening).meta({ id: 'TicketOpening' });

export const postSimulation = route({
  id: 'tickets.postRulesSimulation',
  method: 'POST',
  path: '/companies/{companyId}/ticket-rules/simulation',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Play tickets of the past through a draft of the rules: what would be otherwise? Changes nothing',
  description:
    'Newest first, each as it was asked for, by categories, teams and promises as they stand now. At most 500 at once, and fewer where that takes longer than ten seconds; `next` goes on with ' +
    'the same draft. The counts are those of this answer: add them up.',
  params: CompanyParams,
  body: z
    .strictObject({
      ...Draft,
      from: DateField.optional().describe('First day (UTC) on which the tickets were opened.'),
      to: DateField.optional().describe('Last day.'),
      limit: z.int().min(1).max(500).default(100),
      onlyChanged: z.boolean().default(false).describe('Lists only tickets that would open otherwise.'),
      cursor: z.string().max(2_048).optional().describe('The `next` of the answer before.'),
    })
    .refine(isOneOfBoth, ONE_OF_BOTH)
    .refine(({ from = '', to = '9999' }) => from <= to, { path: ['to'], error: 'must not be before from' })
    .meta({ example: { version: 3, from: '2026-11-01', to: '2026-11-30', limit: 500 } }),
  bodyLimitBytes: BODY_BYTES,
  responses: {
    200: {
      description: 'What was set then, what would be now',
      body: z
        .object({
          played: z.int(),
          changed: z.int().describe('Tickets that would open otherwise.'),
          untestable: z
            .object({ erased: z.int(), split: z.int(), 'not-kept': z.int() })
            .describe(
              'Not played: words erased; split off and sorted by a person; opened before it was kept what rules looked at.',
            ),
          rules: z
            .array(
              z.object({
                id: z.string(),
                held: z.int().describe('Tickets that its condition holds for.'),
                decided: z
                  .int()
                  .describe('Of these, those on which it set something that no rule before it had set.'),
                changed: z.int().describe('Of these, those where that was otherwise when they opened.'),
                shadowed: z.int().describe('Tickets on which it held in vain, because of rules before it.'),
                shadowedBy: z.array(z.string()).readonly(),
              }),
            )
            .describe('In the order of the draft, also those that never held.'),
          neverHeld: z.array(z.string()),
          alwaysShadowed: z.array(z.string()).describe('Rules that held, and always in vain.'),
          unreachable: z.array(z.string()).describe('Rules that are never asked, whatever comes.'),
          items: z.array(
            z.object({
              ticketId: z.string(),
              openedAt: Instant,
              before: OpeningView.describe('As it was set when it opened.'),
              after: OpeningView.describe('As the draft would set it.'),
              changed: z.array(z.string()).readonly().describe('What differs.'),
            }),
          ),
          next: z.string().optional(),
        })
        .meta({ id: 'RulesSimulation' }),
    },
  },
});

export const postTrial = route({
  id: 'tickets.postRulesTrial',
  method: 'POST',
  path: '/companies/{companyId}/ticket-rules/trial',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'What a draft of the rules makes of a ticket that is made up. Opens nothing',
  params: CompanyParams,
  body: z
    .strictObject({
      ...Draft,
      ticket: z.strictObject({
        ...TicketBody.omit({ fields: true }).shape,
        channel: z.enum(CHANNELS).exclude(['split']).default('mail'),
        mailbox: EmailField.optional(),
        headers: z
          .array(z.strictObject({ name: HeaderName, value: Line(200) }))
          .max(40)
          .default([]),
        attachments: z
          .array(z.strictObject({ fileName: Line(255), mediaType: Line(200) }))
          .max(100)
          .default([]),
      }),
    })
    .refine(isOneOfBoth, ONE_OF_BOTH)
    .meta({
      example: {
        version: 3,
        ticket: {
          title: 'Drucker druckt nicht',
          description: 'Seit heute.',
          requester: { email: 'anna@example.com' },
        },
      },
    }),
  bodyLimitBytes: BODY_BYTES + 500_000,
  responses: {
    200: {
      description: 'How it would open',
      body: z
        .object({
          ...Opening,
          applied: z
            .array(
              z.object({
                id: z.string(),
                set: RuleField.shape.set.describe('What it set that no rule before it had set.'),
              }),
            )
            .readonly(),
        })
        .meta({ id: 'RulesTrial' }),
    },
  },
});
