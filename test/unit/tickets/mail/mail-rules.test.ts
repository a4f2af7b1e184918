import { describe, expect, it } from 'vitest';
import { forwardedFrom } from '../../../../functions/tickets/domain/mail/forwarded.ts';
import { automaticBecause, mayAnswer } from '../../../../functions/tickets/domain/mail/loops.ts';
import type { ParsedMail } from '../../../../functions/tickets/domain/mail/parsed-mail.ts';
import { withoutQuoted } from '../../../../functions/tickets/domain/mail/quoted.ts';
import { bareSubject, isPassedOn } from '../../../../functions/tickets/domain/mail/subject.ts';
import { threadsOf } from '../../../../functions/tickets/domain/mail/thread-of.ts';
import {
  messageIdOf,
  readMessageId,
  readSubjectTags,
  subjectTag,
} from '../../../../functions/tickets/domain/mail/tokens.ts';

const THREAD = { companyId: 'acme', ticketId: '42' };
const mail = (headers: Readonly<Record<string, string>>): ParsedMail => ({
  answers: [],
  from: { email: 'robert@example.com' },
  to: [],
  deliveredTo: [],
  subject: '',
  text: '',
  files: [],
  headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
});

describe('a subject', () => {
  it.each([
    ['Re: Printer', 'Printer'],
    ['AW: WG: Drucker', 'Drucker'],
    ['Re[2]: Fwd: SV: Antwort: Printer', 'Printer'],
    ['RE: [#42-0123456789abcdef] Printer', 'Printer'],
    ['Regarding: printer', 'Regarding: printer'],
    ['Printer\r\nBcc: all@example.com', 'Printer Bcc: all@example.com'],
    ['Re: Re: Re:', ''],
  ])('%j is bare as %j', (subject, bare) => expect(bareSubject(subject)).toBe(bare));

  it('shows that a mail was passed on', () => {
    expect(['WG: x', 'AW: Fwd: x', 'Re: x', 'x'].map(isPassedOn)).toEqual([true, true, false, false]);
  });
});

describe('what we sign', () => {
  it('is read back, in its company, with its secret only', () => {
    const id = messageIdOf('secret', THREAD, 'a7', 'acme.test');
    expect(readMessageId('secret', 'acme', id)).toEqual({ ...THREAD, part: 'a7' });
    expect(readMessageId('other', 'acme', id)).toBeUndefined();
    expect(readMessageId('secret', 'other', id)).toBeUndefined();
    expect(readMessageId('secret', 'acme', id.replace('.42.', '.43.'))).toBeUndefined();
    const tag = subjectTag('secret', THREAD);
    expect(readSubjectTags('secret', 'acme', `AW: ${tag} Drucker`)).toEqual(['42']);
    expect(readSubjectTags('secret', 'acme', 'AW: [#42-0123456789abcdef] Drucker')).toEqual([]);
  });
});

describe('the thread of a mail', () => {
  it('is told by our ids before those of others, newest first, and by tags last', () => {
    const own = (ticketId: string) => messageIdOf('s', { companyId: 'acme', ticketId }, 'a1', 'acme.test');
    const claims = threadsOf(
      {
        answers: [own('1'), 'old@x', own('2'), 'forged@y'],
        subject: subjectTag('s', { companyId: 'acme', ticketId: '9' }),
      },
      's',
      'acme',
      new Map([['old@x', '5']]),
    );
    expect(claims.map(({ by, ticketId }) => `${by} ${ticketId}`)).toEqual([
      'own-message-id 2',
      'own-message-id 1',
      'known-message-id 5',
      'subject-tag 9',
    ]);
  });
});

describe('a mail of a machine', () => {
  it.each([
    [{ 'auto-submitted': 'auto-replied' }, 'auto-submitted'],
    [{ 'auto-submitted': 'no' }, undefined],
    [{ precedence: 'bulk' }, 'bulk'],
    [{ 'list-id': '<x.example.com>' }, 'mailing-list'],
    [{ 'return-path': '<>' }, 'no-return-path'],
    [{ 'x-auto-response-suppress': 'All' }, undefined],
  ] as const)('is told by %j: %s', (headers, why) => expect(automaticBecause(mail(headers))).toBe(why));

  it('is not answered, nor one that asks so, nor ourselves, nor who reads nothing', () => {
    const own = new Set(['support@acme.test']);
    expect(mayAnswer(mail({}), own)).toBe(true);
    expect(mayAnswer(mail({ 'x-auto-response-suppress': 'OOF, AutoReply' }), own)).toBe(false);
    expect(mayAnswer(mail({ 'auto-submitted': 'auto-generated' }), own)).toBe(false);
    expect(mayAnswer({ ...mail({}), from: { email: 'support@acme.test' } }, own)).toBe(false);
    expect(mayAnswer({ ...mail({}), from: { email: 'no-reply@example.com' } }, own)).toBe(false);
  });
});

