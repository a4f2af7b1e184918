import * as z from 'zod';
import { CompanyId, CompanyParams } from '../../../shared/http/fields.ts';
import { route } from '../../../shared/http/route.ts';
import { Code, EmailField, Line } from '../contract.ts';
import { LANGUAGES } from '../domain/forms/language.ts';
import { TICKET_KINDS } from '../domain/ticket/ticket.ts';

const FormParams = z.object({ companyId: CompanyId, formId: Code });
/** Not `companyId`: who opens the page is a member of none. */
const PublicParams = z.object({ company: CompanyId, formId: Code });

const Words = (max: number) => z.string().trim().min(1).max(max);

const FormBody = z
  .strictObject({
    isOn: z.boolean().default(true).describe('Off: the page is not there.'),
    language: z.enum(LANGUAGES).default('de'),
    title: Line(100),
    introduction: Words(2_000).optional(),
    confirmation: Words(2_000).optional().describe('Shown beside the number when it was sent.'),
    kind: z.enum(TICKET_KINDS).default('incident'),
    team: Code.optional(),
    category: Code.optional().describe('Of all that comes through the form, where nothing is chosen.'),
    mailbox: EmailField.optional().describe(
      'From which of the mailboxes its tickets are answered, whatever their team; without, by team, else the default.',
    ),
    categories: z
      .array(z.strictObject({ code: Code, label: Line(100) }))
      .max(30)
      .default([])
      .describe('What people choose from.'),
  })
  .meta({
    id: 'IntakeFormBody',
    example: {
      title: 'IT-Support',
      introduction: 'Was können wir für Sie tun?',
      categories: [{ code: 'printer', label: 'Drucker' }],
    },
  });
const FormView = FormBody.extend({
  formId: Code,
  path: z.string().describe('Of the public page, below the address of the API.'),
  version: z.int(),
  at: z.iso.datetime(),
  by: z.string(),
}).meta({ id: 'IntakeForm' });

export const putForm = route({
  id: 'tickets.putForm',
  method: 'PUT',
  path: '/companies/{companyId}/intake-forms/{formId}',
  scope: 'write',
  permission: 'tickets.manage',
  summary: 'Keep a page on which people outside report something; one that stands needs If-Match',
  params: FormParams,
  body: FormBody,
  responses: { 200: { description: 'As it stands now', body: FormView } },
});

export const getForm = route({
  id: 'tickets.getForm',
  method: 'GET',
  path: '/companies/{companyId}/intake-forms/{formId}',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'A form, with ETag',
  params: FormParams,
  responses: { 200: { description: 'The form', body: FormView } },
});

export const listForms = route({
  id: 'tickets.listForms',
  method: 'GET',
  path: '/companies/{companyId}/intake-forms',
  scope: 'read',
  permission: 'tickets.read',
  summary: 'All forms',
  params: CompanyParams,
  responses: { 200: { description: 'All of them', body: z.object({ items: z.array(FormView) }) } },
});

const HTML = 'text/html; charset=utf-8';

export const showForm = route({
  id: 'tickets.showForm',
  method: 'GET',
  path: '/forms/{company}/{formId}',
  scope: 'public',
  summary: 'The page of a form; works without scripts',
  params: PublicParams,
  query: z.object({ category: Code.optional().describe('Chosen beforehand, with what it asks for.') }),
  responses: { 200: { description: 'The page', contentType: HTML, body: z.string() } },
});

/** Files of 4 MB, and what multipart puts around them. */
const FORM_BYTES = 4_500_000;

export const sendForm = route({
  id: 'tickets.sendForm',
  method: 'POST',
  path: '/forms/{company}/{formId}',
  scope: 'public',
  summary: 'What somebody has written into a form becomes a ticket',
  description:
    'Sent as browsers do, urlencoded or multipart. The field `token` is that of the page: one page is one ticket, however often it is ' +
    'sent. What is wrong stands beside its field, and what was written stays. A category that was chosen on the page may ask for fields (`field.<id>`): ' +
    'then the page comes again with them, and says in `shown` whose they are.',
  params: PublicParams,
  form: true,
  bodyLimitBytes: FORM_BYTES,
  body: z
    .strictObject({
      fields: z.record(z.string(), z.string()),
      files: z.array(
        z.strictObject({
          field: z.string(),
          fileName: z.string(),
          mediaType: z.string(),
          bytes: z
            .custom<Uint8Array>((value) => value instanceof Uint8Array)
            .meta({ type: 'string', format: 'binary' }),
        }),
      ),
    })
    .meta({ id: 'SentForm' }),
  responses: {
    200: { description: 'That it has arrived, with the number', contentType: HTML, body: z.string() },
    422: {
      description: 'The form again, with what is wrong or still asked for',
      contentType: HTML,
      body: z.string(),
    },
    429: {
      description: 'The form again: too many from here in this hour',
      contentType: HTML,
      body: z.string(),
    },
  },
});
