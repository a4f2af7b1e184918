import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acknowledge,
  acknowledgementFor,
  localMoment,
} from '../../../functions/tickets/domain/answers/acknowledgement.ts';
import {
  type DigestTime,
  digestDay,
  digestMail,
  withoutTicket,
} from '../../../functions/tickets/domain/answers/digest.ts';
import { noticesOf } from '../../../functions/tickets/domain/answers/notices.ts';
import { fillIn, quoteOf, replyText } from '../../../functions/tickets/domain/mail/reply-text.ts';
import {
  articleOfPart,
  articlePart,
  threadHeaders,
} from '../../../functions/tickets/domain/mail/thread-headers.ts';
import { readMessageId } from '../../../functions/tickets/domain/mail/tokens.ts';
import type { TicketEvent } from '../../../functions/tickets/domain/ticket/events.ts';

const AT = '2026-11-26T09:30:00.000Z';
const event = (what: TicketEvent['what'], by: TicketEvent['by'] = { kind: 'agent', id: 'anna' }) => ({
  what,
  by,
  at: AT,
  version: 9,
});

describe('the words that confirm a request', () => {
  const settings = {
    language: 'de' as const,
    acknowledge: ['mail'] as const,
    acknowledgements: { outage: { text: 'Outage', language: 'en' as const }, plain: { text: 'Da' } },
  };
  const wordsOf = (channel: 'mail' | 'api', named?: string) =>
    acknowledgementFor<'mail' | 'api'>(settings, channel, named);

  it('are those of the rule, on whatever way; else those of the company, on the ways that it confirms', () => {
    expect(wordsOf('api', 'outage')).toEqual({ text: 'Outage', language: 'en' });
    expect(wordsOf('mail', 'plain')).toEqual({ text: 'Da', language: 'de' });
    expect(wordsOf('mail', '-')).toBeUndefined();
    expect(wordsOf('api')).toBeUndefined();
    expect(wordsOf('mail')?.text).toContain('{{ticket}}');
    // Taken away since: nobody said anything.
    expect(wordsOf('mail', 'gone')).toEqual(wordsOf('mail'));
    expect(wordsOf('api', 'constructor')).toBeUndefined();
  });

  it('say until when somebody answers, by the clock of the office, and leave out the line where nothing is promised', () => {
    const text = 'Guten Tag,\nwir antworten bis {{due}}.\nNummer {{ticket}}';
    const ticket = { ticket: '7', title: 't', requester: 'r' };
    const said = (due: string | undefined, language: 'de' | 'en') =>
      acknowledge(text, { ...ticket, due: due && localMoment(due, 'Europe/Berlin', language) })
        .split('\n')
        .slice(1);
    expect(said('2026-07-01T08:00:00.000Z', 'de')).toEqual([
      'wir antworten bis 01.07.2026, 10:00 Uhr.',
      'Nummer 7',
    ]);
    expect(said('2026-11-30T23:30:00.000Z', 'en')[0]).toBe(
      'wir antworten bis 2026-12-01 00:30 (Europe/Berlin).',
    );
    expect(said(undefined, 'de')).toEqual(['Nummer 7']);
  });
});

describe('the words of a reply', () => {
  const asked = { who: 'Robert Roe', at: AT, text: 'Seit heute.\n\nAm 1.1.2026 schrieb Anna:\n> alt' };

  it('are answer, signature and what was asked, without what that quoted', () => {
    expect(replyText('Welcher?\n', 'Anna\nAcme IT', asked, 'de')).toBe(
      'Welcher?\n\n-- \nAnna\nAcme IT\n\nAm 26.11.2026 schrieb Robert Roe:\n> Seit heute.\n',
    );
    expect(replyText('Which?', undefined, undefined, 'en')).toBe('Which?\n');
  });

  it('repeat no more than fits, whatever was asked', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 20_000 }),
        fc.constantFrom('de' as const, 'en' as const),
        (text, language) => {
          const quoted = quoteOf({ ...asked, text }, language).split('\n');
          expect(quoted.length).toBeLessThanOrEqual(62);
          expect(quoted.slice(1).every((line) => line.startsWith('>'))).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('fill templates in once: what is put in is not read again', () => {
    const values = { title: '{{agent}}', agent: 'Anna', ticket: '7' };
    expect(fillIn('{{ ticket }} {{title}} {{agent}} {{other}} {{constructor}}', values)).toBe(
      '7 {{agent}} Anna {{other}} {{constructor}}',
    );
  });
});

