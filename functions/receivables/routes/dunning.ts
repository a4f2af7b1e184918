import * as z from 'zod';
import {
  CompanyId,
  CompanyParams,
  DateField,
  Instant,
  madeId,
  PageQuery,
  pageOf,
} from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { MAX_LEVELS } from '../domain/dunning/dunning-terms.ts';
import { DAY_COUNTS } from '../domain/interest/day-count.ts';

const Amount = z.string().max(20).meta({ description: 'Decimal string', example: '2.50' });
const Account = z.string().regex(/^\d{1,9}$/, 'must be an account number');
const Days = z.int().min(0).max(365);
const Line = z.string().trim().min(1).max(120);
const Words = z.string().trim().min(1).max(1_000).meta({
  description: 'May hold {partner}, {company}, {level}, {total}, {payBy}, {date}',
});
const Text = z.strictObject({ subject: Line, opening: Words, closing: Words });

const Settings = z.strictObject({
  levels: z
    .array(
      z.strictObject({
        daysAfterDue: Days,
        minDaysSinceLast: Days,
        fee: Amount.meta({
          description: 'Damages, not taxable; asked only of debtors who were in default before',
        }),
        claimsInterest: z.boolean(),
        payWithinDays: Days.min(1),
        texts: z.strictObject({ de: Text.optional(), en: Text.optional() }).optional(),
      }),
    )
    .min(1)
    .max(MAX_LEVELS),
  smallBalance: Amount,
  dueDatesAgreed: z
    .boolean()
    .meta({ description: 'Due dates are agreed in contracts (§ 286 Abs. 2 Nr. 1 BGB)' }),
  consumersNotified: z
    .boolean()
    .meta({ description: 'Invoices tell consumers of the 30 days (§ 286 Abs. 3 BGB)' }),
  deliveryDays: z.int().min(0).max(14),
  dayCount: z.enum(DAY_COUNTS),
  lumpSumFromLevel: z.int().min(0).max(MAX_LEVELS).optional().meta({
    description:
      'First level that asks businesses for 40 EUR a claim (§ 288 Abs. 5 BGB), set off against fees; 0: none',
  }),
  charges: z.enum(['shown', 'booked']).optional().meta({
    description:
      'Fees, lump sums and interest: only shown in the letters (usual), or booked with the approval',
  }),
  accounts: z
    .strictObject({ interest: Account.optional(), costs: Account.optional() })
    .optional()
    .meta({ description: 'Income accounts of booked charges; usual ones of SKR03 and SKR04 where absent' }),
  sender: z
    .strictObject({
      name: Line,
      address: z.array(Line).min(1).max(3),
      email: Line.optional(),
      phone: Line.optional(),
      iban: z
        .string()
        .regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/)
        .optional(),
      bic: z
        .string()
        .regex(/^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/)
        .optional(),
      footer: z.array(Line).max(4),
    })
    .optional(),
});
export type SettingsBody = z.output<typeof Settings>;
const SettingsView = z.object(Settings.shape).meta({ id: 'DunningSettings' });
export type SettingsView = z.input<typeof SettingsView>;

const RunParams = z.object({ companyId: CompanyId, runId: madeId('dun') });
const LetterParams = RunParams.extend({ number: z.coerce.number().int().min(1).max(99_999) });

const RunView = z
  .object({
    id: z.string(),
    asOf: z.string(),
    currency: z.string(),
    state: z.enum(['proposed', 'approving', 'approved', 'rejected', 'undoing', 'undone']),
    letters: z.int(),
    leftOutCounts: z
      .record(z.string(), z.int())
      .meta({ description: 'Items left out by the rules, by reason' }),
    leftOut: z.array(z.object({ itemId: z.string(), account: z.string(), reason: z.string() })).meta({
      description: 'The first 2,000 of them; those not yet due and those of vendors are only counted',
    }),
    exclusions: z.array(
      z.object({
        itemId: z.string().optional(),
        partnerId: z.string().optional(),
        reason: z.string(),
        by: z.string(),
        at: Instant,
      }),
    ),
    proposedBy: z.string(),
    proposedAt: Instant,
    decidedBy: z.string().optional(),
    decidedAt: Instant.optional(),
    undoneBy: z.string().optional(),
    undoneAt: Instant.optional(),
  })
  .meta({ id: 'DunningRun' });
export type RunView = z.input<typeof RunView>;

const LetterLine = z.object({ label: z.string(), value: z.string() });
const LetterView = z
  .object({
    number: z.int(),
    partnerId: z.string(),
    partner: z.string(),
    account: z.string(),
    level: z.int(),
    standing: z.boolean().meta({ description: 'false: everything in it was left out' }),
    principal: z.string(),
    interest: z.string(),
    fee: z.string(),
    lumpSum: z.string(),
    total: z.string(),
    payBy: z.string(),
    items: z.array(
      z.object({
        itemId: z.string(),
        documentNumber: z.string().optional(),
        dueDate: z.string(),
        open: z.string(),
        level: z.int().optional().meta({ description: 'Reached with this letter; none for a credit' }),
        interest: z.string(),
        lumpSum: z.string().optional(),
        defaultSince: z.string().optional(),
        defaultReason: z.enum(['reminder', 'calendar-date', 'thirty-days']).optional(),
      }),
    ),
  })
  .meta({ id: 'DunningLetter' });
