import { mentionedIn } from '../domain/ticket/mentions.ts';
import type { Actor } from '../domain/ticket/ticket.ts';
import { addWatchers, watchersAfter } from '../domain/ticket/watchers.ts';
import type { TicketRow } from '../table/tickets.ts';
import type { TicketChange } from './change-ticket.ts';
import type { FitToDeskDeps } from './fit-to-desk.ts';
import { isAgent } from './keep-desk.ts';

/**
 * A change with those whom its articles call: who may work on tickets here watches the ticket from then on, as far as there is room, and
 * is told either way. What comes from outside, or is passed on or copied, calls nobody.
 */
export async function callMentioned(
  deps: Pick<FitToDeskDeps, 'companies'>,
  seen: TicketRow,
  change: TicketChange,
  by: Actor,
): Promise<TicketChange> {
  if (by.kind !== 'agent') return change;
  const words = [...(change.words ?? [])];
  const called: string[] = [];
  const happenings: TicketChange['happenings'][number][] = [];
  for (const what of change.happenings) {
    const spoken = what.type === 'article-added' ? words.shift() : undefined;
    const text = spoken?.said ?? spoken?.text;
    if (what.type !== 'article-added' || what.kind === 'message' || what.from || !text) {
      happenings.push(what);
      continue;
    }
    const names = mentionedIn(text).filter((name) => name !== by.id);
    const known = await Promise.all(names.map((name) => isAgent(deps, seen.companyId, name)));
    const mentioned = names.filter((_, at) => known[at]);
    happenings.push(mentioned.length > 0 ? { ...what, mentioned } : what);
    called.push(...mentioned);
  }
  return called.length === 0
    ? change
    : {
        ...change,
        happenings: [...happenings, ...addWatchers({ watchers: watchersAfter(seen, happenings) }, called)],
      };
}
