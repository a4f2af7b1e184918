import { addDays, utcDay } from '../../../shared/kernel/calendar-date.ts';
import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { isReminded, reviewMail, reviewStep } from '../domain/knowledge/review.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { KnowledgeReader } from '../reader/knowledge.ts';
import type { KnowledgeStore } from '../store/knowledge.ts';
import type { AgentRow } from '../table/answers.ts';
import type { KnowledgeRow } from '../table/knowledge.ts';
import type { MailboxRow } from '../table/mails.ts';
import { domainOf, type MailReplyDeps, mailboxFor } from './mail-reply.ts';
import { type OrderMailDeps, orderMail } from './order-mail.ts';
import { addressed } from './tell-of-event.ts';

export interface RemindReviewsDeps extends MailReplyDeps, OrderMailDeps {
  readonly reader: MailReplyDeps['reader'] &
    Pick<KnowledgeReader, 'allDueKnowledge'> &
    Pick<DeskReader, 'loadTeam'>;
  readonly knowledge: Pick<KnowledgeStore, 'markReminded'>;
  readonly daysOf: (companyId: string) => Promise<{ readonly dayOf: (at: string) => string }>;
}

/** Nobody is written to at midnight: the day begins at seven. */
const MORNING_MILLISECONDS = 7 * 3_600_000;

/**
 * Writes to those who keep articles that are due for review, one mail a person for all that reach a step. What is told is marked on the
 * articles afterwards: a run that dies in between may tell once more. Without a mailbox nobody is told, and nothing is marked.
 */
export async function remindReviews(deps: RemindReviewsDeps, companyId: string, now: Date): Promise<void> {
  // The day of the office may be ahead of that of UTC.
  const due = await deps.reader.allDueKnowledge(companyId, addDays(utcDay(now), 1));
  if (due.length === 0) return;
  const { dayOf } = await deps.daysOf(companyId);
  const today = dayOf(new Date(now.getTime() - MORNING_MILLISECONDS).toISOString());
  const articles = due.filter((row) => isReminded(row, today));
  if (articles.length === 0) return;
  const mailbox = await mailboxFor(deps, { companyId, team: undefined }, undefined);
  if (!mailbox) return;
  for (const [agent, own] of await byKeeper(deps, companyId, articles))
    await remind(deps, mailbox, agent, own, { today, now });
  for (const row of articles) {
    const { reviewOn = today } = row;
    await deps.knowledge.markReminded(row, { reviewOn, step: reviewStep(reviewOn, today) ?? 0 });
  }
}

/** Articles by those who keep them: the team of an article, else its author; where nobody of these gets mail, all agents. */
async function byKeeper(
  { reader }: Pick<RemindReviewsDeps, 'reader'>,
  companyId: string,
  articles: readonly KnowledgeRow[],
): Promise<Map<AgentRow, KnowledgeRow[]>> {
  const agents = await reader.allAgents(companyId);
  const keepers = new Map<AgentRow, KnowledgeRow[]>();
  for (const row of articles) {
    const team = row.team === undefined ? undefined : await reader.loadTeam(companyId, row.team);
    const principals = team?.members ?? [row.author ?? row.changedBy];
    const own = agents.filter(({ principal }) => principals.includes(principal));
    for (const agent of own.length > 0 ? own : agents)
      keepers.set(agent, [...(keepers.get(agent) ?? []), row]);
  }
  return keepers;
}

async function remind(
  deps: RemindReviewsDeps,
  mailbox: MailboxRow,
  { companyId, principal, email, name, language }: AgentRow,
  articles: readonly KnowledgeRow[],
  { today, now }: { readonly today: string; readonly now: Date },
): Promise<void> {
  const told = articles.map(({ articleId, reviewOn }) => `${articleId} ${reviewOn}`).toSorted();
  const id = `review.${today}.${sha256Hex([principal, ...told].join('\n')).slice(0, 20)}`;
  await orderMail(deps, companyId, `tickets.${id}`, `reviews/${today}`, now, async () => {
    const mail = {
      ...addressed(mailbox, { email, name }),
      ...reviewMail(articles, language),
      messageId: `${id}@${domainOf(mailbox.address)}`,
      references: [],
      marks: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } as const,
      attachments: [],
    };
    return { mail, of: [] };
  });
}
