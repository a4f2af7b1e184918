import type { ParsedMail } from './parsed-mail.ts';
import { readMessageId, readSubjectTags } from './tokens.ts';

/** By what an answer was recognized; the first that holds counts. */
export type ThreadBy = 'own-message-id' | 'known-message-id' | 'subject-tag';

/** Ids of mails that are looked at, newest first. */
const MOST_ANSWERED = 50;

/** The mails that this one answers, newest first, each once. */
export function answeredIds({ answers }: Pick<ParsedMail, 'answers'>): string[] {
  return [...new Set(answers.toReversed())].slice(0, MOST_ANSWERED);
}

/** Tickets that a mail claims to belong to, strongest claim first. `known` has tickets by the Message-IDs of others that we have seen. */
export function threadsOf(
  mail: Pick<ParsedMail, 'answers' | 'subject'>,
  secret: string,
  companyId: string,
  known: ReadonlyMap<string, string>,
): { readonly by: ThreadBy; readonly ticketId: string }[] {
  const ids = answeredIds(mail);
  const own = ids.flatMap((id) => readMessageId(secret, companyId, id)?.ticketId ?? []);
  const foreign = ids.flatMap((id) => known.get(id) ?? []);
  const tags = readSubjectTags(secret, companyId, mail.subject);
  const claims = [
    ...own.map((ticketId) => ({ by: 'own-message-id' as const, ticketId })),
    ...foreign.map((ticketId) => ({ by: 'known-message-id' as const, ticketId })),
    ...tags.map((ticketId) => ({ by: 'subject-tag' as const, ticketId })),
  ];
  const seen = new Set<string>();
  return claims.filter(({ ticketId }) => !seen.has(ticketId) && seen.add(ticketId));
}
