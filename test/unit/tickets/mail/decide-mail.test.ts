import { describe, expect, it } from 'vitest';
import {
  decideMail,
  type MailSituation,
  type MailThread,
  STANDARD_MAIL_RULES,
} from '../../../../functions/tickets/domain/mail/decide-mail.ts';
import type { ParsedMail } from '../../../../functions/tickets/domain/mail/parsed-mail.ts';

const ROBERT = 'robert@example.com';
const AGNETA = 'agneta@acme.test';
const NOW = new Date('2026-11-26T09:00:00Z');

const mail = (email: string | undefined, more: Partial<ParsedMail> = {}): ParsedMail => ({
  from: email === undefined ? undefined : { email },
  answers: [],
  to: [],
  deliveredTo: [],
  subject: '',
  text: '',
  files: [],
  headers: new Map(),
  ...more,
});
const AUTOMATIC = { headers: new Map([['auto-submitted', ['auto-replied']]]) };

const thread = (ticketId: string, ticket: Partial<MailThread['ticket']> = {}): MailThread => ({
  by: 'own-message-id',
  ticketId,
  ticket: { state: 'open', participants: [ROBERT], requester: { email: ROBERT }, ...ticket },
});
const situation = (more: Partial<MailSituation> = {}): MailSituation => ({
  now: NOW,
  settings: STANDARD_MAIL_RULES,
  ownAddresses: new Set(['support@acme.test']),
  agents: new Set([AGNETA]),
  takesAutomatic: false,
  threads: [],
  openedThisHour: 0,
  automaticThisHour: 0,
  ...more,
});
const closed = (at: string) => ({ state: 'closed' as const, closedAt: at });

describe('a mail', () => {
  it.each<[string, ParsedMail, Partial<MailSituation>, object]>([
    [
      'of nobody waits',
      mail(undefined, { headers: new Map([['to', ['x']]]) }),
      {},
      { outcome: 'parked', because: 'no-sender' },
    ],
    [
      'without anything that can be read waits',
      mail(undefined),
      {},
      { outcome: 'parked', because: 'unreadable' },
    ],
    [
      'that a filter found to be spam waits',
      mail(ROBERT, { headers: new Map([['x-spam-flag', ['YES']]]) }),
      { threads: [thread('1')] },
      { outcome: 'parked', because: 'spam' },
    ],
    ['of our own waits', mail('support@acme.test'), {}, { outcome: 'parked', because: 'own-address' }],
    ['of anybody opens a ticket', mail(ROBERT), {}, { outcome: 'ticket' }],
    [
      'of a participant is heard',
      mail(ROBERT),
      { threads: [thread('1')] },
      { outcome: 'article', ticketId: '1', speaks: true },
    ],
    [
      'of a stranger opens a ticket that follows',
      mail('eve@evil.test'),
      { threads: [thread('1')] },
      { outcome: 'ticket', follows: '1' },
    ],
    [
      'goes to the first ticket that lets its sender in',
      mail(ROBERT),
      { threads: [thread('1', { participants: ['else@x'] }), thread('2'), thread('3')] },
      { outcome: 'article', ticketId: '2', speaks: true },
    ],
    [
      'of the same domain is heard only where that is set',
      mail('erika@example.com'),
      { threads: [thread('1')], settings: { ...STANDARD_MAIL_RULES, sameDomain: true } },
      { outcome: 'article', ticketId: '1', speaks: true },
    ],
    [
      'of the same domain opens a ticket else',
      mail('erika@example.com'),
      { threads: [thread('1')] },
      { outcome: 'ticket', follows: '1' },
    ],
    [
      'to what has been closed for two weeks reopens it',
      mail(ROBERT),
      { threads: [thread('1', closed('2026-11-12T09:00:00Z'))] },
      { outcome: 'article', ticketId: '1' },
    ],
    [
      'to what has been closed for longer opens a ticket that follows',
      mail(ROBERT),
      { threads: [thread('1', closed('2026-11-12T08:59:59Z'))] },
      { outcome: 'ticket', follows: '1' },
    ],
    [
      'of an agent is a note',
      mail(AGNETA),
      { threads: [thread('1')] },
      { outcome: 'article', ticketId: '1', speaks: false },
    ],
    [
      'of an agent who asked for something itself is heard',
      mail(AGNETA),
      { threads: [thread('1', { participants: [AGNETA], requester: { email: AGNETA } })] },
      { outcome: 'article', ticketId: '1', speaks: true },
    ],
    [
      'of a machine is a note of its thread',
      mail(ROBERT, AUTOMATIC),
      { threads: [thread('1')] },
      { outcome: 'article', speaks: false },
    ],
    ['of a machine waits else', mail(ROBERT, AUTOMATIC), {}, { outcome: 'parked', because: 'automatic' }],
    [
      'of a machine opens a ticket where the mailbox takes it',
      mail(ROBERT, AUTOMATIC),
      { takesAutomatic: true },
      { outcome: 'ticket' },
    ],
    [
      'of a machine waits where it is one too many',
      mail(ROBERT, AUTOMATIC),
      { threads: [thread('1')], automaticThisHour: 5 },
      { outcome: 'parked', because: 'too-many-automatic' },
    ],
    [
      'waits where its sender opened twenty',
      mail(ROBERT),
      { openedThisHour: 20 },
      { outcome: 'parked', because: 'too-many-from-sender' },
    ],
    [
      'that answers is heard however many its sender opened',
      mail(ROBERT),
      { openedThisHour: 20, threads: [thread('1')] },
      { outcome: 'article' },
    ],
    [
      'that says ours was not delivered is a note of its ticket',
      mail(undefined, { report: { action: 'failed' } }),
      { reportedOn: { ticketId: '7', article: 2 } },
      { outcome: 'article', ticketId: '7', speaks: false, undelivered: 2 },
    ],
    [
      'that reports on something else waits',
      mail(ROBERT, { report: { action: 'failed' } }),
      {},
      { because: 'delivery-report' },
    ],
    [
      'asks for no delivery and still opens a ticket: Outlook sets this for people',
      mail(ROBERT, { headers: new Map([['x-auto-response-suppress', ['All']]]) }),
      {},
      { outcome: 'ticket' },
    ],
  ])('%s', (_, arrived, at, decision) => {
    expect(decideMail(arrived, situation(at))).toMatchObject(decision);
  });
});
