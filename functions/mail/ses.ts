import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { OutgoingMail } from '../../shared/mail/outgoing.ts';
import type { Answer } from './domain/delivery.ts';

/** SES did not take the mail, and may later: throttles, limits of the day, sending that is paused. */
const LATER = new Set([
  'TooManyRequestsException',
  'LimitExceededException',
  'SendingPausedException',
  'ThrottlingException',
  'InternalFailure',
  'ServiceUnavailable',
]);
/** Whoever sends is not known to SES, or not to this function. */
const NOT_SET_UP = new Set([
  'AccessDeniedException',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
]);
const UNVERIFIED = /not verified/i;

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** Sends nothing a second time by itself: whether a mail goes out again is decided where it is written down. */
export function connectSes(): SESv2Client {
  return new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
  });
}

/**
 * Hands messages to SES. Readers see SES's Message-ID instead of ours: `<id>@<region>.amazonses.com`, in us-east-1 `<id>@email.amazonses.com`.
 * @param domains that may be sent from; `*` is every one that SES knows
 */
export function postBySes(ses: SESv2Client, domains: readonly string[], region: string) {
  return async (raw: Uint8Array, { from, to, cc }: OutgoingMail): Promise<Answer> => {
    const domain = domainOf(from.email);
    if (!domains.includes('*') && !domains.includes(domain))
      return { outcome: 'not-set-up', detail: `mail from ${domain} is not set up (mailDomains)` };
    try {
      const { MessageId } = await ses.send(
        new SendEmailCommand({
          FromEmailAddress: from.email,
          Destination: {
            ToAddresses: to.map(({ email }) => email),
            CcAddresses: cc.map(({ email }) => email),
          },
          Content: { Raw: { Data: raw } },
        }),
      );
      const host = region === 'us-east-1' ? 'email.amazonses.com' : `${region}.amazonses.com`;
      return { outcome: 'sent', messageId: MessageId === undefined ? undefined : `${MessageId}@${host}` };
    } catch (error) {
      return answerOf(error);
    }
  };
}

/** What an error of the SDK says about the mail. Whatever has no answer of SES in it leaves open whether it was sent. */
export function answerOf(error: unknown): Answer {
  const {
    name = 'Error',
    message = '',
    $metadata,
  } = error as Partial<Error> & {
    $metadata?: { httpStatusCode?: number };
  };
  const detail = `${name}: ${message}`.slice(0, 500);
  const status = $metadata?.httpStatusCode;
  if (status === undefined) return { outcome: 'unknown', detail };
  if (NOT_SET_UP.has(name) || UNVERIFIED.test(message)) return { outcome: 'not-set-up', detail };
  if (LATER.has(name) || status >= 500 || status === 429) return { outcome: 'later', detail };
  return { outcome: 'refused', because: 'refused', detail };
}
