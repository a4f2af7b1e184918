import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  claim,
  type Delivery,
  isDue,
  LEASE_MINUTES,
  MAX_ATTEMPTS,
  minutesAfter,
  sendAgain,
  settle,
} from '../../../functions/mail/domain/delivery.ts';
import { answerOf } from '../../../functions/mail/ses.ts';

const T0 = '2026-03-02T09:00:00.000Z';
const NEW: Delivery = { version: 1, state: 'waiting', dueAt: T0, attempts: 0, uncertain: 0 };
const SENT: Answer = { outcome: 'sent', messageId: 'ses-1@eu-west-1.amazonses.com' };
const LATER: Answer = { outcome: 'later', detail: 'throttled' };

const answers = fc.constantFrom<Answer | 'dies'>(
  LATER,
  { outcome: 'unknown', detail: 'no answer' },
  { outcome: 'not-set-up', detail: 'no domain' },
  { outcome: 'refused', because: 'refused', detail: 'no' },
  SENT,
  'dies',
);

describe('how far the sending of a mail has come', () => {
  it('goes from waiting over sending to sent', () => {
    const taken = claim(NEW, T0);
    expect(taken).toMatchObject({ state: 'sending', version: 2, dueAt: minutesAfter(T0, LEASE_MINUTES) });
    expect(isDue(taken, minutesAfter(T0, 1))).toBe(false);
    expect(settle(taken, SENT, T0)).toMatchObject({
      state: 'sent',
      attempts: 1,
      settledAt: T0,
      sentMessageId: SENT.messageId,
    });
  });

  it('is tried again with growing pauses, and then fails for all to see', () => {
    let row = NEW;
    let now = T0;
    const pauses: number[] = [];
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      row = settle(claim(row, now), LATER, now);
      pauses.push((Date.parse(row.dueAt) - Date.parse(now)) / 60_000);
      now = row.dueAt;
    }
    expect(pauses.slice(0, -1)).toEqual([5, 15, 60, 240, 720]);
    expect(row).toMatchObject({ state: 'failed', because: 'try-again', detail: 'throttled' });
    expect(sendAgain(row, now)).toMatchObject({
      state: 'waiting',
      attempts: 0,
      dueAt: now,
      settledAt: undefined,
    });
  });

  it('waits without counting while its sender is not set up', () => {
    let row = NEW;
    for (let run = 0; run < 100; run += 1)
      row = settle(claim(row, row.dueAt), { outcome: 'not-set-up', detail: 'x' }, row.dueAt);
    expect(row).toMatchObject({ state: 'waiting', because: 'sender-not-set-up', attempts: 0 });
  });

  it('hands a mail over at most twice where nobody knows whether it went out, and ends, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(answers, { maxLength: 60 }), (happenings) => {
        let row = NEW;
        let blind = 0;
        for (const happening of happenings) {
          const now = row.dueAt;
          if (!isDue(row, now)) break;
          row = claim(row, now);
          if (row.state !== 'sending') break;
          if (happening === 'dies' || happening.outcome === 'unknown') blind += 1;
          if (happening !== 'dies') row = settle(row, happening, now);
        }
        expect(blind).toBeLessThanOrEqual(2);
        expect(row.attempts).toBeLessThanOrEqual(MAX_ATTEMPTS);
        expect(row.state === 'sent' || row.state === 'failed').toBe(row.settledAt !== undefined);
      }),
    );
  });
});

describe('what an error of SES says', () => {
  const error = (name: string, status?: number, message = '') =>
    Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });

  it.each([
    [error('TooManyRequestsException', 429), 'later'],
    [error('SendingPausedException', 400), 'later'],
    [error('InternalServiceError', 500), 'later'],
    [error('AccessDeniedException', 403), 'not-set-up'],
    [error('MessageRejected', 400, 'Email address is not verified.'), 'not-set-up'],
    [error('MessageRejected', 400, 'Illegal header'), 'refused'],
    [error('BadRequestException', 400), 'refused'],
    [error('TimeoutError'), 'unknown'],
    [new Error('socket hang up'), 'unknown'],
  ])('%s', (thrown, outcome) => expect(answerOf(thrown).outcome).toBe(outcome));
});
