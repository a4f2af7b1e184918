import { mayWith } from '../../../shared/access.ts';
import type { Write } from '../../../shared/table/writes.ts';
import type { CompaniesReader } from '../../companies/reader.ts';
import { type ApproverRule, readAnswers, stepsOf, tasksFrom, totalMinor } from '../domain/catalogue/item.ts';
import type { FieldValues } from '../domain/desk/fields.ts';
import { placeOrder } from '../domain/orders/decide-order.ts';
import { refuse } from '../errors.ts';
import type { AnswerReader } from '../reader/answers.ts';
import type { CatalogueReader } from '../reader/catalogue.ts';
import type { DeskReader } from '../reader/desk.ts';
import type { TicketStore } from '../store/tickets.ts';
import type { CatalogueItemRow } from '../table/catalogue.ts';
import type { TicketRow } from '../table/tickets.ts';
import type { Changed, Together, Who } from './change-ticket.ts';
import { loadItem } from './keep-catalogue.ts';
import { type OpenTicketDeps, openTicket } from './open-ticket.ts';

export interface OrderItemDeps extends OpenTicketDeps {
  readonly reader: OpenTicketDeps['reader'] &
    CatalogueReader &
    Pick<DeskReader, 'loadTeam'> &
    Pick<AnswerReader, 'loadAgent'>;
  readonly companies: Pick<CompaniesReader, 'membershipOf' | 'membersWithRole'>;
  readonly daysOf: (companyId: string) => Promise<{ readonly dayOf: (at: string) => string }>;
}

export interface OrderWish {
  readonly companyId: string;
  readonly item: string;
  readonly quantity: number;
  readonly answers: FieldValues;
  readonly comment?: string | undefined;
  readonly requester: TicketRow['requester'];
  /** By which name the requester works here, where that is known: who asks does not approve. */
  readonly requesterPrincipal?: string | undefined;
}

/** Members with a role who are looked at: some of them may not approve, or ask themselves. */
const MOST_OF_A_ROLE = 100;

/** Whether somebody may decide on orders at all. */
export async function mayApprove(
  { companies }: { readonly companies: Pick<CompaniesReader, 'membershipOf'> },
  companyId: string,
  principal: string,
): Promise<boolean> {
  const membership = await companies.membershipOf(companyId, principal);
  return membership !== undefined && mayWith(membership.roles, 'tickets.approve');
}

/** The address of somebody who gets mails of the help desk, or who is called by one. */
export async function isRequester(
  { reader }: { readonly reader: Pick<AnswerReader, 'loadAgent'> },
  { companyId, requester }: { readonly companyId: string; readonly requester: TicketRow['requester'] },
  principal: string,
): Promise<boolean> {
  const email = requester.email.toLowerCase();
  if (principal.toLowerCase() === email) return true;
  return (await reader.loadAgent(companyId, principal))?.email.toLowerCase() === email;
}

/**
 * Opens the ticket of an order. It waits while approvals are missing; without any it has its tasks at once.
 * @throws tickets.unknown-item, tickets.invalid-order, tickets.no-approvers
 */
export async function orderItem(
  deps: OrderItemDeps,
  wish: OrderWish,
  who: Who,
  together: Together = () => [],
): Promise<Changed> {
  const { companyId, quantity, answers, comment, requester } = wish;
  const item = await loadItem(deps, { companyId, id: wish.item });
  if (!item.active) throw refuse('tickets.unknown-item', `${item.name} is not offered any more.`);
  const { lines, errors } = readAnswers(item.questions, answers);
  if (errors[0])
    throw refuse('tickets.invalid-order', `${errors[0].pointer} ${errors[0].detail}.`, { errors });

  const excluded = [...new Set([who.by.id, ...(wish.requesterPrincipal ? [wish.requesterPrincipal] : [])])];
  const approvers = await approversOf(deps, wish, item, excluded);
  const steps = stepsOf(item.approvals, totalMinor(item.price, quantity), approvers);
  const happenings = placeOrder({ item: item.id, itemVersion: item.version, quantity, excluded, steps });
  const isApproved = steps.length === 0;
  const planned = isApproved ? await plannedTasks(deps, companyId, item, who.now) : [];
  const title = quantity > 1 ? `${item.name} (${quantity} ×)` : item.name;
  return openTicket(
    deps,
    {
      companyId,
      channel: 'catalogue',
      title,
      kind: 'request',
      category: item.category,
      team: item.team,
      requester,
      words: { text: [title, '', ...lines, ...(comment ? ['', comment] : [])].join('\n'), from: requester },
      more: [...happenings, ...planned],
    },
    who,
    async (changed) => [
      ...(isApproved ? taskWords(deps, changed.row, item) : []),
      ...(await together(changed)),
    ],
  );
}

/** Who could approve, rule by rule: members who may, and neither who asks nor for whom. */
async function approversOf(
  deps: OrderItemDeps,
  wish: OrderWish,
  { approvals }: CatalogueItemRow,
  excluded: readonly string[],
): Promise<string[][]> {
  const { companyId } = wish;
  const named = await Promise.all(approvals.map(({ by }) => peopleOf(deps, companyId, by)));
  const candidates = [...new Set(named.flat())].filter((principal) => !excluded.includes(principal));
  const may = await Promise.all(
    candidates.map(
      async (principal) =>
        (await mayApprove(deps, companyId, principal)) && !(await isRequester(deps, wish, principal)),
    ),
  );
  const able = new Set(candidates.filter((_, index) => may[index]));
  return named.map((step) => step.filter((principal) => able.has(principal)));
}

async function peopleOf(
  { reader, companies }: OrderItemDeps,
  companyId: string,
  by: ApproverRule,
): Promise<readonly string[]> {
  if ('principals' in by) return by.principals;
  if ('team' in by) return (await reader.loadTeam(companyId, by.team))?.members ?? [];
  return companies.membersWithRole(companyId, by.role, MOST_OF_A_ROLE);
}

/** The tasks that an approved order begins with. */
export async function plannedTasks(
  { daysOf }: Pick<OrderItemDeps, 'daysOf'>,
  companyId: string,
  { tasks }: Pick<CatalogueItemRow, 'tasks'>,
  now: Date,
) {
  if (tasks.length === 0) return [];
  const { dayOf } = await daysOf(companyId);
  return [{ type: 'tasks-added' as const, tasks: tasksFrom(tasks, dayOf(now.toISOString())) }];
}

export function taskWords(
  { store }: { readonly store: Pick<TicketStore, 'keepTaskWords'> },
  { companyId, ticketId }: Pick<TicketRow, 'companyId' | 'ticketId'>,
  { tasks }: Pick<CatalogueItemRow, 'tasks'>,
): Write[] {
  return tasks.map(({ title }, index) =>
    store.keepTaskWords({ companyId, ticketId, task: index + 1, title }),
  );
}
