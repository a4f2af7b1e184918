import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { ANSWERS, NOT_ASKED_BECAUSE } from '../domain/survey/survey.ts';
import { deskPartition } from './desk.ts';

const At = z.iso.datetime();
/** A survey is known a while after its links have ended; that it was, stands in the ticket. */
const KEPT_DAYS = 60;
/** Longer than any company may wait before it asks somebody again. */
const ASKED_DAYS = 400;

const seconds = (at: string, days: number) => Math.floor(Date.parse(at) / 1000) + days * 86_400;

/** Whether and how a company asks whether people are satisfied. */
export const SurveySettingsRow = entity({
  name: 'tickets.survey-settings',
  schema: z.object({
    companyId: z.string(),
    version: z.int().positive(),
    isOn: z.boolean(),
    address: z.string().optional(),
    afterHours: z.int().nonnegative(),
    perRequesterDays: z.int().positive(),
    exceptTags: z.array(z.string()),
    exceptCategories: z.array(z.string()),
    at: At,
    by: z.string(),
  }),
  key: ({ companyId }: { companyId: string }) => ({ pk: deskPartition(companyId), sk: 'SURVEY' }),
  access: ['of a company, whenever a ticket is done'],
});
export type SurveySettingsRow = ItemOf<typeof SurveySettingsRow>;

/** The survey of a ticket: planned, sent, or why not; what was clicked and answered. Words of the answer are a note of the ticket. */
export const SurveyRow = entity({
  name: 'tickets.survey',
  schema: z.object({
    companyId: z.string(),
    ticketId: z.string(),
    version: z.int().positive(),
    state: z.enum(['planned', 'sent', 'not-asked']),
    because: z.enum(NOT_ASKED_BECAUSE).optional(),
    at: At,
    /** When it is to be sent, or a click counts. */
    dueAt: At.optional(),
    clicked: z.object({ answer: z.literal(ANSWERS), at: At }).optional(),
    isScanned: z.boolean(),
    vote: z.literal(ANSWERS).optional(),
    changes: z.int().nonnegative(),
    /** Of the last words, so that a page that is sent twice writes them once. */
    commentHash: z.string().optional(),
  }),
  key: ({ companyId, ticketId }: { companyId: string; ticketId: string }) => ({
    pk: `C#${companyId}#SURVEYS#${ticketId}`,
    sk: 'SURVEY',
  }),
  index: ({ companyId, ticketId, dueAt }) =>
    dueAt === undefined ? {} : { gsi1pk: `C#${companyId}#SURVEYS-DUE`, gsi1sk: `${dueAt}#${ticketId}` },
  expiresAt: ({ state, at }) => (state === 'planned' ? undefined : seconds(at, KEPT_DAYS)),
  access: [
    'of a ticket, by every link of its mail',
    'gsi1: of a company, by the moment in which something is due',
  ],
});
export type SurveyRow = ItemOf<typeof SurveyRow>;

/** When somebody was asked last, about any ticket. */
export const SurveyedRow = entity({
  name: 'tickets.surveyed',
  schema: z.object({ companyId: z.string(), requesterId: z.string(), at: At }),
  key: ({ companyId, requesterId }: { companyId: string; requesterId: string }) => ({
    pk: `C#${companyId}#SURVEYS#${requesterId}`,
    sk: 'ASKED',
  }),
  expiresAt: ({ at }) => seconds(at, ASKED_DAYS),
  access: ['of a requester, before one is asked'],
});
export type SurveyedRow = ItemOf<typeof SurveyedRow>;
