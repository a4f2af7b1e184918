import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { decideAgain } from '../../../../shared/table/failures.ts';
import type { Write } from '../../../../shared/table/writes.ts';
import {
  type ArticlePlan,
  type Hindrance,
  hindranceOf,
  isCorrespondence,
  planArticle,
  type Scope,
  withoutAddress,
} from '../../domain/privacy/plan.ts';
import type { RedactedBecause } from '../../domain/ticket/events.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { TicketReader } from '../../reader/tickets.ts';
import type { BlockedArticleRow, PrivacySettingsRow } from '../../table/privacy.ts';
import type { TicketArticleRow, TicketRow } from '../../table/tickets.ts';
import { type ChangeTicketDeps, changeTicket } from '../change-ticket.ts';
import { type IndexTicketDeps, indexTicket } from '../index-ticket.ts';
import { dropHanging, type HangingDeps } from './drop-hanging.ts';
import { bareReply, type DropMailsDeps, dropMails } from './drop-mails.ts';
import { PRIVACY_ACTOR } from './privacy-actor.ts';
import { articleWithout, type RedactArticleDeps, redactArticle } from './redact-article.ts';
import { redactSideWords, type SideWordsDeps } from './redact-side-words.ts';

export interface PlanDeps {
  readonly reader: Pick<PrivacyReader, 'loadMarks'>;
  readonly daysOf: (companyId: string) => Promise<{ readonly dayOf: (at: string) => CalendarDate }>;
}

export interface RedactTicketDeps
  extends RedactArticleDeps,
    ChangeTicketDeps,
    PlanDeps,
    DropMailsDeps,
    IndexTicketDeps {
  readonly reader: RedactArticleDeps['reader'] &
    ChangeTicketDeps['reader'] &
    PlanDeps['reader'] &
    SideWordsDeps['reader'] &
    HangingDeps['reader'] &
    DropMailsDeps['reader'] &
    IndexTicketDeps['reader'] &
    Pick<TicketReader, 'listArticles' | 'loadArticle'> &
    Pick<PrivacyReader, 'allBlocked'>;
}

/** How one ticket is looked at: what stands against it, and what becomes of each of its articles. */
export interface TicketPlan {
  readonly hindrance: Hindrance | undefined;
  readonly planOf: (article: TicketArticleRow) => ArticlePlan;
}

/** What would become of a ticket now: the preview shows it, and whoever carries it out goes by it. */
export async function planTicket(
  deps: PlanDeps,
  row: TicketRow,
  { letterCategories }: Pick<PrivacySettingsRow, 'letterCategories'>,
  scope: Scope,
  now: Date,
): Promise<TicketPlan> {
  const { companyId, ticketId } = row;
  const [marks, { dayOf }] = await Promise.all([
    deps.reader.loadMarks(companyId, ticketId),
    deps.daysOf(companyId),
  ]);
  const isLetters = isCorrespondence(row, marks, letterCategories);
  const today = dayOf(now.toISOString());
  return {
    hindrance: hindranceOf(row, marks),
    planOf: (article) => planArticle(article, scope, isLetters, today, dayOf),
  };
}

export interface Redaction {
  readonly settings: PrivacySettingsRow;
  readonly scope: Scope;
  readonly because: RedactedBecause;
  /** By this address the ticket has to be found until all is done. */
  readonly foundBy?: string | undefined;
  readonly now: Date;
  /** Writes of whoever asks, with the last step: what was done here, and who is still named in words that are kept apart. */
  readonly together: (done: Redacted) => readonly Write[];
}

export interface Redacted {
  readonly tickets: 1;
  readonly articles: number;
  readonly blocked: number;
  /** Addresses in words that are kept apart. */
  readonly named: ReadonlySet<string>;
}

/** Articles that are read at once: each may have 280 kB. */
const PAGE = 20;
const GONE = '[...]';

/**
 * Takes the words of a ticket away, article by article, and at last title and names. Each article is a transaction of its own: whoever
 * dies in between goes on by beginning again. The history stays, and with it every figure.
 * @returns what stands against it; undefined where it is done
 */
