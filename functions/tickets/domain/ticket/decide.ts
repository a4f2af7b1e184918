import type { ArticleKind, TicketHappening } from './events.ts';
import { nextStates, stateAfterArticle } from './states.ts';
import type { Actor, Solution, Ticket, TicketState } from './ticket.ts';

export interface NewArticle {
  readonly kind: ArticleKind;
  readonly isPublic: boolean;
  /** Where an agent wants the ticket afterwards, other than where the article takes it by itself. */
  readonly state?: TicketState | undefined;
}

/** What adding an article does to a ticket. `state` must be one of `nextStates`; who asks has looked. */
export function addArticle(
  ticket: Ticket,
  by: Actor,
  { kind, isPublic, state }: NewArticle,
): TicketHappening[] {
  const added = { type: 'article-added' as const, article: ticket.articles + 1, kind, isPublic };
  const wanted = state ?? stateAfterArticle(ticket, by.kind, isPublic);
  return wanted === undefined || wanted === ticket.state
    ? [added]
    : [added, { type: 'state-changed', state: wanted }];
}

/** What a wish to change the state does: nothing where it stands there already, `undefined` where that must not be. */
export function changeState(
  ticket: Ticket,
  by: Actor,
  state: TicketState,
  until?: string,
): TicketHappening[] | undefined {
  if (state === ticket.state && until === ticket.plannedUntil) return [];
  const isMoved = state === 'planned' && ticket.state === 'planned';
  if (!isMoved && !nextStates(ticket, by.kind).includes(state)) return undefined;
  return [{ type: 'state-changed', state, until }];
}

type Classified = Extract<TicketHappening, { type: 'classified' }>;
type Assigned = Extract<TicketHappening, { type: 'assigned' }>;

/** What differs of a wish to classify; nothing where all is as wished. */
export function classify(ticket: Ticket, wish: Omit<Classified, 'type'>): TicketHappening[] {
  const { kind, impact, urgency, priority, category, sla } = wish;
  const what: Omit<Classified, 'type'> = {
    ...(kind !== undefined && kind !== ticket.kind && { kind }),
    ...(impact !== undefined && impact !== ticket.impact && { impact }),
    ...(urgency !== undefined && urgency !== ticket.urgency && { urgency }),
    ...(priority !== undefined && !isPriority(ticket, priority) && { priority }),
    ...(category !== undefined && (category ?? undefined) !== ticket.category && { category }),
    ...(sla !== undefined && (sla ?? undefined) !== ticket.sla && { sla }),
  };
  return Object.keys(what).length > 0 ? [{ type: 'classified', ...what }] : [];
}

function isPriority({ isPrioritySet, priority }: Ticket, wish: number | null): boolean {
  return wish === null ? !isPrioritySet : isPrioritySet && priority === wish;
}

/** What differs of a wish to assign; another team takes the assignee away unless one is named. */
export function assign(ticket: Ticket, { team, assignee }: Omit<Assigned, 'type'>): TicketHappening[] {
  const isMoved = team !== undefined && (team ?? undefined) !== ticket.team;
  const person =
    assignee !== undefined ? assignee : isMoved && ticket.assignee !== undefined ? null : undefined;
  const isHanded = person !== undefined && (person ?? undefined) !== ticket.assignee;
  if (!isMoved && !isHanded) return [];
  return [{ type: 'assigned', ...(isMoved && { team }), ...(isHanded && { assignee: person }) }];
}

/** What differs of a wish for exactly these tags. */
export function retag(ticket: Ticket, tags: readonly string[]): TicketHappening[] {
  const add = [...new Set(tags)].filter((tag) => !ticket.tags.includes(tag));
  const remove = ticket.tags.filter((tag) => !tags.includes(tag));
  return add.length + remove.length > 0 ? [{ type: 'tagged', add, remove }] : [];
}

/** What differs of a wish for what solved the ticket; `null` takes it away. */
export function nameSolution(
  { solvedBy }: Pick<Ticket, 'solvedBy'>,
  wish: Omit<Solution, 'at'> | null,
): TicketHappening[] {
  if (wish === null) return solvedBy ? [{ type: 'solution-dropped' }] : [];
  const { articleId, text } = wish;
  if (solvedBy?.articleId === articleId && solvedBy.text === text) return [];
  return [{ type: 'solution-named', articleId, text }];
}
