import { closedLongEnough, retentionMonths } from '../../domain/privacy/retention.ts';
import type { DeskReader } from '../../reader/desk.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { TicketReader } from '../../reader/tickets.ts';
import type { BlockedArticleRow, PrivacySettingsRow, TicketRetentionRow } from '../../table/privacy.ts';
import type { TicketRow } from '../../table/tickets.ts';
import { dropFiles, dropRawMail } from './drop-files.ts';
import { dropHanging } from './drop-hanging.ts';
import { namedIn, type RedactTicketDeps, redactTicket } from './redact-ticket.ts';

export interface EndRetentionDeps extends RedactTicketDeps {
  readonly reader: RedactTicketDeps['reader'] &
    Pick<TicketReader, 'findRequester'> &
    Pick<DeskReader, 'allCategories'> &
    PrivacyReader;
}

/** What a run does for one company at most, so that others get their turn. */
const MOST_IN_A_RUN = 500;

type OnFailure = (companyId: string, error: unknown) => void;

/** Redacts tickets whose words have been kept as long as their category wants, the oldest first. */
export async function endRetention(
  deps: EndRetentionDeps,
  companyId: string,
  now: Date,
  hasTime: () => boolean,
  onFailure: OnFailure,
): Promise<void> {
  const settings = await deps.reader.privacyOf(companyId);
  const all = await deps.reader.allCategories(companyId);
  const categories = new Map(all.map((one) => [one.id, one]));
  const { dayOf } = await deps.daysOf(companyId);
  const today = dayOf(now.toISOString());
  let count = 0;
  for await (const { category } of deps.reader.allRetainedCategories(companyId)) {
    const months = retentionMonths(categories.get(category), settings);
    if (months === undefined) continue;
    for await (const due of deps.reader.closedUntil(companyId, category, closedLongEnough(today, months))) {
      if (count >= MOST_IN_A_RUN || !hasTime()) return;
      try {
        count += (await redactDue(deps, due, settings, now)) ? 1 : 0;
      } catch (error) {
        onFailure(companyId, error);
      }
    }
  }
}

/** @returns whether it is off the list */
async function redactDue(
  deps: EndRetentionDeps,
  due: TicketRetentionRow,
  settings: PrivacySettingsRow,
  now: Date,
): Promise<boolean> {
  const { companyId, ticketId } = due;
  const { reader, privacy } = deps;
  const row = await reader.loadTicket(companyId, ticketId);
  // Opened again since: it stands in the list once more when it is closed.
  if (!row || row.closedAt !== due.closedAt) {
    const standing = await reader.loadRetention(companyId, ticketId);
    if (standing?.closedAt === due.closedAt) await privacy.write(privacy.release(due));
    return true;
  }
  const because = await redactTicket(deps, row, {
    settings,
    scope: 'all',
    because: 'retention',
    now,
    together: () => [],
  });
  if (because) return false;
  // Not before all is done: by the list, whoever goes on finds it.
  await privacy.write(privacy.release(due));
  await forgetRequester(deps, row);
  return true;
}

/** Whoever has no ticket with words any more, need not be known by name. */
async function forgetRequester(
  { reader, privacy }: EndRetentionDeps,
  { companyId, requester: { email }, requesterId }: TicketRow,
): Promise<void> {
  const { items } = await reader.listTicketsOfPerson(companyId, email, { limit: 1 });
  const known = items.length > 0 ? undefined : await reader.findRequester(companyId, email);
  if (known?.requesterId === requesterId) await privacy.write(privacy.forgetRequester(known));
}

/** Deletes blocked words whose last day has passed. */
export async function endBlocking(
  deps: EndRetentionDeps,
  companyId: string,
  now: Date,
  hasTime: () => boolean,
  onFailure: OnFailure,
): Promise<void> {
  const { dayOf } = await deps.daysOf(companyId);
  let count = 0;
  for await (const blocked of deps.reader.blockedUntilBefore(companyId, dayOf(now.toISOString()))) {
    if (count >= MOST_IN_A_RUN || !hasTime()) return;
    try {
      count += (await deleteBlocked(deps, blocked)) ? 1 : 0;
    } catch (error) {
      onFailure(companyId, error);
    }
  }
}

/** @returns whether they are gone: whoever has said meanwhile that they are needed, keeps them */
async function deleteBlocked(deps: EndRetentionDeps, blocked: BlockedArticleRow): Promise<boolean> {
  const { reader, privacy } = deps;
  const { companyId, ticketId, article, words, requester } = blocked;
  const [marks, row, seen, mail] = await Promise.all([
    reader.loadMarks(companyId, ticketId),
    reader.loadTicket(companyId, ticketId),
    reader.loadArticle(companyId, ticketId, article),
    words.mailId === undefined ? undefined : reader.loadMail(companyId, words.mailId),
  ]);
  if (marks?.hold) return false;
  await dropFiles(deps, words);
  if (mail) await dropRawMail(deps, words, mail);
  const others = await Array.fromAsync(reader.allBlocked(companyId, ticketId));
  const named = new Set(others.filter((one) => one.article !== article).flatMap(namedIn));
  const gone = namedIn(blocked).filter((email) => !named.has(email));
  await dropHanging(deps, blocked, gone);
  const { blockedUntil: _, ...bare } = seen ?? words;
  const isMarked = seen?.blockedUntil !== undefined;
  await privacy.commit([privacy.unblock(blocked), ...(isMarked ? [privacy.redactArticle(seen, bare)] : [])]);
  if (row) await forgetRequester(deps, { ...row, requester });
  return true;
}