export type LetterView = z.input<typeof LetterView>;

const BASE = '/companies/{companyId}/dunning-runs';
const read = { scope: 'read', permission: 'receivables.read' } as const;

export const getSettings = route({
  id: 'receivables.getDunningSettings',
  method: 'GET',
  path: '/companies/{companyId}/dunning-settings',
  ...read,
  summary: 'Levels, limits, texts and sender of reminders; usual ones where nothing was set',
  params: CompanyParams,
  responses: { 200: { description: 'The settings; their ETag is for PUT', body: SettingsView } },
});

export const putSettings = route({
  id: 'receivables.putDunningSettings',
  method: 'PUT',
  path: '/companies/{companyId}/dunning-settings',
  scope: 'write',
  permission: 'receivables.manage',
  summary: 'Replace the settings that one has seen (If-Match)',
  params: CompanyParams,
  body: Settings,
  responses: { 200: { description: 'Replaced', body: SettingsView } },
});

export const proposeRun = route({
  id: 'receivables.proposeDunningRun',
  method: 'POST',
  path: BASE,
  scope: 'write',
  permission: 'receivables.dun',
  summary: 'Propose the reminders that are due on a day',
  description:
    'Every open item is in one letter, or is left out with the reason. At most 2,000 items go into one run; more are left to ' +
    'the next. Nothing has been sent or changed before somebody else approves the run.',
  params: CompanyParams,
  body: z.strictObject({ asOf: DateField }),
  responses: { 201: { description: 'Proposed', body: RunView } },
  idempotent: true,
});

export const listRuns = route({
  id: 'receivables.listDunningRuns',
  method: 'GET',
  path: BASE,
  ...read,
  summary: 'The dunning runs, newest first',
  params: CompanyParams,
  query: PageQuery,
  responses: {
    200: {
      description: 'A page of runs',
      body: pageOf(RunView.omit({ leftOut: true, exclusions: true }).meta({ id: 'DunningRunInList' })),
    },
  },
});

export const getRun = route({
  id: 'receivables.getDunningRun',
  method: 'GET',
  path: `${BASE}/{runId}`,
  ...read,
  summary: 'One run: what it holds, what was left out and why',
  params: RunParams,
  responses: { 200: { description: 'The run; its ETag is for PATCH', body: RunView } },
});

export const patchRun = route({
  id: 'receivables.changeDunningRun',
  method: 'PATCH',
  path: `${BASE}/{runId}`,
  scope: 'write',
  permission: 'receivables.dun',
  summary: 'Leave single items or partners out of a proposed run (If-Match)',
  params: RunParams,
  body: z.strictObject({
    leaveOut: z
      .array(
        z.union([
          z.strictObject({ itemId: z.string().min(1).max(80), reason: Line }),
          z.strictObject({ partnerId: z.string().min(1).max(80), reason: Line }),
        ]),
      )
      .min(1)
      .max(40),
  }),
  responses: { 200: { description: 'Left out; the letters are made anew', body: RunView } },
});

export const decideRun = route({
  id: 'receivables.decideDunningRun',
  method: 'POST',
  path: `${BASE}/{runId}/approval`,
  scope: 'write',
  permission: 'receivables.approve',
  summary:
    'Approve or reject a run that somebody else proposed; approved, its items have reached their levels, and its charges ' +
    'are booked where the settings say so',
  params: RunParams,
  body: z.strictObject({ decision: z.enum(['approved', 'rejected']) }),
  responses: { 200: { description: 'Decided', body: RunView } },
});

export const undoRun = route({
  id: 'receivables.undoDunningRun',
  method: 'POST',
  path: `${BASE}/{runId}/undo`,
  scope: 'write',
  permission: 'receivables.approve',
  summary:
    'Take back the run that was approved last: its charges are reversed, its items as far as they were before',
  description:
    'Repeatable: what broke off goes on. Letters that were sent must be revoked by whoever sent them. Charges that were ' +
    'paid meanwhile leave the payment open.',
  params: RunParams,
  body: z.strictObject({
    date: DateField.optional().describe('Of the reversals; the day of the run without it.'),
  }),
  responses: { 200: { description: 'Undone', body: RunView } },
});

export const listLetters = route({
  id: 'receivables.listDunningLetters',
  method: 'GET',
  path: `${BASE}/{runId}/letters`,
  ...read,
  summary: 'The letters of a run with their items and sums',
  params: RunParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of letters', body: pageOf(LetterView) } },
});

export const getLetter = route({
  id: 'receivables.getDunningLetter',
  method: 'GET',
  path: `${BASE}/{runId}/letters/{number}`,
  ...read,
  summary: 'One letter as it reads and, once the run is approved, a link to its PDF',
  params: LetterParams,
  responses: {
    200: {
      description: 'The letter; the link works for a quarter of an hour',
      body: LetterView.extend({
        text: z.object({
          language: z.enum(['de', 'en']),
          recipient: z.array(z.string()),
          date: z.string(),
          subject: z.string(),
          opening: z.string(),
          rows: z.array(z.array(z.string())),
          sums: z.array(LetterLine),
          total: LetterLine,
          closing: z.string(),
        }),
        download: z.object({ url: z.string(), expiresAt: Instant }).optional(),
      }).meta({ id: 'DunningLetterWithText' }),
    },
  },
});
