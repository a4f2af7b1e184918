/** Mails that became no ticket and no article: those that wait for a person, and those that were refused. */

/** How long their words are kept until a company says otherwise: long enough for whoever is away to find a request among them, no archive of mails that nobody wanted. */
export const STANDARD_WITHOUT_TICKET_DAYS = 90;

/** So long before the end whoever gets a list of the day is told. */
const WARNED_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;

const plusDays = (at: string, days: number) =>
  new Date(Date.parse(at) + days * DAY_MILLISECONDS).toISOString();

/** From when on the words of such a mail may go, and it is refused if it still waits. Moments are RFC 3339, UTC. */
export function wordsEndAt(receivedAt: string, days: number): string {
  return plusDays(receivedAt, days);
}

/** Such mails that arrived until then are due. */
export function dueArrival(now: Date, days: number): string {
  return plusDays(now.toISOString(), -days);
}

/** Such mails that arrived until then will be due within days. */
export function warnedArrival(now: Date, days: number): string {
  return dueArrival(now, Math.max(0, days - WARNED_DAYS));
}