describe('the headers of a thread', () => {
  it('begin with a signed id, answer the last mail that came, and are bounded', () => {
    const thread = { companyId: 'acme', ticketId: '7' };
    const before = Array.from({ length: 50 }, (_, at) => ({
      messageId: `m${at}@x.y`,
      isIncoming: at % 2 === 0,
    }));
    const { messageId, inReplyTo, references } = threadHeaders(
      's',
      thread,
      articlePart(51),
      'acme.test',
      before,
    );
    expect(readMessageId('s', 'acme', messageId)).toMatchObject({ ticketId: '7', part: 'a51' });
    expect(readMessageId('s', 'acme', references[0] ?? '')).toMatchObject({ ticketId: '7', part: 'ticket' });
    expect(inReplyTo).toBe('m48@x.y');
    expect(references).toHaveLength(21);
    expect([articleOfPart('a51'), articleOfPart('ticket'), articleOfPart('a0')]).toEqual([
      51,
      undefined,
      undefined,
    ]);
  });
});

describe('who is told of an event', () => {
  const note = (by?: TicketEvent['by']) =>
    event(
      { type: 'article-added', article: 3, kind: 'note', isPublic: false, mentioned: ['carl', 'anna'] },
      by,
    );
  const message = event(
    { type: 'article-added', article: 3, kind: 'message', isPublic: true },
    { kind: 'requester', id: 'rqs_1' },
  );
  const escalated = event(
    { type: 'escalated', clock: 'resolution', step: 1, deadline: AT },
    { kind: 'system', id: 'clock' },
  );

  it.each([
    [
      'the one who gets a ticket',
      event({ type: 'assigned', assignee: 'bert' }),
      'bert',
      'assigned',
      ['bert'],
    ],
    ['nobody who takes it', event({ type: 'assigned', assignee: 'anna' }), 'anna', undefined, undefined],
    [
      'nobody where it is taken away',
      event({ type: 'assigned', assignee: null }),
      undefined,
      undefined,
      undefined,
    ],
    ['who works on what the requester answered', message, 'bert', 'answered', ['bert']],
    ['nobody where nobody works on it', message, undefined, undefined, undefined],
    ['whom a note calls, but not who wrote it', note(), 'bert', 'mentioned', ['carl']],
    ['who works on what is late', escalated, 'bert', 'escalated', ['bert']],
    ['everybody who wants to, where nobody does', escalated, undefined, 'escalated', 'all'],
    [
      'who works on what did not arrive',
      event({ type: 'undeliverable', article: 2 }),
      'bert',
      'undeliverable',
      ['bert'],
    ],
  ] as const)('%s', (_, happened, assignee, notice, to) => {
    const [wish, ...more] = noticesOf(happened, { assignee });
    expect([wish?.notice, wish?.to, more]).toEqual([notice, to, []]);
  });

  it.each([
    [
      'a team of what is new there',
      event({ type: 'assigned', team: 'net', assignee: null }),
      {},
      [['new-in-team', 'itself']],
    ],
    [
      'nobody of what somebody took meanwhile',
      event({ type: 'assigned', team: 'net' }),
      { assignee: 'bert' },
      [],
    ],
    ['nobody of a team that has handed it on', event({ type: 'assigned', team: 'first' }), {}, []],
    [
      'a team of what comes near',
      event({ type: 'escalated', clock: 'resolution', step: 1, deadline: AT }),
      {},
      [['escalated', 'itself']],
    ],
    [
      'the team above, too, of what is late',
      event({ type: 'escalated', clock: 'resolution', step: 2, deadline: AT }),
      {},
      [
        ['escalated', 'itself'],
        ['escalated', 'above'],
      ],
    ],
  ] as const)('tells %s', (_, happened, ticket, told) => {
    const wishes = noticesOf(happened, { team: 'net', ...ticket });
    expect(
      wishes.flatMap(({ notice, to }) =>
        typeof to === 'object' && 'team' in to ? [[notice, to.which]] : [],
      ),
    ).toEqual(told);
    for (const { to } of wishes) expect(to).toMatchObject({ team: 'net', but: 'anna' });
  });

  it.each([
    ['message', ['bert', 'carl']],
    ['reply', ['carl']],
  ] as const)('tells watchers of a %s, once and not of their own', (kind, to) => {
    const happened = event({ type: 'article-added', article: 2, kind, isPublic: true });
    expect(
      noticesOf(happened, {
        assignee: 'bert',
        watchers: ['anna', 'carl', ...(kind === 'message' ? ['bert'] : [])],
      }),
    ).toEqual([{ notice: 'answered', to, article: 2 }]);
    expect(noticesOf(happened, { assignee: 'anna', watchers: ['anna'] })).toEqual([]);
  });

  it('tells of a reply once whom it calls and who watches, and nobody of what a merge has copied', () => {
    const reply = { type: 'article-added', article: 2, kind: 'reply', isPublic: true } as const;
    const watched = { assignee: 'bert', watchers: ['carl', 'dora'] };
    expect(noticesOf(event({ ...reply, mentioned: ['carl'] }), watched)).toEqual([
      { notice: 'mentioned', to: ['carl'], article: 2 },
      { notice: 'answered', to: ['dora'], article: 2 },
    ]);
    const copied = event({ ...reply, kind: 'message', from: { ticketId: '7', article: 1 } });
    expect(noticesOf(copied, watched)).toEqual([]);
  });
});

