import * as z from 'zod';
import { CompanyId, CompanyParams, DateField, Instant } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Decision } from './checks.ts';
import { Money } from './views.ts';

/** Decisions that one request looks at. */
const MAX_LOOKED_AT = 2_000;

const PeriodBody = z.strictObject({
  from: DateField,
  to: DateField.describe('Included; 400 days after `from` at most.'),
  limit: z.int().min(1).max(MAX_LOOKED_AT).default(1_000).describe('Decisions to be looked at.'),
  cursor: z.string().max(2_048).optional().describe('The `next` of the answer before.'),
});

const Side = z.object({
  decision: Decision,
  riskClass: z.string().nullable(),
  proposedLimit: Money.nullable(),
});

const next = z.string().optional().describe('There where there is more to be looked at: add up the answers.');

export const simulatePolicy = route({
  id: 'credit.simulatePolicy',
  method: 'POST',
  path: '/companies/{companyId}/credit-policies/{version}/simulation',
  scope: 'write',
  permission: 'credit.read',
  summary: 'What a version, a draft too, would have said of the orders of the past; nothing is stored',
  description:
    'Each decision by itself on the facts of then, and `playedThrough`: an order that this version approves takes of the limit of the ' +
    "customer's next ones for `orderDays` days, one that it does not approve leaves it. Played through approximately: payments, releases " +
    'and expiries are those of then; referred orders take nothing unless a person released them; orders of other members of a group ' +
    'differ in nothing. Only where one request looks at the whole period. A decision whose reservation ends meanwhile may be counted twice.',
  params: z.object({ companyId: CompanyId, version: z.coerce.number().int().min(1).max(1_000_000) }),
  body: PeriodBody.extend({
    orderDays: z
      .int()
      .min(1)
      .max(400)
      .default(60)
      .describe('Days from an order until it is paid, for playing through.'),
  }),
  responses: {
    200: {
      description: 'What would have changed, of the decisions looked at',
      body: z.object({
        version: z.int(),
        decisions: z.int(),
        moves: z.array(z.object({ before: Decision, after: Decision, decisions: z.int() })),
        changedCount: z.int().describe('With another outcome, other reasons, class or proposed limit.'),
        changed: z
          .array(
            z.object({
              checkId: z.string(),
              before: Side,
              after: Side,
              addedReasons: z.array(z.string()),
              removedReasons: z.array(z.string()),
            }),
          )
          .describe('The first fifty.'),
        playedThrough: z
          .object({
            moves: z.array(z.object({ before: Decision, after: Decision, decisions: z.int() })),
            otherwiseCount: z.int().describe('With another outcome than alone, on the facts of then.'),
            otherwise: z
              .array(z.object({ checkId: z.string(), alone: Decision, played: Decision }))
              .describe('The first fifty.'),
          })
          .optional()
          .describe('Missing where there is `next` or `cursor`.'),
        next,
      }),
    },
  },
});

const Different = z
  .array(
    z.object({
      checkId: z.string(),
      policyVersion: z.int(),
      differences: z
        .array(z.string())
        .describe('Parts of the answer; `policy`: the version is not there; `content`: it cannot be read.'),
    }),
  )
  .describe('The first fifty.');

export const postReplay = route({
  id: 'credit.postReplay',
  method: 'POST',
  path: '/companies/{companyId}/credit-replays',
  scope: 'write',
  permission: 'credit.read',
  summary: 'Decide again what was decided in a period, each by the version that decided; nothing is stored',
  params: CompanyParams,
  body: PeriodBody,
  responses: {
    200: {
      description: 'Decisions that are not what their version says of their facts: there should be none',
      body: z.object({
        ok: z.boolean(),
        decisions: z.int(),
        same: z.int(),
        differentCount: z.int(),
        different: Different,
        next,
      }),
    },
  },
});

export const getReplay = route({
  id: 'credit.getReplay',
  method: 'GET',
  path: '/companies/{companyId}/credit-replays',
  scope: 'read',
  permission: 'credit.read',
  summary: 'What the last nightly replay of decisions has found',
  params: CompanyParams,
  responses: {
    200: {
      description: 'The report; without `at` none has run, or nothing has been decided',
      body: z.object({
        at: Instant.optional(),
        from: DateField.optional(),
        to: DateField.optional(),
        ok: z.boolean(),
        decisions: z.int(),
        differentCount: z.int(),
        different: Different,
      }),
    },
  },
});
