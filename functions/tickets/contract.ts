import * as z from 'zod';
import type { UploadKind } from '../../shared/imports/upload-kind.ts';
import type { EventSource } from '../../shared/queue/event-source.ts';
import { message } from '../../shared/queue/message.ts';
import { TICKET_KINDS } from './domain/ticket/ticket.ts';

/** Mail servers take 25 to 36 MB; base64 makes 25 MB of attachments some 34. */
export const MAX_MAIL_BYTES = 40 * 1_048_576;

export const mail = {
  kind: 'mail',
  permission: 'tickets.ask',
  maxBytes: MAX_MAIL_BYTES,
  summary:
    'A mail as it came over the wire (RFC 5322): it becomes a ticket or an article, or waits for a person',
  format: 'mail',
} as const satisfies UploadKind;

export const uploadKinds: readonly UploadKind[] = [mail];

/** Address of somebody who asks; compared in lower case. */
export const EmailField = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())
  .meta({ example: 'anna@example.com' });

/** One line of words. */
export function Line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), 'must be one line without control characters');
}

/** A code that a company has chosen: of a team, a category, a tag. */
export const Code = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'must be 1 to 40 of a-z, 0-9, . _ and -')
  .meta({ example: 'network' });

export const MAX_ARTICLE_CHARACTERS = 100_000;
export const ArticleText = z.string().min(1).max(MAX_ARTICLE_CHARACTERS);

export const LevelField = z
  .literal([1, 2, 3, 4, 5])
  .meta({ description: '1 very low to 5 very high', example: 3 });

export const PersonField = z.strictObject({ email: EmailField, name: Line(100).optional() });

export const TicketId = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'must be the number of a ticket')
  .meta({ description: 'Number of the ticket', example: '1042' });

export const KnowledgeId = z.string().regex(/^kno_[0-9A-Za-z]{1,40}$/, 'must be the id of an article');

/** What solved a ticket. */
export const SolutionField = z
  .strictObject({
    articleId: KnowledgeId,
    text: z
      .int()
      .positive()
      .optional()
      .describe('Number of its text; without, the published one, else the last.'),
  })
  .meta({ example: { articleId: 'kno_01K6Y3V4Q2' } });

/** Requests have 6 MB at most, and base64 takes a third more. */
export const MAX_ATTACHED_BYTES = 4 * 1_048_576;
const MAX_ATTACHMENTS = 10;

/** Files that come with a request. */
export const Attachments = z
  .array(
    z.strictObject({
      fileName: Line(255),
      mediaType: z
        .string()
        .regex(/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/, 'must be a media type like text/plain')
        .default('application/octet-stream'),
      content: z.base64().min(1).meta({ description: 'The content, in base64', example: 'aGVsbG8=' }),
    }),
  )
  .max(MAX_ATTACHMENTS)
  .refine(
    (files) => files.reduce((sum, { content }) => sum + content.length * 0.75, 0) <= MAX_ATTACHED_BYTES + 3,
    `must be at most ${MAX_ATTACHED_BYTES} bytes together; larger files come by mail`,
  );

export const FieldValueField = z.union([z.string().max(1_000), z.number(), z.boolean()]);
const MAX_FIELDS = 30;
/** Values of the custom fields of a category, by id. */
export const FieldValuesField = z
  .record(Code, FieldValueField)
  .refine((values) => Object.keys(values).length <= MAX_FIELDS, `must be at most ${MAX_FIELDS}`)
  .meta({ description: 'Values of fields of the category, by id', example: { inventory: 'PC-0815' } });

/** A problem or a wish that somebody reports. */
export const TicketBody = z
  .strictObject({
    title: Line(300),
    description: ArticleText,
    requester: PersonField,
    kind: z.enum(TICKET_KINDS).optional().describe('Without: as the category says, or incident.'),
    impact: LevelField.optional().describe('How many are hit, 1 to 5. Without: as the category says, or 3.'),
    urgency: LevelField.optional().describe(
      'How soon it hurts, 1 to 5. Without: as the category says, or 3.',
    ),
    category: Code.optional(),
    team: Code.optional(),
    fields: FieldValuesField.optional(),
  })
  .meta({
    example: {
      title: 'Printer on floor 2 prints blank pages',
      description: 'Since this morning, all pages are blank.',
      requester: { email: 'anna@example.com', name: 'Anna Berg' },
      kind: 'incident',
      impact: 2,
      urgency: 4,
    },
  });
export type TicketBody = z.output<typeof TicketBody>;

export const createTicket = message({
  type: 'tickets.create',
  kind: 'command',
  queue: 'ticket-intake',
  summary: 'Open a ticket. The same message twice is one ticket, by its id.',
  payload: TicketBody,
});

export const addTicketArticle = message({
  type: 'tickets.add-article',
  kind: 'command',
  queue: 'ticket-intake',
  summary:
    'Add what a requester, or a system, says to a ticket. The same message twice is one article, by its id.',
  payload: z.strictObject({
    ticketId: TicketId,
    text: ArticleText,
    from: PersonField.optional().describe('Who says it; without, it is a note of the sending system.'),
  }),
});

export const ticketChanged = message({
  type: 'tickets.ticket-changed',
  kind: 'event',
  summary: 'Something happened to a ticket; its version says how far it has come.',
  payload: z.strictObject({ ticketId: z.string(), version: z.int(), what: z.string() }),
});

const EventImage = z.object({
  companyId: z.string(),
  ticketId: z.string(),
  version: z.int(),
  what: z.object({ type: z.string() }),
});

export const events: readonly EventSource[] = [
  {
    entity: 'tickets.event',
    publishes: ticketChanged,
    toEvents: (image) => {
      const { companyId, ticketId, version, what } = EventImage.parse(image);
      const payload = { ticketId, version, what: what.type };
      return [{ id: `${companyId}-ticket-${ticketId}-${version}`, companyId, payload }];
    },
  },
];
