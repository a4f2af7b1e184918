import type { MailFileContent } from '../../../shared/mail/compose-mail.ts';
import { MAX_ATTACHMENT_BYTES, type OutgoingMail } from '../../../shared/mail/outgoing.ts';
import type { OutgoingMailRow } from '../../../shared/mail/table.ts';
import { ContentionError, type Retry } from '../../../shared/table/failures.ts';
import { type Answer, claim, isDue, sendAgain, settle } from '../domain/delivery.ts';
import { refuse } from '../errors.ts';
import type { MailReader } from '../reader.ts';
import type { MailStore } from '../store.ts';

export interface SendMailDeps {
  readonly reader: Pick<MailReader, 'loadMail' | 'allDue'>;
  readonly store: MailStore;
  readonly compose: (mail: OutgoingMail, at: Date, files: readonly MailFileContent[]) => Promise<Uint8Array>;
  /** The content of a file that goes with a mail; undefined where it is gone. */
  readonly readFile: (key: string) => Promise<Uint8Array | undefined>;
  /** Hands a message to the mail service. Never throws for what that answers. */
  readonly post: (raw: Uint8Array, mail: OutgoingMail) => Promise<Answer>;
  readonly clock: () => Date;
  readonly retryWhileContended: Retry;
}

/**
 * Sends a mail that is due: takes it, hands it to the mail service, says how that ended. Whoever is slower finds nothing to do. Who dies
 * between sending and saying so leaves a mail that goes out once more (`domain/delivery.ts`), with the same ids in it.
 * @returns whether it was this call that tried
 */
export async function sendMail(deps: SendMailDeps, companyId: string, mailId: string): Promise<boolean> {
  const seen = await deps.reader.loadMail(companyId, mailId);
  const now = deps.clock().toISOString();
  if (!seen || !isDue(seen, now)) return false;
  const taken = { ...seen, ...claim(seen, now) };
  if (!(await isFirst(deps.store.moveMail(seen, taken)))) return false;
  if (taken.state !== 'sending') return true;
  const answer = await attempt(deps, taken);
  const settled = { ...taken, ...settle(taken, answer, deps.clock().toISOString()) };
  await deps.retryWhileContended(() => deps.store.moveMail(taken, settled));
  return true;
}

async function isFirst(move: Promise<void>): Promise<boolean> {
  try {
    await move;
    return true;
  } catch (error) {
    if (error instanceof ContentionError) return false;
    throw error;
  }
}

async function attempt(deps: SendMailDeps, mail: OutgoingMailRow): Promise<Answer> {
  const total = mail.attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (total > MAX_ATTACHMENT_BYTES)
    return { outcome: 'refused', because: 'too-large', detail: `${total} bytes of attachments` };
  const files: MailFileContent[] = [];
  for (const { key, fileName, mediaType } of mail.attachments) {
    const content = await deps.readFile(key);
    if (!content) return { outcome: 'refused', because: 'attachment-missing', detail: 'a file is gone' };
    files.push({ fileName, mediaType, content });
  }
  // The moment of asking, not of sending: a mail that goes out twice is the same one.
  return deps.post(await deps.compose(mail, new Date(mail.queuedAt), files), mail);
}

/** Sends what is due of a company: what is to be tried again, and what no event has told of. */
export async function sendDue(
  deps: SendMailDeps,
  companyId: string,
  hasTime: () => boolean,
  onFailure: (companyId: string, error: unknown) => void,
): Promise<number> {
  let tried = 0;
  for await (const { mailId } of deps.reader.allDue(companyId, deps.clock().toISOString())) {
    if (!hasTime()) break;
    try {
      if (await sendMail(deps, companyId, mailId)) tried += 1;
    } catch (error) {
      onFailure(companyId, error);
    }
  }
  return tried;
}

/**
 * Has a mail that failed sent again, or one that waits sent soon: the next run of the schedule takes it.
 * @throws mail.unknown-mail, mail.sent-already
 */
export async function askAgain(
  { reader, store }: Pick<SendMailDeps, 'store'> & { readonly reader: Pick<MailReader, 'loadMail'> },
  companyId: string,
  mailId: string,
  now: Date,
): Promise<OutgoingMailRow> {
  const seen = await reader.loadMail(companyId, mailId);
  if (!seen) throw refuse('mail.unknown-mail', `There is no mail ${mailId}.`);
  if (seen.state === 'sent' || seen.state === 'sending')
    throw refuse('mail.sent-already', `The mail is ${seen.state}.`);
  const next: OutgoingMailRow = { ...seen, ...sendAgain(seen, now.toISOString()) };
  await store.moveMail(seen, next);
  return next;
}
