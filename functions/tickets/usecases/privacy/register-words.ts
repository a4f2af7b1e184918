import type { Write } from '../../../../shared/table/writes.ts';
import { rawMailKey, ticketFileKey } from '../../files.ts';
import type { MailReader } from '../../reader/mails.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { TicketReader } from '../../reader/tickets.ts';
import type { PrivacyStore } from '../../store/privacy.ts';
import { personHash } from '../../table/privacy.ts';
import type { TicketArticleRow, TicketEventRow, TicketRow } from '../../table/tickets.ts';

export interface RegisterDeps {
  readonly reader: Pick<TicketReader, 'loadTicket' | 'loadEvent' | 'loadArticle'> &
    Pick<MailReader, 'loadMail'> &
    Pick<PrivacyReader, 'knownPersons' | 'loadRetention'>;
  readonly privacy: PrivacyStore;
}

/**
 * Notes by what the words of a ticket are found once they have to go: who takes part, which files articles name, that it is closed. Follows
 * the events within seconds; the same event twice notes the same.
 */
export async function registerWords(
  deps: RegisterDeps,
  { companyId, ticketId, version }: Pick<TicketEventRow, 'companyId' | 'ticketId' | 'version'>,
): Promise<void> {
  const [event, row] = await Promise.all([
    deps.reader.loadEvent(companyId, ticketId, version),
    deps.reader.loadTicket(companyId, ticketId),
  ]);
  if (!event || !row) return;
  const { what } = event;
  const article =
    what.type === 'article-added'
      ? await deps.reader.loadArticle(companyId, ticketId, what.article)
      : undefined;
  await writeEach(deps.privacy, await personWrites(deps, row, article));
  if (article) await writeEach(deps.privacy, await fileWrites(deps, article));
  await writeEach(deps.privacy, await retentionWrites(deps, row));
}

async function writeEach({ write }: PrivacyStore, writes: readonly Write[]): Promise<void> {
  for (const one of writes) await write(one);
}

async function personWrites(
  { reader, privacy }: RegisterDeps,
  { companyId, ticketId, participants }: TicketRow,
  article: TicketArticleRow | undefined,
): Promise<Write[]> {
  const named = [article?.from?.email, ...(article?.cc ?? [])].filter((email) => email !== undefined);
  const persons = [...new Set([...participants, ...named].map(personHash))];
  const rows = persons.map((person) => ({ companyId, person, ticketId }));
  if (rows.length === 0) return [];
  const known = new Set((await reader.knownPersons(rows)).map(({ person }) => person));
  return rows.filter(({ person }) => !known.has(person)).map(privacy.addPerson);
}

async function fileWrites(
  { reader, privacy }: RegisterDeps,
  { companyId, ticketId, article, files, mailId }: TicketArticleRow,
): Promise<Write[]> {
  const mail = mailId === undefined ? undefined : await reader.loadMail(companyId, mailId);
  const raw = mail ? [rawMailKey(companyId, mail.raw.sha256)] : [];
  const kept = files.map(({ sha256 }) => ticketFileKey(companyId, sha256));
  return [...new Set([...kept, ...raw])].map((file) =>
    privacy.addFileUse({ companyId, file, ticketId, article }),
  );
}

/** A closed ticket stands in the list of its category; what was reopened meanwhile is passed over there. */
async function retentionWrites({ reader, privacy }: RegisterDeps, row: TicketRow): Promise<Write[]> {
  const { companyId, ticketId, state, closedAt, redactedAt, category = '-' } = row;
  const isDone = closedAt === undefined || (redactedAt !== undefined && redactedAt >= closedAt);
  if (state !== 'closed' || isDone) return [];
  const standing = await reader.loadRetention(companyId, ticketId);
  if (standing?.closedAt === closedAt && standing.category === category) return [];
  return [
    privacy.addCategory({ companyId, category }),
    privacy.retain({ companyId, ticketId, category, closedAt }),
  ];
}
