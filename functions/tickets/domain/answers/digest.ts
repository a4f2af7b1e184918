import type { Language } from '../mail/reply-text.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** When an agent wants the list: `07:30` by the clock of the zone, on some days. */
export interface DigestTime {
  readonly at: string;
  readonly timeZone: string;
  readonly weekdays: readonly Weekday[];
}

/** What a list says of a ticket. Moments are RFC 3339, UTC. */
export interface DigestTicket {
  readonly ticketId: string;
  readonly title: string;
  readonly priority: number;
  readonly openedAt: string;
  /** The nearest deadline. */
  readonly dueAt?: string | undefined;
}

const DAY_MILLISECONDS = 86_400_000;

/** Day, weekday and time on the wall in a zone. */
function wallClock(now: Date, timeZone: string): { day: string; weekday: Weekday; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  }).formatToParts(now);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  const weekday = of('weekday').toLowerCase() as Weekday;
  return {
    day: `${of('year')}-${of('month')}-${of('day')}`,
    weekday,
    time: `${of('hour')}:${of('minute')}`,
  };
}

/**
 * The day whose list is due by now: today from its time on, and until midnight, so that a run that was missed is made up for the same day. A
 * time that summer time skips comes with the first minute after it.
 */
export function digestDay({ at, timeZone, weekdays }: DigestTime, now: Date): string | undefined {
  const { day, weekday, time } = wallClock(now, timeZone);
  return weekdays.includes(weekday) && time >= at ? day : undefined;
}

const WORDS = {
  de: {
    subject: (count: number, overdue: number) =>
      `${count} offene Tickets${overdue > 0 ? `, ${overdue} überfällig` : ''}`,
    groups: ['Überfällig', 'Fällig in 24 Stunden', 'Offen'],
    due: 'Frist',
    more: (count: number) => `... und ${count} weitere`,
    waiting: (count: string, day: string) =>
      `Mails, über die noch niemand entschieden hat: ${count}; die erste wird am ${day} abgelehnt.`,
  },
  en: {
    subject: (count: number, overdue: number) =>
      `${count} open tickets${overdue > 0 ? `, ${overdue} overdue` : ''}`,
    groups: ['Overdue', 'Due within 24 hours', 'Open'],
    due: 'due',
    more: (count: number) => `... and ${count} more`,
    waiting: (count: string, day: string) =>
      `Mails that nobody has decided on yet: ${count}; the first is refused on ${day}.`,
  },
} as const;

/** Tickets that a group names; a longer list is read by nobody, and each that is named is an item of a transaction. */
const MOST_NAMED = 30;

/** Mails that wait are counted so far. */
export const MOST_MAILS_COUNTED = 100;

const DIGEST = 'tickets.digest.';

export function digestMailId(day: string, agent: string): string {
  return `${DIGEST}${day}.${agent}`;
}

export function isDigest(mailId: string): boolean {
  return mailId.startsWith(DIGEST);
}

const lineHead = (ticketId: string) => `- ${ticketId}  `;

/** A list without what it says of a ticket; how many there were stays. */
export function withoutTicket(text: string, ticketId: string): string {
  const lines = text.split('\n').filter((line) => !line.startsWith(lineHead(ticketId)));
  return lines.join('\n');
}

export interface Digest {
  readonly subject: string;
  readonly text: string;
  /** Ids of the tickets that it names. */
  readonly named: ReadonlySet<string>;
}

/** Mails that wait for a person, and will soon be refused. */
export interface WaitingMails {
  /** Up to 100. */
  readonly count: number;
  readonly firstEndsAt: string;
}

/**
 * The list of an agent's open tickets: overdue first, then what is due within a day, then the rest; and how many mails will soon be refused
 * because nobody decides. Undefined where there is neither.
 */
export function digestMail(
  tickets: readonly DigestTicket[],
  now: Date,
  language: Language,
  mails?: WaitingMails,
): Digest | undefined {
  if (tickets.length === 0 && !mails) return undefined;
  const { subject, groups, due, more, waiting } = WORDS[language];
  const [at, tomorrow] = [now.toISOString(), new Date(now.getTime() + DAY_MILLISECONDS).toISOString()];
  const sorted = tickets.toSorted((one, two) => {
    const [left, right] = [one.dueAt ?? '9', two.dueAt ?? '9'];
    return left === right ? two.priority - one.priority : left < right ? -1 : 1;
  });
  const overdue = sorted.filter(({ dueAt }) => dueAt !== undefined && dueAt < at);
  const soon = sorted.filter(({ dueAt }) => dueAt !== undefined && dueAt >= at && dueAt <= tomorrow);
  const rest = sorted.filter(({ dueAt }) => dueAt === undefined || dueAt > tomorrow);
  const line = ({ ticketId, title, priority, dueAt }: DigestTicket) => {
    const until = dueAt === undefined ? '' : ` (${due} ${dueAt.slice(0, 10)} ${dueAt.slice(11, 16)} UTC)`;
    return `${lineHead(ticketId)}P${priority}  ${title.replace(/\s+/g, ' ')}${until}`;
  };
  const names = new Set<string>();
  const parts = [overdue, soon, rest].flatMap((group, index) => {
    if (group.length === 0) return [];
    const named = group.slice(0, MOST_NAMED);
    for (const { ticketId } of named) names.add(ticketId);
    const left = group.length - named.length;
    return [
      [`${groups[index]} (${group.length})`, ...named.map(line), ...(left > 0 ? [more(left)] : [])].join(
        '\n',
      ),
    ];
  });
  if (mails) {
    const count = mails.count < MOST_MAILS_COUNTED ? `${mails.count}` : `${MOST_MAILS_COUNTED}+`;
    parts.push(waiting(count, mails.firstEndsAt.slice(0, 10)));
  }
  return { subject: subject(tickets.length, overdue.length), text: `${parts.join('\n\n')}\n`, named: names };
}
