import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideMail,
  type MailSituation,
  type MailThread,
  STANDARD_MAIL_RULES,
  threadFor,
} from '../../../../functions/tickets/domain/mail/decide-mail.ts';
import {
  ANSWERS_PER_HOUR,
  AUTOMATIC_HEADERS,
  automaticBecause,
  isBelowCaps,
  mayAnswer,
} from '../../../../functions/tickets/domain/mail/loops.ts';
import type { ParsedMail } from '../../../../functions/tickets/domain/mail/parsed-mail.ts';
import { threadsOf } from '../../../../functions/tickets/domain/mail/thread-of.ts';
import { messageIdOf, subjectTag } from '../../../../functions/tickets/domain/mail/tokens.ts';

const OURS = new Set(['support@acme.test']);
const SECRET = 'secret';

interface Sent {
  readonly to: string;
  readonly messageId: string;
  readonly subject: string;
}

/** A help desk that confirms every mail it hears, as long as the rules let it. No table: counts and tickets in memory. */
function helpDesk() {
  const tickets: { participants: string[]; requester: { email: string }; state: 'new'; ids: string[] }[] = [];
  const counts = new Map<string, number>();
  const count = (of: string) => counts.get(of) ?? 0;
  const add = (of: string) => counts.set(of, count(of) + 1);
  let sent = 0;

  function receive(mail: ParsedMail & { from: { email: string } }, minute: number): Sent | undefined {
    const hour = Math.floor(minute / 60);
    const known = new Map(tickets.flatMap(({ ids }, at) => ids.map((id) => [id, String(at + 1)] as const)));
    const threads = threadsOf(mail, SECRET, 'acme', known).flatMap((claim): MailThread[] => {
      const ticket = tickets[Number(claim.ticketId) - 1];
      return ticket ? [{ ...claim, ticket }] : [];
    });
    const ground = {
      now: new Date(minute * 60_000),
      settings: STANDARD_MAIL_RULES,
      agents: new Set<string>(),
      threads,
    };
    const thread = threadFor(mail, ground);
    const situation: MailSituation = {
      ...ground,
      ownAddresses: OURS,
      takesAutomatic: false,
      openedThisHour: count(`opened ${mail.from.email} ${hour}`),
      automaticThisHour: count(`automatic ${thread?.ticketId} ${hour}`),
    };
    const decision = decideMail(mail, situation);
    if (decision.outcome === 'parked') return undefined;
    let ticketId: string;
    if (decision.outcome === 'ticket') {
      add(`opened ${mail.from.email} ${hour}`);
      tickets.push({ participants: [mail.from.email], requester: mail.from, state: 'new', ids: [] });
      ticketId = String(tickets.length);
    } else {
      ticketId = decision.ticketId;
      if (automaticBecause(mail)) add(`automatic ${ticketId} ${hour}`);
    }
    if (mail.messageId) tickets[Number(ticketId) - 1]?.ids.push(mail.messageId);
    const toSender = `to ${mail.from.email} ${hour}`;
    const onTicket = `on ${ticketId} ${hour}`;
    const mayGoOut = isBelowCaps({ toSender: count(toSender), onTicket: count(onTicket) });
    if (!mayAnswer(mail, OURS) || !mayGoOut) return undefined;
    add(toSender);
    add(onTicket);
    sent += 1;
    const id = { companyId: 'acme', ticketId };
    return {
      to: mail.from.email,
      messageId: messageIdOf(SECRET, id, `a${sent}`, 'acme.test'),
      subject: `${subjectTag(SECRET, id)} ${mail.subject}`,
    };
  }
  return { receive, tickets };
}

/** How the other system answers: what it says of itself, what it keeps of the thread, under how many addresses, how soon. */
const OTHER = fc.record({
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { 'auto-submitted': 'auto-replied' },
    { precedence: 'bulk' },
    { 'x-auto-response-suppress': 'All' },
    { 'return-path': '<>' },
  ),
  keepsIds: fc.boolean(),
  keepsSubject: fc.boolean(),
  addresses: fc.integer({ min: 1, max: 2 }),
  delayMinutes: fc.integer({ min: 0, max: 30 }),
  answersAtOnce: fc.integer({ min: 1, max: 2 }),
});

describe('two systems that answer each other', () => {
  it('stop within the caps, whatever the other one says of itself and keeps of the thread', () => {
    fc.assert(
      fc.property(OTHER, (other) => {
        const desk = helpDesk();
        const seed = Array.from({ length: other.addresses }, (_, at) => `robot${at}@other.test`);
        let number = 0;
        const mailFrom = (email: string, answered?: Sent): ParsedMail & { from: { email: string } } => {
          number += 1;
          return {
            messageId: `${number}@other.test`,
            from: { email },
            to: [],
            deliveredTo: [],
            subject: answered && other.keepsSubject ? `Re: ${answered.subject}` : 'Thank you for your mail',
            answers: answered && other.keepsIds ? [answered.messageId] : [],
            text: `Ticket ${number} was opened.`,
            files: [],
            headers: new Map(
              Object.entries(answered ? other.headers : {}).map(([name, value]) => [name, [value]]),
            ),
          };
        };
        const perHour = new Map<string, number>();
        const waiting = seed.map((email) => ({ minute: 0, mail: mailFrom(email) }));
        let steps = 0;
        for (let next = waiting.shift(); next && next.minute < 48 * 60; next = waiting.shift()) {
          steps += 1;
          const { minute, mail } = next;
          const sent = desk.receive(mail, minute);
          if (!sent) continue;
          const hour = `${sent.to} ${Math.floor(minute / 60)}`;
          perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
          for (let count = 0; count < other.answersAtOnce; count += 1)
            waiting.push({ minute: minute + other.delayMinutes, mail: mailFrom(sent.to, sent) });
          waiting.sort((one, two) => one.minute - two.minute);
        }
        expect(Math.max(0, ...perHour.values())).toBeLessThanOrEqual(ANSWERS_PER_HOUR.toSender);
        // Who says that it is a machine is never answered: one confirmation of the first mail, and silence.
        const isKnown = Object.keys(other.headers).some((name) => name !== 'x-auto-response-suppress');
        if (isKnown) expect(desk.tickets).toHaveLength(other.addresses);
        expect(steps).toBeLessThan(5_000);
      }),
      { numRuns: 60 },
    );
  });

  it('that are both ours stop after the first answer', () => {
    const answer: ParsedMail = {
      answers: [],
      from: { email: 'help@other.test' },
      to: [],
      deliveredTo: [],
      subject: 'Your ticket',
      text: '',
      files: [],
      headers: new Map(
        Object.entries(AUTOMATIC_HEADERS).map(([name, value]) => [name.toLowerCase(), [value]]),
      ),
    };
    expect(automaticBecause(answer)).toBe('auto-submitted');
    expect(mayAnswer(answer, OURS)).toBe(false);
  });
});
