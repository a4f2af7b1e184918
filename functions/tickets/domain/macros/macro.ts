import { DomainError } from '../../../../shared/kernel/errors.ts';
import { refuse } from '../../errors.ts';
import { type FieldWishes, withWishes } from '../desk/fields.ts';
import { assertOrderHolds } from '../orders/decide-order.ts';
import { assertTasksEnded, dropOpenTasks } from '../tasks/decide-tasks.ts';
import { apply } from '../ticket/apply.ts';
import { addArticle, assign, changeState, classify, retag } from '../ticket/decide.ts';
import type { TicketHappening } from '../ticket/events.ts';
import type { Actor, Ticket } from '../ticket/ticket.ts';
import { addWatchers, MAX_WATCHERS, unwatch } from '../ticket/watchers.ts';
import { type Filling, fillTemplate, valuesOf } from './placeholders.ts';
import type { ReadyStep } from './steps.ts';

/** As many as somebody may give a ticket by hand. */
const MAX_TAGS = 50;
const DAY_MS = 86_400_000;

/** A ticket with what people wrote beside it. */
export type MacroTicket = Ticket & Pick<Filling, 'ticketId' | 'title' | 'requester' | 'fields'>;

export interface Applying {
  readonly by: Actor;
  readonly now: Date;
  readonly agentName: string | undefined;
}

export interface MacroOutcome {
  readonly happenings: readonly TicketHappening[];
  /** One for each article; nobody is called by what values say, only by what the macro says itself. */
  readonly words: readonly { readonly text: string; readonly said: string }[];
  readonly fields: FieldWishes;
}

/**
 * What a macro does to a ticket: each step on what the steps before it have made, all or nothing.
 * @throws what a step throws that cannot be, pointing at it: tickets.no-such-step, tickets.missing-value, tickets.too-many,
 * tickets.tasks-open, tickets.approval-pending, tickets.order-failed
 */
export function decideMacro(
  ticket: MacroTicket,
  steps: readonly ReadyStep[],
  applying: Applying,
): MacroOutcome {
  const { by, now } = applying;
  const at = now.toISOString();
  let standing = ticket;
  let outcome: MacroOutcome = { happenings: [], words: [], fields: {} };
  for (const [index, step] of steps.entries()) {
    atStep(index, () => {
      const { happenings, words = [], fields = {} } = decideStep(standing, step, applying);
      for (const what of happenings) standing = { ...standing, ...apply(standing, { at, by, what }) };
      standing = { ...standing, fields: withWishes(standing.fields ?? {}, fields) };
      assertTasksEnded(standing);
      assertOrderHolds(standing);
      outcome = {
        happenings: [...outcome.happenings, ...happenings],
        words: [...outcome.words, ...words],
        fields: { ...outcome.fields, ...fields },
      };
    });
  }
  return outcome;
}

type StepOutcome = Pick<MacroOutcome, 'happenings'> & Partial<MacroOutcome>;

function decideStep(ticket: MacroTicket, step: ReadyStep, applying: Applying): StepOutcome {
  const { by, now } = applying;
  switch (step.type) {
    case 'classify':
      return { happenings: classify(ticket, step) };
    case 'assign':
      return { happenings: assign(ticket, step) };
    case 'tag':
      return { happenings: tag(ticket, step.add, step.remove) };
    case 'fields':
      return { happenings: [], fields: step.values };
    case 'watch':
      return { happenings: watch(ticket, step.add, step.remove) };
    case 'reply':
    case 'note':
      return write(ticket, step, applying);
    case 'state': {
      const { state, afterDays, dropTasks } = step;
      const until =
        afterDays === undefined ? undefined : new Date(now.getTime() + afterDays * DAY_MS).toISOString();
      const moved = changeState(ticket, by, state, until);
      if (!moved)
        throw refuse(
          'tickets.no-such-step',
          `A ticket that is ${ticket.state} does not become ${state}.`,
          pointing('/state', `must be a state that follows ${ticket.state}`),
        );
      return { happenings: [...(dropTasks ? dropOpenTasks(ticket) : []), ...moved] };
    }
  }
}

function tag(ticket: Ticket, add: readonly string[], remove: readonly string[]): TicketHappening[] {
  const kept = ticket.tags.filter((one) => !remove.includes(one));
  const tags = [...new Set([...kept, ...add])];
  if (tags.length > Math.max(MAX_TAGS, ticket.tags.length))
    throw refuse('tickets.too-many', `A ticket has at most ${MAX_TAGS} tags.`);
  return retag(ticket, tags);
}

function watch(ticket: Ticket, add: readonly string[], remove: readonly string[]): TicketHappening[] {
  const { watchers = [] } = ticket;
  const left = remove.flatMap((one) => unwatch(ticket, one));
  const kept = watchers.filter((one) => !remove.includes(one));
  if (new Set([...kept, ...add]).size > MAX_WATCHERS)
    throw refuse('tickets.too-many', `A ticket is watched by at most ${MAX_WATCHERS} agents.`);
  return [...left, ...addWatchers({ ...ticket, watchers: kept }, add)];
}

function write(
  ticket: MacroTicket,
  { type, text: said, language, from }: Extract<ReadyStep, { type: 'reply' | 'note' }>,
  { by, agentName }: Applying,
): StepOutcome {
  const { text, missing } = fillTemplate(said, valuesOf({ ...ticket, agentName, language }));
  if (missing.length > 0)
    throw refuse(
      'tickets.missing-value',
      `The ticket has no ${missing.join(', ')}.`,
      pointing(`/${from}`, `needs ${missing.join(', ')}, or a fallback such as {{${missing[0]}|"..."}}`),
    );
  return {
    happenings: addArticle(ticket, by, { kind: type, isPublic: type === 'reply' }),
    words: [{ text, said }],
  };
}

function pointing(pointer: string, detail: string) {
  return { errors: [{ pointer, detail }] };
}

/** A refusal says at which step it came; pointers are into the macro. */
function atStep(index: number, decide: () => void): void {
  try {
    decide();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { errors = [{ pointer: '', detail: error.message }] } = error.details;
    throw new DomainError(error.kind, error.code, `Step ${index + 1}: ${error.message}`, {
      ...error.details,
      errors: errors.map(({ pointer, detail }) => ({ pointer: `/steps/${index}${pointer}`, detail })),
    });
  }
}
