import * as z from 'zod';
import { CompanyId, CompanyParams, PrincipalId } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, EmailField, Line } from '../contract.ts';
import { WEEKDAYS } from '../domain/answers/digest.ts';
import { NOTICES } from '../domain/answers/notices.ts';
import { LANGUAGES } from '../domain/mail/reply-text.ts';
import { CHANNELS } from '../domain/ticket/events.ts';

/** All of them stand in one item. */
const MAX_ACKNOWLEDGEMENTS = 40;
const At = z.iso.datetime();
const AgentParams = z.object({ companyId: CompanyId, principal: PrincipalId });
const Words = (max: number) => z.string().min(1).max(max);

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

const SettingsBody = z
  .strictObject({
    language: z.enum(LANGUAGES),
    signatures: z
      .record(Code.or(z.literal('*')), Words(2_000))
      .describe(
        'Below answers, by team; `*` for all others. `{{agent}}`, `{{ticket}}`, `{{title}}` and `{{requester}}` are filled in.',
      ),
    acknowledge: z
      .array(z.enum(CHANNELS))
      .max(CHANNELS.length)
      .describe('Ways on which a request comes whose requester is told at once that it has arrived.'),
    mailbox: EmailField.optional().describe(
      'From which of the mailboxes is answered where neither the form of a ticket, its team nor its mail says one.',
    ),
    acknowledgement: Words(5_000)
      .optional()
      .describe(
        'Instead of the standard words; filled in like signatures. `{{due}}` is until when the first answer is promised, by the clock of the ' +
          'first calendar; a line with it is left out where nothing is promised.',
      ),
    acknowledgements: z
      .record(Code, z.strictObject({ text: Words(5_000), language: z.enum(LANGUAGES).optional() }))
      .refine((all) => Object.keys(all).length <= MAX_ACKNOWLEDGEMENTS, {
        error: `must be at most ${MAX_ACKNOWLEDGEMENTS}`,
      })
      .optional()
      .describe('Other words, for the requests for which a rule names them (`set.acknowledgement`).'),
  })
  .meta({
    id: 'AnswerSettingsBody',
    example: { language: 'de', signatures: { '*': '{{agent}}\nAcme IT' }, acknowledge: ['mail', 'form'] },
  });
const SettingsView = SettingsBody.extend({ version: z.int() }).meta({ id: 'AnswerSettings' });

const AgentBody = z
  .strictObject({
    email: EmailField,
    name: Line(100).optional().describe('What requesters see below answers.'),
    language: z.enum(LANGUAGES).default('de'),
    notices: z
      .array(z.enum(NOTICES))
      .max(NOTICES.length)
      .default([...NOTICES])
      .describe('Of what a mail comes at once.'),
    digest: z
      .strictObject({
        at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 07:30'),
        timeZone: z.string().max(64).refine(isTimeZone, 'must be a time zone like Europe/Berlin'),
        weekdays: z.array(z.enum(WEEKDAYS)).min(1).max(7).default(['mon', 'tue', 'wed', 'thu', 'fri']),
      })
      .optional()
      .describe('When a list of what is open, due and overdue comes; none comes where nothing is open.'),
  })
  .meta({
    id: 'TicketAgentBody',
    example: {
      email: 'anna@example.com',
      name: 'Anna Berg',
      notices: ['assigned', 'escalated'],
      digest: { at: '07:30', timeZone: 'Europe/Berlin' },
    },
  });
const AgentView = AgentBody.extend({ principal: z.string(), version: z.int(), at: At, by: z.string() }).meta({
  id: 'TicketAgent',
});

export const getAnswerSettings = route({
  id: 'tickets.getAnswerSettings',
  method: 'GET',
  path: '/companies/{companyId}/mail/answer-settings',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'How requests are answered, with ETag; the standard until it is set',
  params: CompanyParams,
  responses: { 200: { description: 'The settings', body: SettingsView } },
});

export const putAnswerSettings = route({
  id: 'tickets.putAnswerSettings',
  method: 'PUT',
  path: '/companies/{companyId}/mail/answer-settings',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Set how requests are answered; needs If-Match',
  description:
    'Nobody is told by itself who may not be answered by a machine (RFC 3834), and no address more than 5 times an hour, on no ticket more than 3 times.',
  params: CompanyParams,
  body: SettingsBody,
  responses: { 200: { description: 'As it stands now', body: SettingsView } },
});

export const listAgents = route({
  id: 'tickets.listAgents',
  method: 'GET',
  path: '/companies/{companyId}/mail/agents',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Agents whose addresses are kept',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(AgentView) }) } },
});

export const getAgent = route({
  id: 'tickets.getAgent',
  method: 'GET',
  path: '/companies/{companyId}/mail/agents/{principal}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'Where an agent gets mail and what of, with ETag',
  params: AgentParams,
  responses: { 200: { description: 'The agent', body: AgentView } },
});

export const putAgent = route({
  id: 'tickets.putAgent',
  method: 'PUT',
  path: '/companies/{companyId}/mail/agents/{principal}',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Keep where an agent gets mail and what of; one that stands needs If-Match',
  description:
    "Agents keep themselves; others need `tickets.manage`. A mail from a kept address is an agent's.",
  params: AgentParams,
  body: AgentBody,
  responses: { 200: { description: 'As it stands now', body: AgentView } },
});

export const deleteAgent = route({
  id: 'tickets.deleteAgent',
  method: 'DELETE',
  path: '/companies/{companyId}/mail/agents/{principal}',
  scope: 'write',
  permission: 'tickets.work',
  summary: 'Send an agent no mail any more; needs If-Match',
  params: AgentParams,
  responses: { 204: { description: 'Gone' } },
});
