import type { TicketHappening } from './events.ts';
import type { Ticket } from './ticket.ts';

/** Whoever needs more has a team. */
export const MAX_WATCHERS = 50;

/** What a wish to watch a ticket does: nothing where somebody watches it already, `undefined` where too many do. */
export function watch({ watchers = [] }: Ticket, watcher: string): TicketHappening[] | undefined {
  if (watchers.includes(watcher)) return [];
  return watchers.length < MAX_WATCHERS ? [{ type: 'watched', watcher }] : undefined;
}

/** Has others watch a ticket, the first of them as far as there is room. */
export function addWatchers(
  { watchers = [] }: Pick<Ticket, 'watchers'>,
  others: readonly string[],
): TicketHappening[] {
  const added = [...new Set(others)]
    .filter((one) => !watchers.includes(one))
    .slice(0, Math.max(0, MAX_WATCHERS - watchers.length));
  return added.length > 0 ? [{ type: 'watchers-added', watchers: added }] : [];
}

/** Who watches a ticket after what happens to it. */
export function watchersAfter(
  { watchers = [] }: Pick<Ticket, 'watchers'>,
  happenings: readonly TicketHappening[],
): readonly string[] {
  let after = watchers;
  for (const what of happenings) {
    if (what.type === 'watched') after = [...after, what.watcher];
    if (what.type === 'watchers-added') after = [...after, ...what.watchers];
    if (what.type === 'unwatched') after = after.filter((one) => one !== what.watcher);
  }
  return after;
}

export function unwatch({ watchers = [] }: Ticket, watcher: string): TicketHappening[] {
  return watchers.includes(watcher) ? [{ type: 'unwatched', watcher }] : [];
}
