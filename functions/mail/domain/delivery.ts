/** Why a mail was not sent (yet); `shared/mail/table.ts` lists them. */
export type Because =
  | 'sender-not-set-up'
  | 'try-again'
  | 'refused'
  | 'too-large'
  | 'attachment-missing'
  | 'outcome-unknown';

/** How far the sending of a mail has come. Moments are RFC 3339, UTC. */
export interface Delivery {
  readonly version: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'failed';
  readonly dueAt: string;
  readonly attempts: number;
  readonly uncertain: number;
  readonly because?: Because | undefined;
  readonly detail?: string | undefined;
  readonly settledAt?: string | undefined;
  readonly sentMessageId?: string | undefined;
}

/** What the mail service answered. */
export type Answer =
  | { readonly outcome: 'sent'; readonly messageId: string | undefined }
  /** For good: the same mail is refused again. */
  | { readonly outcome: 'refused'; readonly because: Because; readonly detail: string }
  /** It did not take the mail, and may later. */
  | { readonly outcome: 'later'; readonly detail: string }
  /** Nobody may send from this address here. */
  | { readonly outcome: 'not-set-up'; readonly detail: string }
  /** No answer: it may have been sent. */
  | { readonly outcome: 'unknown'; readonly detail: string };

/** Whoever sends a mail has this long; then it counts as dead, and another one sends. */
export const LEASE_MINUTES = 10;
/** Pauses between attempts, in minutes: some 17 hours in all. */
const PAUSES_MINUTES = [5, 15, 60, 240, 720] as const;
export const MAX_ATTEMPTS = PAUSES_MINUTES.length + 1;
/** How often a mail that waits for its sender to be set up is looked at. */
const SET_UP_MINUTES = 15;
/** A mail of which it is unknown whether it was sent is sent once more, and then not again without being asked. */
const MAX_UNCERTAIN = 2;

export function minutesAfter(now: string, minutes: number): string {
  return new Date(Date.parse(now) + minutes * 60_000).toISOString();
}

export function isDue({ state, dueAt }: Delivery, now: string): boolean {
  return (state === 'waiting' || state === 'sending') && dueAt <= now;
}

/**
 * Takes a mail that is due for sending, so that nobody else sends it meanwhile. Of one that somebody took and did not settle it is unknown
 * whether it was sent: it goes out once more at most, and is then given up for a person to decide.
 */
export function claim(seen: Delivery, now: string): Delivery {
  const uncertain = seen.state === 'sending' ? seen.uncertain + 1 : seen.uncertain;
  const next = { ...seen, uncertain, version: seen.version + 1 };
  if (uncertain >= MAX_UNCERTAIN) return fail(next, 'outcome-unknown', seen.detail, now);
  return { ...next, state: 'sending', dueAt: minutesAfter(now, LEASE_MINUTES) };
}

/** What an answer makes of a mail that was taken for sending. */
export function settle(taken: Delivery, answer: Answer, now: string): Delivery {
  const next = { ...taken, version: taken.version + 1 };
  switch (answer.outcome) {
    case 'sent':
      return {
        ...next,
        state: 'sent',
        attempts: taken.attempts + 1,
        because: undefined,
        detail: undefined,
        settledAt: now,
        sentMessageId: answer.messageId,
      };
    case 'refused':
      return fail({ ...next, attempts: taken.attempts + 1 }, answer.because, answer.detail, now);
    case 'not-set-up':
      return {
        ...next,
        state: 'waiting',
        because: 'sender-not-set-up',
        detail: answer.detail,
        dueAt: minutesAfter(now, SET_UP_MINUTES),
      };
    case 'later':
      return again({ ...next, attempts: taken.attempts + 1 }, 'try-again', answer.detail, now);
    case 'unknown': {
      const uncertain = taken.uncertain + 1;
      const tried = { ...next, uncertain, attempts: taken.attempts + 1 };
      return uncertain >= MAX_UNCERTAIN
        ? fail(tried, 'outcome-unknown', answer.detail, now)
        : again(tried, 'outcome-unknown', answer.detail, now);
    }
  }
}

/** A mail that failed, as it begins anew because somebody asks for it; one that waits is due at once. */
export function sendAgain(seen: Delivery, now: string): Delivery {
  return {
    version: seen.version + 1,
    state: 'waiting',
    dueAt: now,
    attempts: 0,
    uncertain: 0,
    because: undefined,
    detail: undefined,
    settledAt: undefined,
    sentMessageId: undefined,
  };
}

function again(next: Delivery, because: Because, detail: string, now: string): Delivery {
  const pause = PAUSES_MINUTES[next.attempts - 1];
  if (pause === undefined) return fail(next, because, detail, now);
  return { ...next, state: 'waiting', because, detail, dueAt: minutesAfter(now, pause) };
}

function fail(next: Delivery, because: Because, detail: string | undefined, now: string): Delivery {
  return { ...next, state: 'failed', because, detail, settledAt: now };
}
