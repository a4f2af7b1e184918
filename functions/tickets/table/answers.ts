import * as z from 'zod';
import { entity, type ItemOf } from '../../../shared/table/entity.ts';
import { WEEKDAYS } from '../domain/answers/digest.ts';
import { NOTICES } from '../domain/answers/notices.ts';
import { LANGUAGES } from '../domain/mail/reply-text.ts';
import { CHANNELS } from '../domain/ticket/events.ts';

const At = z.iso.datetime();

/** How a company answers: its language, what stands below answers, what is confirmed by itself. */
export const AnswerSettingsRow = entity({
  name: 'tickets.answer-settings',
  schema: z.object({
    companyId: z.string(),
    version: z.int().positive(),
    language: z.enum(LANGUAGES),
    /** By team; `*` is for all others. */
    signatures: z.record(z.string(), z.string()),
    /** Ways on which a request comes whose requester is told at once that it has arrived. */
    acknowledge: z.array(z.enum(CHANNELS)),
    /** From which address is answered where neither form, team nor mail says one. */
    mailbox: z.string().optional(),
    /** Instead of the standard words. */
    acknowledgement: z.string().optional(),
    /** By the names that rules use. */
    acknowledgements: z
      .record(z.string(), z.object({ text: z.string(), language: z.enum(LANGUAGES).optional() }))
      .optional(),
    at: At,
    by: z.string(),
  }),
  key: ({ companyId }: { companyId: string }) => ({ pk: `C#${companyId}#TICKET-ANSWERS`, sk: 'SETTINGS' }),
  access: ['of a company, by every answer'],
});
export type AnswerSettingsRow = ItemOf<typeof AnswerSettingsRow>;

/** Where an agent gets mail, and what of. */
export const AgentRow = entity({
  name: 'tickets.agent',
  schema: z.object({
    companyId: z.string(),
    principal: z.string(),
    version: z.int().positive(),
    email: z.string(),
    name: z.string().optional(),
    language: z.enum(LANGUAGES),
    /** Of what a mail comes at once. */
    notices: z.array(z.enum(NOTICES)),
    /** When a list of what is open comes, by the clock of the zone; never where it is absent. */
    digest: z
      .object({ at: z.string(), timeZone: z.string(), weekdays: z.array(z.enum(WEEKDAYS)) })
      .optional(),
    at: At,
    by: z.string(),
  }),
  key: ({ companyId, principal }: { companyId: string; principal: string }) => ({
    pk: `C#${companyId}#TICKET-AGENTS`,
    sk: principal,
  }),
  access: ['all of a company, by mails that arrive and by digests', 'by principal, by notices and answers'],
});
export type AgentRow = ItemOf<typeof AgentRow>;
