import { type Scope, withoutAddress } from '../../domain/privacy/plan.ts';
import type { TicketReader } from '../../reader/tickets.ts';
import type { PrivacyStore } from '../../store/privacy.ts';
import type { TicketRow } from '../../table/tickets.ts';

export interface SideWordsDeps {
  readonly reader: Pick<TicketReader, 'allTaskWords' | 'listTime'>;
  readonly privacy: PrivacyStore;
}

const GONE = '[...]';

/** Takes away what was written beside the articles: words of tasks, notes on time. Run again, it finds nothing to do. */
export async function redactSideWords(
  { reader, privacy }: SideWordsDeps,
  { companyId, ticketId }: Pick<TicketRow, 'companyId' | 'ticketId'>,
  scope: Scope,
): Promise<void> {
  const bare = (text: string) => (scope === 'all' ? GONE : withoutAddress(text, scope.email));
  for (const words of await reader.allTaskWords(companyId, ticketId)) {
    const { title, result } = words;
    const next = { ...words, title: bare(title), ...(result === undefined ? {} : { result: bare(result) }) };
    if (next.title !== title || next.result !== result) await privacy.write(privacy.keepTaskWords(next));
  }
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const { items, next } = await reader.listTime(companyId, ticketId, { limit: 200, after });
    for (const { note, entry } of items)
      if (note !== undefined && bare(note) !== note)
        await privacy.write(privacy.setTimeNote({ companyId, ticketId, entry }, bare(note)));
    after = next;
  } while (after);
}
