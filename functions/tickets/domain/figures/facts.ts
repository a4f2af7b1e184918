import { type BusinessCalendar, businessTimeBetween } from '../sla/business-calendar.ts';
import { CLOCKS, type Clock } from '../sla/sla.ts';
import type { TicketClock } from '../sla/ticket-clocks.ts';
import type { Answer } from '../survey/survey.ts';
import { apply } from '../ticket/apply.ts';
import type { TicketEvent } from '../ticket/events.ts';
import { mergedInto } from '../ticket/links.ts';
import { DONE_STATES, type Ticket } from '../ticket/ticket.ts';

export const FACT_KINDS = [
  'opened', 'moved', 'answered', 'resolved', 'merged', 'reopened', 'spent', 'surveyed', 'rated',
] as const; // biome-ignore format: a list
export type FactKind = (typeof FACT_KINDS)[number];

/** By what figures are told apart. `-` is nobody and nothing. */
export const GROUPS = ['team', 'category', 'requester', 'priority', 'agent'] as const;
export type GroupName = (typeof GROUPS)[number];
export type Groups = Readonly<Record<GroupName, string>>;

export interface Took {
  readonly calendarMinutes: number;
  /** Where the ticket is under a promise: by its calendar, less the times in which the ticket waited. */
  readonly businessMinutes?: number | undefined;
}

/** What counts of one event of a ticket; most events make none. */
export interface Fact {
  /** Of the event. */
  readonly version: number;
  readonly what: FactKind;
  readonly at: string;
  /** Of the company's time zone. Work counts on the day on which it was done. */
  readonly day: string;
  /** As they were after the event; time counts for whose it was, and is taken back from where it counted. */
  readonly groups: Groups;
  /** As they were before a move. */
  readonly from?: Groups | undefined;
  readonly firstResponse?: Took | undefined;
  readonly resolution?: Took | undefined;
  /** Promises that ended with the event. */
  readonly kept: Readonly<Partial<Record<Clock, boolean>>>;
  /** Of work on the ticket; less than nothing where it was taken back. */
  readonly minutes?: number | undefined;
  /** Of an answer to a survey: it counts where and when the survey was sent. */
  readonly rating?: Answer | undefined;
  /** What did not last. A solution that was undone counts as one, but how long it took and what it kept do not. */
  readonly isWithdrawn: boolean;
}

/** The clocks of a ticket by the promises as they stand, and the calendar that they go by. */
export type ClocksOf = (ticket: Ticket) => {
  readonly clocks: readonly TicketClock[];
  readonly calendar?: BusinessCalendar | undefined;
};

export interface Measures {
  readonly clocksOf: ClocksOf;
  readonly dayOf: (at: string) => string;
}

const MINUTE = 60_000;
/** Facts that end a ticket, until it is reopened. */
const ENDS: ReadonlySet<FactKind> = new Set(['resolved', 'merged']);

function groupsOf({ team, category, requesterId, priority, assignee }: Ticket): Groups {
  return {
    team: team ?? '-',
    category: category ?? '-',
    requester: requesterId,
    priority: String(priority),
    agent: assignee ?? '-',
  };
}

/** The facts of a history, in order. A solution that a later event undoes is withdrawn. */
export function factsOf(events: readonly TicketEvent[], measures: Measures): Fact[] {
  const facts: Fact[] = [];
  const counted = new Map<string, Fact>();
  let ticket: Ticket | undefined;
  for (const event of events) {
    const next = apply(ticket, event);
    const fact = sideFactOf(next, event, counted) ?? factOf(ticket, next, event, measures);
    ticket = next;
    if (!fact) continue;
    const last = undoneBy(facts, fact);
    const undone = last === undefined ? undefined : facts[last];
    if (last !== undefined && undone) facts[last] = { ...undone, isWithdrawn: true };
    facts.push(fact);
  }
  return facts;
}

/** Where the fact stands among those before it that this one undoes: a reopening an end, another answer the last one. */
export function undoneBy(before: readonly Fact[], { what }: Fact): number | undefined {
  if (what !== 'reopened' && what !== 'rated') return undefined;
  const last = before.findLastIndex((fact) => (what === 'rated' ? fact.what === what : ENDS.has(fact.what)));
  return last === -1 ? undefined : last;
}

/**
 * Facts of work and of satisfaction, which leave alone where the ticket is.
 * @param counted those that later ones refer to, as they counted; what is new is added
 */