export async function redactTicket(
  deps: RedactTicketDeps,
  { companyId, ticketId }: Pick<TicketRow, 'companyId' | 'ticketId'>,
  { settings, scope, because, foundBy, now, together }: Redaction,
): Promise<Hindrance | undefined> {
  const row = await deps.reader.loadTicket(companyId, ticketId);
  if (!row) return undefined;
  const plan = await planTicket(deps, row, settings, scope, now);
  if (plan.hindrance) return plan.hindrance;
  const done = await redactArticles(deps, row, plan, scope, now);
  await redactSideWords(deps, row, scope);
  if (scope === 'all') {
    const others = row.participants.filter((email) => email !== foundBy && !done.named.has(email));
    await dropHanging(deps, row, others);
  }
  const isPerson = (email: string) => scope === 'all' || email === scope.email;
  const { row: left } = await decideAgain('tickets', deps, () =>
    changeTicket(
      deps,
      { companyId, ticketId },
      { by: PRIVACY_ACTOR, now },
      (seen) => {
        // Somebody has written or opened it again meanwhile: the next run looks anew.
        if (isMoved(seen, row) || isWordless(seen, scope)) return { happenings: [] };
        return {
          happenings: [{ type: 'redacted', because, all: scope === 'all' }],
          title: scope === 'all' ? GONE : withoutAddress(seen.title, scope.email),
          requester: scope === 'all' ? { email: seen.requesterId } : seen.requester,
          leaves: isPerson,
          ...(scope === 'all' && { fields: withoutValues(seen.fields ?? {}) }),
        };
      },
      () => together(done),
    ),
  );
  if (isMoved(left, row)) return 'open';
  await dropMails(deps, row);
  // No event tells of words that went from articles of others, where the person did not take part.
  if (scope !== 'all') await indexTicket(deps, companyId, ticketId, true);
  return undefined;
}

function withoutValues(fields: Readonly<Record<string, unknown>>): Record<string, null> {
  return Object.fromEntries(Object.keys(fields).map((id) => [id, null]));
}

function isMoved(seen: TicketRow, before: TicketRow): boolean {
  return seen.state !== 'closed' || seen.articles !== before.articles;
}

/** Whether the last step was taken before. */
function isWordless({ participants, redactedAt, closedAt = '' }: TicketRow, scope: Scope): boolean {
  if (scope !== 'all') return !participants.includes(scope.email);
  return redactedAt !== undefined && redactedAt >= closedAt;
}

async function redactArticles(
  deps: RedactTicketDeps,
  row: TicketRow,
  { planOf }: TicketPlan,
  scope: Scope,
  now: Date,
): Promise<Redacted> {
  const { companyId, ticketId } = row;
  const done = { articles: 0, blocked: 0 };
  for await (const article of allArticles(deps, row)) {
    if (article.redactedAt !== undefined) {
      if (scope === 'all') done[article.blockedUntil === undefined ? 'articles' : 'blocked'] += 1;
      continue;
    }
    const plan = planOf(article);
    if (plan.what === 'kept') {
      if (scope !== 'all') await keepArticle(deps, article, scope.email);
      continue;
    }
    await decideAgain('tickets', deps, () => redactArticle(deps, row, article.article, plan, now));
    done[plan.what === 'blocked' ? 'blocked' : 'articles'] += 1;
  }
  const kept = await Array.fromAsync(deps.reader.allBlocked(companyId, ticketId));
  return { tickets: 1, ...done, named: new Set(kept.flatMap(namedIn)) };
}

/** Somebody else's article stays, without the address of the person. */
async function keepArticle(deps: RedactTicketDeps, article: TicketArticleRow, email: string): Promise<void> {
  const bare = articleWithout(article, email);
  if (bare) await deps.privacy.write(deps.privacy.redactArticle(article, bare));
  await bareReply(deps, article, email);
}

/** Addresses by which words that are kept apart are found. */
export function namedIn({ requester, words }: BlockedArticleRow): string[] {
  return [requester.email, ...(words.from ? [words.from.email] : []), ...(words.cc ?? [])];
}

export async function* allArticles(
  { reader }: { readonly reader: Pick<TicketReader, 'listArticles'> },
  { companyId, ticketId }: Pick<TicketRow, 'companyId' | 'ticketId'>,
): AsyncGenerator<TicketArticleRow, void, undefined> {
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const { items, next } = await reader.listArticles(companyId, ticketId, { limit: PAGE, after });
    yield* items;
    after = next;
  } while (after);
}