describe('the list of the day', () => {
  const time = (more: Partial<DigestTime> = {}): DigestTime => ({
    at: '07:30',
    timeZone: 'Europe/Berlin',
    weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
    ...more,
  });

  it('is due from its time on the wall until midnight, on its days', () => {
    expect(digestDay(time(), new Date('2026-11-26T06:29:59Z'))).toBeUndefined();
    expect(digestDay(time(), new Date('2026-11-26T06:30:00Z'))).toBe('2026-11-26');
    expect(digestDay(time(), new Date('2026-11-26T22:59:59Z'))).toBe('2026-11-26');
    expect(digestDay(time(), new Date('2026-11-28T12:00:00Z'))).toBeUndefined();
    expect(digestDay(time({ timeZone: 'Pacific/Auckland' }), new Date('2026-11-26T19:00:00Z'))).toBe(
      '2026-11-27',
    );
  });

  it('comes on the day when summer time skips its moment', () => {
    const night = time({ at: '02:30', weekdays: ['sun'] });
    expect(digestDay(night, new Date('2026-03-29T00:59:00Z'))).toBeUndefined();
    expect(digestDay(night, new Date('2026-03-29T01:00:00Z'))).toBe('2026-03-29');
  });

  const ticket = (ticketId: string, dueAt?: string, priority = 3) => ({
    ticketId,
    title: `T${ticketId}`,
    priority,
    openedAt: AT,
    dueAt,
  });

  it('names what is overdue first, then what is due within a day; none comes where nothing is open', () => {
    const tickets = [
      ticket('1'),
      ticket('2', '2026-11-27T08:00:00.000Z'),
      ticket('3', '2026-11-26T08:00:00.000Z'),
      ticket('4', undefined, 5),
    ];
    const digest = digestMail(tickets, new Date(AT), 'en');
    expect(digest?.subject).toBe('4 open tickets, 1 overdue');
    expect(digest?.text).toBe(
      'Overdue (1)\n- 3  P3  T3 (due 2026-11-26 08:00 UTC)\n\nDue within 24 hours (1)\n- 2  P3  T2 (due 2026-11-27 08:00 UTC)\n\nOpen (2)\n- 4  P5  T4\n- 1  P3  T1\n',
    );
    expect(digestMail([], new Date(AT), 'de')).toBeUndefined();
    const later = withoutTicket(withoutTicket(digest?.text ?? '', '1'), '3');
    expect(later).toBe(
      'Overdue (1)\n\nDue within 24 hours (1)\n- 2  P3  T2 (due 2026-11-27 08:00 UTC)\n\nOpen (2)\n- 4  P5  T4\n',
    );
  });

  it('says on one line what a title says on several, and tells which tickets it names', () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ ...ticket(`${index}`), title: 'a\n- 9  b' }));
    const digest = digestMail(many, new Date(AT), 'en');
    expect(digest?.named.size).toBe(30);
    expect(digest?.text).toContain('- 7  P3  a - 9 b\n');
    expect(digest?.text).toContain('... and 10 more');
  });

  it('says how many mails will soon be refused, also to whom nothing is open for', () => {
    const mails = { count: 3, firstEndsAt: '2026-12-01T08:00:00.000Z' };
    expect(digestMail([], new Date(AT), 'en', mails)).toMatchObject({
      subject: '0 open tickets',
      text: 'Mails that nobody has decided on yet: 3; the first is refused on 2026-12-01.\n',
    });
    expect(digestMail([ticket('1')], new Date(AT), 'de', { ...mails, count: 100 })?.text).toMatch(
      /T1\n\nMails, über die .*: 100\+; die erste wird am 2026-12-01 abgelehnt/,
    );
  });
});
