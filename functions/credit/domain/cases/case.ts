import type { CalendarDate } from '../../../../shared/kernel/calendar-date.ts';
import { refuse } from '../../errors.ts';

/** `order`: a check was referred. `override`: somebody asks for one that was declined. `review`: the customer asks (Art. 22 GDPR). */
export const CASE_KINDS = ['order', 'override', 'review'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const OPEN_STATES = ['open', 'in-review', 'recommended'] as const;
export const ENDED_STATES = ['released', 'declined', 'withdrawn', 'expired', 'superseded'] as const;
export const CASE_STATES = [...OPEN_STATES, ...ENDED_STATES] as const;
export type CaseState = (typeof CASE_STATES)[number];
export type EndedState = (typeof ENDED_STATES)[number];

export interface Recommendation {
  readonly what: 'release' | 'decline';
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

export const ITEM_STATES = ['open', 'done', 'not-applicable'] as const;

export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
  /** Nothing is released while it is open. */
  readonly required: boolean;
  readonly state: (typeof ITEM_STATES)[number];
  readonly by?: string | undefined;
  readonly at?: string | undefined;
}

export interface Note {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly text: string;
  /** Where a document is kept: a voucher's id, a file number, an address. */
  readonly document?: string | undefined;
  /** The customer's own point of view (Art. 22(3) GDPR). */
  readonly isStatement?: boolean | undefined;
}

export interface Ending {
  readonly state: EndedState;
  readonly by: string;
  readonly at: string;
  readonly reason?: string | undefined;
  /** Codes of what was overridden. */
  readonly overridden?: readonly string[] | undefined;
  /** Codes of what had come since, and was confirmed. */
  readonly confirmed?: readonly string[] | undefined;
}

/** A check that a person looks at, as far as its course goes. What the check rests on is frozen beside it. */
export interface CreditCase {
  readonly kind: CaseKind;
  readonly state: CaseState;
  /** Who asked for the check, for an override, for a review. */
  readonly askedBy: readonly string[];
  readonly openedAt: string;
  /** When nobody waits for an answer any more; a review always gets one. */
  readonly endsAt?: string | undefined;
  readonly assignee?: string | undefined;
  readonly resubmitOn?: CalendarDate | undefined;
  /** The last one counts. */
  readonly recommendations: readonly Recommendation[];
  readonly checklist: readonly ChecklistItem[];
  readonly notes: readonly Note[];
  readonly ended?: Ending | undefined;
}

export const MAX_NOTES = 100;
export const MAX_RECOMMENDATIONS = 20;

export function isEnded({ ended }: Pick<CreditCase, 'ended'>): boolean {
  return ended !== undefined;
}

/** Whether its time is over, swept or not. */
export function isOver({ endsAt, ended }: Pick<CreditCase, 'ended' | 'endsAt'>, now: Date): boolean {
  return ended === undefined && endsAt !== undefined && endsAt <= now.toISOString();
}

/** @throws credit.case-ended */
export function assertOpen(one: CreditCase, now: Date): void {
  const { ended } = one;
  if (ended) throw refuse('credit.case-ended', `The case was ${ended.state} on ${ended.at} by ${ended.by}.`);
  if (isOver(one, now)) throw refuse('credit.case-ended', `The case has ended on ${one.endsAt} by itself.`);
}

/** Gives it to somebody, or back. */
export function assign<C extends CreditCase>(one: C, assignee: string | undefined): C {
  const { assignee: _before, ...rest } = one;
  const state = one.state === 'recommended' ? one.state : assignee === undefined ? 'open' : 'in-review';
  return { ...(rest as unknown as C), state, ...(assignee === undefined ? {} : { assignee }) };
}

/** Lays it before whoever works on it again on a day. */
export function resubmit<C extends CreditCase>(one: C, on: CalendarDate | undefined): C {
  const { resubmitOn: _before, ...rest } = one;
  return { ...(rest as unknown as C), ...(on === undefined ? {} : { resubmitOn: on }) };
}

/** @throws credit.invalid-case when the list has no such item */
export function tick<C extends CreditCase>(
  one: C,
  itemId: string,
  state: ChecklistItem['state'],
  by: string,
  at: string,
): C {
  const item = one.checklist.find(({ id }) => id === itemId);
  if (!item) {
    const detail = `The checklist has no item ${itemId}.`;
    throw refuse('credit.invalid-case', detail, { errors: [{ pointer: `/checklist/${itemId}`, detail }] });
  }
  const { id, text, required } = item;
  const next = state === 'open' ? { id, text, required, state } : { id, text, required, state, by, at };
  return { ...one, checklist: one.checklist.map((other) => (other.id === itemId ? next : other)) };
}

/** @throws credit.invalid-case when it has as many as may be */
export function note<C extends CreditCase>(one: C, added: Note): C {
  if (one.notes.length >= MAX_NOTES)
    throw refuse('credit.invalid-case', `A case takes ${MAX_NOTES} notes and documents at most.`);
  return { ...one, notes: [...one.notes, added] };
}

/** @throws credit.invalid-case when it has as many as may be */
export function recommend<C extends CreditCase>(one: C, recommendation: Recommendation): C {
  if (one.recommendations.length >= MAX_RECOMMENDATIONS)
    throw refuse('credit.invalid-case', `A case takes ${MAX_RECOMMENDATIONS} recommendations at most.`);
  return { ...one, state: 'recommended', recommendations: [...one.recommendations, recommendation] };
}

/**
 * Refuses a release that one person alone would make: somebody else must have recommended it, and neither whoever asked for
 * the order nor anybody who has recommended anything may release it. Required items of the checklist must be answered.
 * @throws credit.case-not-recommended, credit.case-four-eyes, credit.checklist-open
 */
export function assertReleasable(one: CreditCase, by: string): void {
  if (one.recommendations.at(-1)?.what !== 'release')
    throw refuse('credit.case-not-recommended', 'Somebody else has to recommend the release first.');
  if (one.askedBy.includes(by))
    throw refuse('credit.case-four-eyes', 'Whoever asked for the order cannot release it.');
  if (one.recommendations.some((recommendation) => recommendation.by === by))
    throw refuse('credit.case-four-eyes', 'Whoever gave a recommendation cannot release the order.');
  const open = one.checklist.filter(({ required, state }) => required && state === 'open');
  if (open.length === 0) return;
  const errors = open.map(({ id, text }) => ({ pointer: `/checklist/${id}`, detail: text }));
  throw refuse('credit.checklist-open', `Still open: ${open.map(({ text }) => text).join('; ')}.`, {
    errors,
  });
}

/**
 * The customer asks for a person's look, with its point of view (Art. 22(3) GDPR). From then on the case waits until a person has
 * decided, even one that nobody waited for any more.
 * @throws credit.case-ended when a person has decided already
 */
export function review<C extends CreditCase>(one: C, asked: Pick<Note, 'by' | 'at'>): C {
  const { ended, endsAt: _never, ...rest } = one;
  if (ended?.state === 'released' || ended?.state === 'declined')
    throw refuse('credit.case-ended', `A person has decided on it: it was ${ended.state} on ${ended.at}.`);
  const state = ended ? 'open' : one.state;
  const askedBy = [...new Set([...one.askedBy, asked.by])];
  return { ...(rest as unknown as C), kind: 'review', state, askedBy };
}

/** Ends it. Nobody has to look at it any more, so it leaves the lists. */
export function end<C extends CreditCase>(one: C, ended: Ending): C {
  const { resubmitOn: _over, ...rest } = one;
  return { ...(rest as unknown as C), state: ended.state, ended };
}