function sideFactOf(after: Ticket, { at, what }: TicketEvent, counted: Map<string, Fact>): Fact | undefined {
  const { version } = after;
  const keep = (name: string, kind: FactKind, day: string, agent: string, more: Partial<Fact> = {}): Fact => {
    const groups = { ...groupsOf(after), agent };
    const fact = { version, what: kind, at, day, groups, kept: {}, isWithdrawn: false, ...more };
    counted.set(name, fact);
    return fact;
  };
  switch (what.type) {
    case 'time-spent':
      return keep(`time ${what.entry}`, 'spent', what.day, what.agent, { minutes: what.minutes });
    case 'time-taken-back': {
      const booked = counted.get(`time ${what.entry}`);
      return booked && { ...booked, version, at, minutes: -what.minutes };
    }
    case 'survey-sent':
      return keep('survey', 'surveyed', what.day, after.assignee ?? '-');
    case 'rated': {
      const asked = counted.get('survey');
      return asked && { ...asked, what: 'rated', version, at, rating: what.rating };
    }
    default:
      return undefined;
  }
}

function factOf(
  before: Ticket | undefined,
  after: Ticket,
  { at }: TicketEvent,
  { clocksOf, dayOf }: Measures,
): Fact | undefined {
  const groups = groupsOf(after);
  const base = { version: after.version, at, day: dayOf(at), groups, kept: {}, isWithdrawn: false };
  if (!before) return { ...base, what: 'opened' };
  const wasDone = DONE_STATES.has(before.state);
  const isDone = DONE_STATES.has(after.state);
  if (wasDone && !isDone) return { ...base, what: 'reopened' };
  const responds = before.respondedAt === undefined && after.respondedAt !== undefined;
  const update = updateKept(before, after, at, clocksOf);
  // Its work goes on in the other ticket: nothing was solved here, and nothing was kept or missed.
  if (!wasDone && isDone && mergedInto(after.links) !== undefined) return { ...base, what: 'merged' };
  if (!wasDone && isDone) {
    const { clocks, calendar } = clocksOf(after);
    const took = tookUntil(after, at, calendar);
    const isFirst = after.respondedAt === undefined;
    const ended: Clock[] = isFirst ? ['firstResponse', 'resolution'] : ['resolution'];
    const kept = { ...keptOf(clocks, ended), ...update };
    return { ...base, what: 'resolved', resolution: took, kept, ...(isFirst && { firstResponse: took }) };
  }
  if (responds) {
    const { clocks, calendar } = clocksOf(after);
    const firstResponse = tookUntil(after, at, calendar);
    return { ...base, what: 'answered', firstResponse, kept: keptOf(clocks, ['firstResponse']) };
  }
  if (Object.keys(update).length > 0) return { ...base, what: 'answered', kept: update };
  const from = groupsOf(before);
  const isMoved = !isDone && GROUPS.some((name) => from[name] !== groups[name]);
  return isMoved ? { ...base, what: 'moved', from } : undefined;
}

function keptOf(clocks: readonly TicketClock[], ended: readonly Clock[]): Partial<Record<Clock, boolean>> {
  return Object.fromEntries(
    CLOCKS.flatMap((name) => {
      const clock = ended.includes(name) ? clocks.find((one) => one.clock === name) : undefined;
      return clock?.end === undefined ? [] : [[name, clock.state === 'met']];
    }),
  );
}

/** Whether a further word came in time, where the event is one that was owed. */
function updateKept(before: Ticket, after: Ticket, at: string, clocksOf: ClocksOf): { update?: boolean } {
  if (before.askedAt === undefined || after.askedAt !== undefined) return {};
  const clock = clocksOf(before).clocks.find((one) => one.clock === 'update');
  if (!clock) return {};
  return { update: clock.deadline === undefined || Date.parse(at) <= Date.parse(clock.deadline) };
}

function tookUntil({ openedAt, waits }: Ticket, at: string, calendar: BusinessCalendar | undefined): Took {
  const span = { from: Date.parse(openedAt), to: Date.parse(at) };
  const calendarMinutes = Math.max(0, Math.floor((span.to - span.from) / MINUTE));
  if (!calendar) return { calendarMinutes };
  let business = businessTimeBetween(calendar, span);
  for (const wait of waits)
    business -= businessTimeBetween(calendar, {
      from: Date.parse(wait.from),
      to: wait.to === undefined ? span.to : Math.min(Date.parse(wait.to), span.to),
    });
  return { calendarMinutes, businessMinutes: Math.max(0, Math.floor(business / MINUTE)) };
}
