import type { Answer } from './survey.ts';

/* What becomes of the links of a survey's mail. Programs that look mails over open them too, as a rule all of them within seconds. */

/** A click counts when no other answer of the mail was opened for so long. */
export const QUIET_MINUTES = 10;
/** How often somebody may change their mind. */
export const MAX_CHANGES = 20;

export interface Ballot {
  /** A link that was opened, and does not count yet. */
  readonly clicked?: { readonly answer: Answer; readonly at: string } | undefined;
  /** Several answers were opened at once: from then on, only what is sent from the page counts. */
  readonly isScanned: boolean;
  readonly vote?: Answer | undefined;
  readonly changes: number;
}

export const NO_BALLOT: Ballot = { isScanned: false, changes: 0 };

export function quietUntil(clickedAt: string): string {
  return new Date(Date.parse(clickedAt) + QUIET_MINUTES * 60_000).toISOString();
}

/** A ballot after the link of an answer was opened; the same one where that says nothing new. */
export function openLink(ballot: Ballot, answer: Answer, now: Date): Ballot {
  const { clicked, isScanned, vote } = ballot;
  if (isScanned || vote !== undefined) return ballot;
  if (!clicked) return { ...ballot, clicked: { answer, at: now.toISOString() } };
  return clicked.answer === answer ? ballot : { ...ballot, clicked: undefined, isScanned: true };
}

/** A ballot when the time in which a click may be undone by another one is over. */
export function settleClick(ballot: Ballot, now: Date): Ballot {
  const { clicked } = ballot;
  if (!clicked || quietUntil(clicked.at) > now.toISOString()) return ballot;
  return castVote(ballot, clicked.answer);
}

/** A ballot after an answer was sent from the page; it counts whatever was clicked. */
export function castVote(ballot: Ballot, answer: Answer): Ballot {
  return { ...ballot, clicked: undefined, vote: answer };
}
