import type { Level } from '../priority.ts';
import type { Ticket, TicketKind } from '../ticket/ticket.ts';

/** First word of a person; next word while the requester waits for one; solution. */
export const CLOCKS = ['firstResponse', 'update', 'resolution'] as const;
export type Clock = (typeof CLOCKS)[number];

/** Minutes of business time; a clock without a target does not run. */
export type Targets = Readonly<Partial<Record<Clock, number | undefined>>>;

/** What a company promises, to whom. */
export interface Sla {
  readonly id: string;
  readonly version: number;
  readonly calendarId: string;
  readonly targets: Readonly<Partial<Record<Level, Targets | undefined>>>;
  /** The smallest comes first; of two alike that with the smaller id. */
  readonly rank: number;
  /** A ticket must be one of each that is named. */
  readonly when: {
    readonly teams?: readonly string[] | undefined;
    readonly categories?: readonly string[] | undefined;
    readonly kinds?: readonly TicketKind[] | undefined;
  };
  /** Share of the target after which somebody is warned, in percent. */
  readonly warnPercent: number;
  /** Business minutes after which a breach is told again; never where absent. */
  readonly repeatMinutes?: number | undefined;
}

type Classified = Pick<Ticket, 'team' | 'category' | 'kind' | 'sla'>;

function isOneOf(names: readonly string[] | undefined, name: string | undefined): boolean {
  return names === undefined || (name !== undefined && names.includes(name));
}

/** The promise that a ticket is under: the one that a rule or an agent has said, else the first that fits. */
export function slaFor({ team, category, kind, sla }: Classified, slas: readonly Sla[]): Sla | undefined {
  const said = sla === undefined ? undefined : slas.find(({ id }) => id === sla);
  if (said) return said;
  return slas
    .filter(
      ({ when }) =>
        isOneOf(when.teams, team) && isOneOf(when.categories, category) && isOneOf(when.kinds, kind),
    )
    .toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))[0];
}