describe('an answer without what it quotes', () => {
  it.each([
    ['Thanks!\n\nOn Thu, 26 Nov 2026 at 09:00, Support <s@acme.test> wrote:\n> Which printer?', 'Thanks!'],
    ['Danke!\n\nAm 26.11.2026 um 09:00 schrieb Support <s@acme.test>:\n> Welcher Drucker?', 'Danke!'],
    [
      'Der große.\n\nAm Do., 26. Nov. 2026 um 09:00 Uhr schrieb Support <\ns@acme.test>:\n\n> Welcher?',
      'Der große.',
    ],
    [
      'Der im 2. Stock.\n\nVon: Support <s@acme.test>\nGesendet: Donnerstag, 26. November 2026\nAn: Robert\nBetreff: Drucker\n\nWelcher?',
      'Der im 2. Stock.',
    ],
    ['The big one.\n\n-----Original Message-----\nFrom: Support\nSent: Thursday\n\nWhich?', 'The big one.'],
    ['Yes.\n\n________________________________\nFrom: Support <s@acme.test>\nSent: Thursday', 'Yes.'],
    ['Ja.\n\n*Von:* Support <s@acme.test>\n*Gesendet:* heute\n*An:* Robert\n\nWelcher?', 'Ja.'],
    ['Oui.\n\nFrom : Support <s@acme.test>\nSent : Thursday\n\nWhich?', 'Oui.'],
    ['Ja.\n\n-----Ursprüngliche Nachricht-----\nVon: Support\nGesendet: heute\n\nWelcher?', 'Ja.'],
    [
      'Support <s@acme.test> schrieb am Do., 26. Nov. 2026, 09:00:\n> Welcher?\n\nDer große.',
      'Support <s@acme.test> schrieb am Do., 26. Nov. 2026, 09:00:\n> Welcher?\n\nDer große.',
    ],
    ['Just > this.', 'Just > this.'],
    ['On Thursday I wrote a letter.\nIt came back.', 'On Thursday I wrote a letter.\nIt came back.'],
    ['> Which one?\nThe big one.', '> Which one?\nThe big one.'],
    ['On Thu, Support wrote:\n> Which?\nThe big one.', 'On Thu, Support wrote:\n> Which?\nThe big one.'],
  ])('%j', (text, answer) => expect(withoutQuoted(text)).toBe(answer));
});

describe('mails that are made to take long', () => {
  const MANY = 200_000;
  it.each([
    ['answers below an attribution', `On Thu, Support wrote:\n${'a\n'.repeat(MANY)}`],
    ['quoted lines and one that is not', `${'> a\n'.repeat(MANY)}own`],
    ['a line of spaces', `Am ${' '.repeat(MANY)}schrieb :${' '.repeat(MANY)}x`],
    ['a line of underscores', `${'_'.repeat(MANY)}x`],
  ])('are read once: %s', (_, text) => {
    expect(withoutQuoted(text).length).toBeGreaterThan(0);
    expect(forwardedFrom({ subject: 'WG: x', text })).toBeUndefined();
    expect(bareSubject(text.slice(0, 2_000)).length).toBeLessThanOrEqual(300);
  });
});

describe('a mail that is passed on', () => {
  it.each([
    [
      'WG: Drucker',
      'fyi\n\nVon: Erika Muster <Erika@Kunde.test>\nGesendet: heute\n\nEr druckt nicht.',
      { email: 'erika@kunde.test', name: 'Erika Muster' },
    ],
    [
      'Fwd: x',
      '---------- Forwarded message ---------\nFrom: Erika <erika@kunde.test>\nDate: x',
      { email: 'erika@kunde.test', name: 'Erika' },
    ],
    [
      'Fwd: x',
      'Anfang der weitergeleiteten Nachricht:\n\nVon: "Erika M." <erika@kunde.test>',
      { email: 'erika@kunde.test', name: 'Erika M.' },
    ],
    [
      'x',
      '-------- Weitergeleitete Nachricht --------\nBetreff: y\nVon: erika@kunde.test',
      { email: 'erika@kunde.test' },
    ],
    [
      'WG: x',
      'Bitte.\n\n-----Ursprüngliche Nachricht-----\nVon: Erika Muster [mailto:erika@kunde.test] \nGesendet: heute',
      { email: 'erika@kunde.test', name: 'Erika Muster' },
    ],
    [
      'WG: x',
      '*Von:* Erika <erika@kunde.test<mailto:erika@kunde.test>>\n*Gesendet:* heute',
      { email: 'erika@kunde.test', name: 'Erika' },
    ],
    [
      'Fwd: x',
      'Begin forwarded message:\n\n> From: Erika <erika@kunde.test>\n> Subject: y',
      { email: 'erika@kunde.test', name: 'Erika' },
    ],
    [
      'WG: x',
      'Von: erika@kunde.test <mailto:erika@kunde.test>\nGesendet: heute',
      { email: 'erika@kunde.test' },
    ],
    ['Drucker', 'Von: Erika <erika@kunde.test> kam ein Anruf', undefined],
    ['Fwd: nothing', 'no headers here', undefined],
  ])('%j tells who wrote it', (subject, text, who) => expect(forwardedFrom({ subject, text })).toEqual(who));
});
