import type { MailReader as OutboxReader } from '../../../mail/reader.ts';
import type { Hindrance } from '../../domain/privacy/plan.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { PageSpec, TicketReader } from '../../reader/tickets.ts';
import type { MailRow } from '../../table/mails.ts';
import type { BlockedArticleRow } from '../../table/privacy.ts';
import type { TicketArticleRow, TicketRow } from '../../table/tickets.ts';
import { isLoose } from './redact-mail.ts';
import { allArticles, type PlanDeps, planTicket } from './redact-ticket.ts';

export interface FindPersonDeps extends PlanDeps {
  readonly reader: PlanDeps['reader'] &
    PrivacyReader &
    Pick<TicketReader, 'loadTicket' | 'loadTickets' | 'listArticles' | 'findRequester'>;
}

interface Person {
  readonly companyId: string;
  readonly email: string;
}

export type Part = 'requester' | 'participant';

/** In which part somebody stands in a ticket; of one that was redacted only words that are kept apart say it. */
function partOf({ requester }: Pick<TicketRow, 'requester'>, email: string): Part {
  return requester.email === email ? 'requester' : 'participant';
}

/** Tickets in which somebody takes part, with what is kept apart of them. */
export async function ticketsOfPerson(
  { reader }: FindPersonDeps,
  { companyId, email }: Person,
  page: PageSpec,
) {
  const { items, next } = await reader.listTicketsOfPerson(companyId, email, page);
  const rows = await reader.loadTickets(
    companyId,
    items.map(({ ticketId }) => ticketId),
  );
  return { rows: rows.map((row) => ({ row, part: partOf(row, email) })), next };
}

/** An article as it is handed out: as it stands, or its words that are kept apart; with the mail that it went out as. */
export interface ExportedArticle {
  readonly article: TicketArticleRow;
  readonly blocked?: BlockedArticleRow | undefined;
  readonly sentTo?: readonly string[] | undefined;
}

/** A page of what a ticket says. */
export async function exportArticles(
  { reader, outbox }: FindPersonDeps & { readonly outbox: Pick<OutboxReader, 'loadMail'> },
  companyId: string,
  ticketId: string,
  page: PageSpec,
): Promise<{
  readonly items: ExportedArticle[];
  readonly next?: Readonly<Record<string, string>> | undefined;
}> {
  const { items, next } = await reader.listArticles(companyId, ticketId, page);
  const exported = items.map(async (article): Promise<ExportedArticle> => {
    const blocked =
      article.blockedUntil === undefined
        ? undefined
        : await reader.loadBlocked(companyId, ticketId, article.article);
    const mailId = article.outgoingMailId;
    const sent = mailId === undefined ? undefined : await outbox.loadMail(companyId, mailId);
    const sentTo = sent && [...sent.to, ...sent.cc].map((one) => one.email);
    return { article: blocked?.words ?? article, blocked, sentTo };
  });
  return { items: await Promise.all(exported), next };
}

export interface PreviewedTicket {
  readonly row: TicketRow;
  readonly part: Part;
  readonly hindrance: Hindrance | undefined;
  readonly articles: readonly {
    readonly article: number;
    readonly kind: TicketArticleRow['kind'];
    readonly at: string;
    readonly what: 'redacted' | 'blocked' | 'kept' | 'gone';
    readonly until?: string | undefined;
    readonly files: number;
    readonly isMail: boolean;
  }[];
}

/** Mails of a person that a preview names; an erasure takes all. */
const MOST_MAILS = 100;

/** Mails of a person that belong to no ticket and still have their words: an erasure takes them away. */
export async function looseMails(
  { reader }: FindPersonDeps,
  { companyId, email }: Person,
): Promise<MailRow[]> {
  const loose: MailRow[] = [];
  for await (const mail of reader.allMailsFrom(companyId, email)) {
    if (loose.length === MOST_MAILS) break;
    if (isLoose(mail)) loose.push(mail);
  }
  return loose;
}

/** What an erasure would do to tickets of a person, by the same plan that it goes by. */
export async function previewErasure(deps: FindPersonDeps, person: Person, now: Date, page: PageSpec) {
  const settings = await deps.reader.privacyOf(person.companyId);
  const { rows, next } = await ticketsOfPerson(deps, person, page);
  const items: PreviewedTicket[] = [];
  for (const { row, part } of rows) {
    const scope = part === 'requester' ? 'all' : { email: person.email };
    const { hindrance, planOf } = await planTicket(deps, row, settings, scope, now);
    const articles = [];
    for await (const one of allArticles(deps, row)) {
      const { article, kind, at, files, mailId, redactedAt, blockedUntil } = one;
      const plan =
        redactedAt === undefined
          ? planOf(one)
          : blockedUntil === undefined
            ? { what: 'gone' as const }
            : { what: 'blocked' as const, until: blockedUntil };
      articles.push({ article, kind, at, files: files.length, isMail: mailId !== undefined, ...plan });
    }
    items.push({ row, part, hindrance, articles });
  }
  return { items, next };
}
