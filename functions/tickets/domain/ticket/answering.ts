/** How long somebody is taken to be writing who does not say so again. */
const LEASE_MS = 3 * 60_000;

/** A time in which somebody writes an answer: from `since` on, before `until`. RFC 3339, UTC. */
export interface Answering {
  readonly since: string;
  readonly until: string;
}

function isWriting({ until }: Answering, now: Date): boolean {
  return Date.parse(until) > now.getTime();
}

/** The lease of somebody who says that an answer is being written; one that runs is longer, and keeps its beginning. */
export function startAnswering(standing: Answering | undefined, now: Date): Answering {
  const since = standing && isWriting(standing, now) ? standing.since : now.toISOString();
  return { since, until: new Date(now.getTime() + LEASE_MS).toISOString() };
}

/** Those who are writing now; who began first comes first. */
export function writingNow<A extends Answering>(all: readonly A[], now: Date): A[] {
  return all.filter((one) => isWriting(one, now)).toSorted((a, b) => (a.since < b.since ? -1 : 1));
}
