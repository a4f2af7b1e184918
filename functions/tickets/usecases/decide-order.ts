import { invariant } from '../../../shared/kernel/errors.ts';
import { formatMinor } from '../../../shared/kernel/money.ts';
import { totalMinor } from '../domain/catalogue/item.ts';
import { approve, refuseOrder, replace, withdrawOrder } from '../domain/orders/decide-order.ts';
import { currentStep } from '../domain/orders/order.ts';
import { refusalText } from '../domain/orders/refusal-text.ts';
import { addArticle } from '../domain/ticket/decide.ts';
import type { TicketHappening } from '../domain/ticket/events.ts';
import { refuse } from '../errors.ts';
import type { PageSpec, TicketReader } from '../reader/tickets.ts';
import type { CatalogueItemRow } from '../table/catalogue.ts';
import type { TicketRow } from '../table/tickets.ts';
import { type ChangeTicketDeps, changeTicket, type TicketChange, type Who } from './change-ticket.ts';
import { answerSettings, type KeepAnswersDeps } from './keep-answers.ts';
import { isRequester, mayApprove, type OrderItemDeps, plannedTasks, taskWords } from './order-item.ts';

export interface DecideOrderDeps extends ChangeTicketDeps, Pick<OrderItemDeps, 'daysOf'> {
  readonly reader: ChangeTicketDeps['reader'] &
    OrderItemDeps['reader'] &
    KeepAnswersDeps['reader'] &
    Pick<TicketReader, 'listTicketsOf' | 'loadArticle'>;
}

interface Place {
  readonly companyId: string;
  readonly ticketId: string;
}

/** The item as it was ordered. */
async function orderedItem({ reader }: DecideOrderDeps, { companyId, order }: TicketRow) {
  invariant(order, 'the ticket is an order');
  const item = await reader.loadItemVersion(companyId, order.item, order.itemVersion);
  invariant(item, 'versions of items stay');
  return item;
}

async function assertNotRequester(deps: DecideOrderDeps, row: TicketRow, principal: string): Promise<void> {
  if (await isRequester(deps, row, principal))
    throw refuse('tickets.four-eyes', 'Whoever asks for something does not approve it.');
}

/**
 * Approves an order; with the last approval its ticket opens and has its tasks. Of two at the same moment both count.
 * @throws tickets.unknown-ticket, tickets.four-eyes, and what `approve` throws
 */
export async function approveOrder(deps: DecideOrderDeps, place: Place, who: Who): Promise<TicketRow> {
  let item: CatalogueItemRow | undefined;
  const { row } = await changeTicket(
    deps,
    place,
    who,
    async (seen) => {
      item = undefined;
      await assertNotRequester(deps, seen, who.by.id);
      const happenings = approve(seen, who.by.id, who.now.toISOString());
      if (!happenings.some(({ type }) => type === 'state-changed')) return { happenings };
      item = await orderedItem(deps, seen);
      return { happenings: [...happenings, ...(await plannedTasks(deps, place.companyId, item, who.now))] };
    },
    ({ row: opened }) => (item ? taskWords(deps, opened, item) : []),
  );
  return row;
}

/** The reply that tells of an end, for a ticket as it stands. */
async function farewell(
  deps: DecideOrderDeps,
  seen: TicketRow,
  { by }: Who,
  what: 'refused' | 'withdrawn',
  reason: string,
): Promise<{ readonly said: readonly TicketHappening[]; readonly words: TicketChange['words'] }> {
  const { language } = await answerSettings(deps, seen.companyId);
  const said = addArticle(seen, by, { kind: 'reply', isPublic: true });
  return { said, words: [{ text: refusalText(what, reason, language) }] };
}

/**
 * Refuses an order: the requester is told why, and its ticket is closed.
 * @throws tickets.unknown-ticket, tickets.four-eyes, and what `refuseOrder` throws
 */
