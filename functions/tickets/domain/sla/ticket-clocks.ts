import type { Ticket } from '../ticket/ticket.ts';
import type { BusinessCalendar, Span } from './business-calendar.ts';
import { deadlineOf } from './deadline.ts';
import { CLOCKS, type Clock, type Sla } from './sla.ts';

const MINUTE = 60_000;

export interface TicketClock {
  readonly clock: Clock;
  /** RFC 3339, UTC, like all moments here. */
  readonly start: string;
  readonly targetMinutes: number;
  /** `running`; `standing` while the ticket waits; `met` or `missed` when what was owed has come. */
  readonly state: 'running' | 'standing' | 'met' | 'missed';
  /** When what was owed came. */
  readonly end?: string | undefined;
  /** Absent where the clock stands: it moves with the wait. Also where it lies beyond twenty years. */
  readonly deadline?: string | undefined;
  /** When a share of the target has passed, the deadline, and repetitions after it; where it can be told. */
  readonly steps: readonly string[];
}

/** Repetitions that are told of a deadline that was missed; then somebody has been told often enough. */
const MAX_REPETITIONS = 10;

/** What a clock counts from and to; nothing where it is not owed. */
function rangeOf(clock: Clock, ticket: Ticket): { start: string; end?: string | undefined } | undefined {
  const { openedAt, respondedAt, resolvedAt, askedAt } = ticket;
  if (clock === 'firstResponse') return { start: openedAt, end: respondedAt ?? resolvedAt };
  if (clock === 'resolution') return { start: openedAt, end: resolvedAt };
  // Before the first response that one is owed, not another word.
  return respondedAt !== undefined && askedAt !== undefined && askedAt > openedAt
    ? { start: askedAt }
    : undefined;
}

/** Times that do not count; one that has not ended goes on for ever. */
function pausesOf({ waits }: Pick<Ticket, 'waits'>): { ended: Span[]; since: number | undefined } {
  const ended: Span[] = [];
  let since: number | undefined;
  for (const { from, to } of waits) {
    if (to === undefined) since = Date.parse(from);
    else ended.push({ from: Date.parse(from), to: Date.parse(to) });
  }
  return { ended, since };
}

/** The clocks of a ticket under a promise. Computed from the ticket alone: of a past version, as they were then. */
export function ticketClocks(ticket: Ticket, sla: Sla, calendar: BusinessCalendar): TicketClock[] {
  const { targets, warnPercent, repeatMinutes } = sla;
  return CLOCKS.flatMap((clock): TicketClock[] => {
    const targetMinutes = targets[ticket.priority]?.[clock];
    const range = rangeOf(clock, ticket);
    if (targetMinutes === undefined || !range) return [];
    const { start, end } = range;
    const due = dueAt(ticket, calendar, start, targetMinutes * MINUTE);
    const base = { clock, start, targetMinutes, end };
    if (end !== undefined) {
      const isMet = due === undefined || Date.parse(end) <= due;
      return [{ ...base, state: isMet ? 'met' : 'missed', deadline: isoOf(due), steps: [] }];
    }
    if (due === undefined) {
      const stands = ticket.waits.at(-1) !== undefined && ticket.waits.at(-1)?.to === undefined;
      return [{ ...base, state: stands ? 'standing' : 'running', steps: [] }];
    }
    const warning = dueAt(ticket, calendar, start, (targetMinutes * MINUTE * warnPercent) / 100) ?? due;
    const repetitions =
      repeatMinutes === undefined
        ? []
        : Array.from({ length: MAX_REPETITIONS }, (_, index) =>
            deadlineOf(calendar, { start: due, target: (index + 1) * repeatMinutes * MINUTE, pauses: [] }),
          );
    const steps = [warning, due, ...repetitions].flatMap((moment) => isoOf(moment) ?? []);
    return [{ ...base, state: 'running', deadline: isoOf(due), steps }];
  });
}

/** A wait that goes on moves what would be due after its beginning: then nothing can be said yet. */
function dueAt(
  ticket: Ticket,
  calendar: BusinessCalendar,
  start: string,
  target: number,
): number | undefined {
  const { ended, since } = pausesOf(ticket);
  const due = deadlineOf(calendar, { start: Date.parse(start), target, pauses: ended });
  return due !== undefined && since !== undefined && due > since ? undefined : due;
}

function isoOf(milliseconds: number | undefined): string | undefined {
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

/** By when something is owed. */
export function openDeadlines(clocks: readonly TicketClock[]): Partial<Record<Clock, string>> {
  return Object.fromEntries(
    clocks.flatMap(({ clock, deadline, end }) =>
      deadline !== undefined && end === undefined ? [[clock, deadline]] : [],
    ),
  );
}

/** Which promises of those that have ended were kept. */
export function keptPromises(clocks: readonly TicketClock[]): Partial<Record<Clock, boolean>> {
  return Object.fromEntries(
    clocks.flatMap(({ clock, state, end }) => (end === undefined ? [] : [[clock, state === 'met']])),
  );
}

export interface Escalation {
  readonly at: string;
  readonly clock: Clock;
  /** 1 warns, 2 is the breach, 3 and more repeat it. */
  readonly step: number;
  readonly deadline: string;
}

/** What was told of a deadline: of another one nothing has been told. */
export type Told = Readonly<Partial<Record<Clock, { readonly deadline: string; readonly step: number }>>>;

/** The steps that have not been told, soonest first. */
export function openEscalations(clocks: readonly TicketClock[], told: Told): Escalation[] {
  return clocks
    .flatMap(({ clock, deadline, steps }) => {
      if (deadline === undefined) return [];
      const last = told[clock];
      const toldSteps = last?.deadline === deadline ? last.step : 0;
      return steps.flatMap((at, index) =>
        index + 1 > toldSteps ? [{ at, clock, step: index + 1, deadline }] : [],
      );
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.step - b.step));
}

/** What has to be told now: of each clock the highest step that is due. */
export function dueEscalations(open: readonly Escalation[], now: string): Escalation[] {
  const due = new Map<Clock, Escalation>();
  for (const escalation of open) if (escalation.at <= now) due.set(escalation.clock, escalation);
  return [...due.values()];
}
