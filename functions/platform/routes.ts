import * as z from 'zod';
import { CompanyParams, Instant, PageQuery, pageOf } from '../../shared/http/fields.ts';
import { route } from '../../shared/http/route.ts';

const failedMessageFields = {
  id: z.string(),
  queue: z.string(),
  type: z.string().optional(),
  messageId: z.string().optional(),
  code: z.string(),
  reason: z.string(),
  state: z.enum(['failed', 'redriven']),
  failedAt: Instant,
  redrivenAt: Instant.optional(),
  redrivenBy: z.string().optional(),
};
const FailedMessageSummary = z.object(failedMessageFields).meta({ id: 'FailedMessageSummary' });
const FailedMessageView = z
  .object({
    ...failedMessageFields,
    body: z
      .string()
      .optional()
      .meta({ description: 'The message as it came; left out where it is too large to be kept here' }),
  })
  .meta({ id: 'FailedMessage' });
const FailedMessageParams = CompanyParams.extend({ failedMessageId: z.string().min(1).max(128) });

export const getHealth = route({
  id: 'platform.getHealth',
  method: 'GET',
  path: '/health',
  scope: 'public',
  summary: 'Whether the back office answers, and its table',
  responses: {
    200: {
      description: 'It does',
      body: z.object({ status: z.literal('ok'), version: z.string(), table: z.literal('ok') }),
    },
  },
});

export const getOpenApi = route({
  id: 'platform.getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  scope: 'public',
  summary: 'This contract, as OpenAPI 3.1',
  responses: { 200: { description: 'The document', contentType: 'application/json' } },
});

export const getReference = route({
  id: 'platform.getReference',
  method: 'GET',
  path: '/docs',
  scope: 'public',
  summary: 'This contract, to read',
  responses: { 200: { description: 'A page', contentType: 'text/html; charset=utf-8' } },
});

export const listFailedMessages = route({
  id: 'platform.listFailedMessages',
  method: 'GET',
  path: '/companies/{companyId}/failed-messages',
  scope: 'read',
  permission: 'platform.read-failures',
  summary: 'Queue messages that did not work, and why',
  params: CompanyParams,
  query: PageQuery,
  responses: { 200: { description: 'A page of messages', body: pageOf(FailedMessageSummary) } },
});

export const getFailedMessage = route({
  id: 'platform.getFailedMessage',
  method: 'GET',
  path: '/companies/{companyId}/failed-messages/{failedMessageId}',
  scope: 'read',
  permission: 'platform.read-failures',
  summary: 'A failed message with its body',
  params: FailedMessageParams,
  responses: { 200: { description: 'The message', body: FailedMessageView } },
});

export const redriveFailedMessage = route({
  id: 'platform.redriveFailedMessage',
  method: 'POST',
  path: '/companies/{companyId}/failed-messages/{failedMessageId}/redrive',
  scope: 'write',
  permission: 'platform.redrive',
  summary: 'Send a failed message to its queue again',
  description: 'Safe to repeat: a message is sent again once, and its id stays the same.',
  params: FailedMessageParams,
  responses: { 200: { description: 'It was sent again', body: FailedMessageView } },
});