export async function turnDown(
  deps: DecideOrderDeps,
  place: Place,
  reason: string,
  who: Who,
): Promise<TicketRow> {
  const { row } = await changeTicket(deps, place, who, async (seen) => {
    await assertNotRequester(deps, seen, who.by.id);
    const { said, words } = await farewell(deps, seen, who, 'refused', reason);
    return { happenings: refuseOrder(seen, who.by.id, said), words };
  });
  return row;
}

/**
 * Takes an order back: whoever ordered, or an agent, who tells the requester why.
 * @param isAgent whether who asks may work on tickets
 * @throws tickets.unknown-ticket, and what `withdrawOrder` throws
 */
export async function takeBack(
  deps: DecideOrderDeps,
  place: Place,
  reason: string,
  isAgent: boolean,
  who: Who,
): Promise<TicketRow> {
  const { row } = await changeTicket(deps, place, who, async (seen) => {
    const isOwn = seen.order?.excluded.includes(who.by.id) ?? false;
    // Whether there is such a ticket is nobody else's business.
    if (!isOwn && !isAgent) throw refuse('tickets.unknown-ticket', `There is no ticket ${place.ticketId}.`);
    if (!isOwn) {
      const { said, words } = await farewell(deps, seen, who, 'withdrawn', reason);
      return { happenings: withdrawOrder(seen, said), words };
    }
    const said = addArticle(seen, who.by, { kind: 'note', isPublic: false });
    return { happenings: withdrawOrder(seen, said), words: [{ text: reason }] };
  });
  return row;
}

/**
 * Puts somebody else in the place of an approver, with a note that says why.
 * @throws tickets.unknown-ticket, tickets.invalid-order, tickets.four-eyes, and what `replace` throws
 */
export async function replaceApprover(
  deps: DecideOrderDeps,
  place: Place,
  { from, to, reason }: { readonly from: string; readonly to: string; readonly reason: string },
  who: Who,
): Promise<TicketRow> {
  if (!(await mayApprove(deps, place.companyId, to)))
    throw refuse('tickets.invalid-order', `${to} may not approve orders here.`, {
      errors: [{ pointer: '/to', detail: 'must be somebody who may approve orders here' }],
    });
  const { row } = await changeTicket(deps, place, who, async (seen) => {
    await assertNotRequester(deps, seen, to);
    await assertNotRequester(deps, seen, who.by.id);
    const happenings = replace(seen, { from, to }, who.by.id);
    const note = addArticle(seen, who.by, { kind: 'note', isPublic: false });
    return { happenings: [...happenings, ...note], words: [{ text: reason }] };
  });
  return row;
}

/** Orders that wait for somebody, newest first, with what was asked for and what it comes to. */
export async function listWaitingOrders(
  deps: DecideOrderDeps,
  companyId: string,
  principal: string,
  page: PageSpec,
) {
  const { items, next } = await deps.reader.listTicketsOf(
    companyId,
    { list: 'approver', of: principal, phase: 'open' },
    page,
  );
  const shown = await Promise.all(
    items.map(async (row) => {
      const [item, first] = await Promise.all([
        orderedItem(deps, row),
        deps.reader.loadArticle(companyId, row.ticketId, 1),
      ]);
      return { row, total: totalOf(item, row.order?.quantity ?? 1), text: first?.text ?? '' };
    }),
  );
  return { items: shown.map(viewWaiting), next };
}

function totalOf({ price }: CatalogueItemRow, quantity: number) {
  return (
    price && {
      amount: formatMinor(totalMinor(price, quantity), price.currency),
      currency: price.currency,
    }
  );
}

function viewWaiting({
  row: { ticketId, title, requester, openedAt, order },
  total,
  text,
}: {
  readonly row: TicketRow;
  readonly total: ReturnType<typeof totalOf>;
  readonly text: string;
}) {
  invariant(order, 'the ticket is an order');
  const { item, itemVersion, quantity, steps, approvals } = order;
  const place = { ticketId, title, requester, openedAt, item, itemVersion, quantity, total, text };
  const step = (currentStep(order) ?? 0) + 1;
  return { ...place, step, steps: steps.length, approvedBy: approvals.map(({ by }) => by) };
}
