import type { Ticket, TicketState } from './ticket.ts';

/** What is resolved is closed after so many days, unless somebody says that it is not. */
export const CLOSE_AFTER_DAYS = 7;
const DAY = 86_400_000;

/** A step that a ticket takes by itself. */
export interface ScheduledStep {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly state: TicketState;
}

/** The next step that a ticket takes by itself: what was planned comes back, what was resolved is closed. */
export function scheduledStep({ state, plannedUntil, resolvedAt }: Ticket): ScheduledStep | undefined {
  if (state === 'planned' && plannedUntil !== undefined) return { at: plannedUntil, state: 'open' };
  if (state !== 'resolved' || resolvedAt === undefined) return undefined;
  return { at: new Date(Date.parse(resolvedAt) + CLOSE_AFTER_DAYS * DAY).toISOString(), state: 'closed' };
}
