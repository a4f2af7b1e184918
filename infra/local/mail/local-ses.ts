import * as z from 'zod';
import type { GateRequest } from '../gate/gate-request.ts';
import type { Demand } from '../gate/policy.ts';
import { type GateAnswer, jsonError } from '../gate/refusals.ts';
import { ACCOUNT, REGION } from '../template/place.ts';
import type { MailFolder } from './mail-folder.ts';

const SendEmail = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({
    ToAddresses: z.array(z.string()).default([]),
    CcAddresses: z.array(z.string()).default([]),
    BccAddresses: z.array(z.string()).default([]),
  }),
  Content: z.object({ Raw: z.object({ Data: z.base64() }) }),
});

/** SES takes messages of 40 MB. */
const MAX_MESSAGE_BYTES = 40 * 1024 * 1024;

const isSending = ({ method, url }: Pick<GateRequest, 'method' | 'url'>) =>
  method === 'POST' && url.pathname === '/v2/email/outbound-emails';

/** SES asks for the right to send from the domain, of a message that comes whole for two of them. */
export function demandsOfSes(call: GateRequest): Demand[] {
  if (!isSending(call)) return [{ action: 'ses:Unknown', resource: '*' }];
  const { FromEmailAddress } = z
    .object({ FromEmailAddress: z.string() })
    .parse(JSON.parse(call.body.toString()));
  const domain = FromEmailAddress.slice(FromEmailAddress.lastIndexOf('@') + 1);
  const resource = `arn:aws:ses:${REGION}:${ACCOUNT}:identity/${domain}`;
  return ['ses:SendEmail', 'ses:SendRawEmail'].map((action) => ({ action, resource }));
}

/** Serves `SendEmail` of SES's API v2 with whole messages: each becomes a file. */
export function serveSes(mails: MailFolder, call: GateRequest): GateAnswer {
  const parsed = SendEmail.safeParse(JSON.parse(call.body.toString()));
  if (!isSending(call) || !parsed.success)
    return jsonError(
      400,
      'BadRequestException',
      'On one machine, SES sends whole messages and nothing else.',
    );
  const raw = Buffer.from(parsed.data.Content.Raw.Data, 'base64');
  if (raw.length > MAX_MESSAGE_BYTES) return jsonError(400, 'MessageRejected', 'The message is too long.');
  const body = JSON.stringify({ MessageId: mails.keep(raw) });
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}
