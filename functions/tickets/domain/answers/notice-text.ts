import type { Language } from '../mail/reply-text.ts';
import type { Notice } from './notices.ts';

/** What a notice says of a ticket. */
export interface NoticeFacts {
  readonly ticketId: string;
  readonly title: string;
  readonly requester: string;
  readonly priority: number;
  readonly team?: string | undefined;
  /** What was written, where something was. */
  readonly text?: string | undefined;
  /** Of an escalation: until when, RFC 3339. */
  readonly deadline?: string | undefined;
}

const EXCERPT_CHARACTERS = 1_500;

const HEADS: Readonly<Record<Language, Readonly<Record<Notice, string>>>> = {
  de: {
    assigned: 'Dir zugewiesen',
    'new-in-team': 'Neu in deinem Team',
    mentioned: 'Du wurdest erwähnt',
    answered: 'Neue Antwort',
    escalated: 'Frist läuft ab oder ist abgelaufen',
    undeliverable: 'Antwort nicht zustellbar',
    approval: 'Deine Freigabe wird gebraucht',
    task: 'Aufgabe für dich',
  },
  en: {
    assigned: 'Assigned to you',
    'new-in-team': 'New in your team',
    mentioned: 'You were mentioned',
    answered: 'New answer',
    escalated: 'A deadline is near or has passed',
    undeliverable: 'Reply could not be delivered',
    approval: 'Your approval is needed',
    task: 'A task for you',
  },
};
const LABELS: Readonly<Record<Language, readonly [string, string, string, string, string]>> = {
  de: ['Ticket', 'Von', 'Priorität', 'Team', 'Frist'],
  en: ['Ticket', 'From', 'Priority', 'Team', 'Due'],
};
const FOOT: Readonly<Record<Language, string>> = {
  de: 'Eine Antwort auf diese Mail wird eine interne Notiz am Ticket.',
  en: 'What you answer to this mail becomes an internal note of the ticket.',
};

export function noticeSubject(notice: Notice, title: string, tag: string, language: Language): string {
  return `${HEADS[language][notice]}: ${title} ${tag}`;
}

/** `2026-11-26T09:30:00.000Z` as `2026-11-26 09:30 UTC`: agents sit in several time zones. */
export function momentText(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

export function noticeText(notice: Notice, facts: NoticeFacts, language: Language): string {
  const [ticket, from, priority, team, due] = LABELS[language];
  const lines = [
    `${HEADS[language][notice]}.`,
    '',
    `${ticket}: ${facts.ticketId} - ${facts.title}`,
    `${from}: ${facts.requester}`,
    `${priority}: ${facts.priority}`,
    ...(facts.team === undefined ? [] : [`${team}: ${facts.team}`]),
    ...(facts.deadline === undefined ? [] : [`${due}: ${momentText(facts.deadline)}`]),
  ];
  const { text = '' } = facts;
  const cut = text.length > EXCERPT_CHARACTERS ? `${text.slice(0, EXCERPT_CHARACTERS)} [...]` : text;
  const excerpt =
    cut.trim() === ''
      ? []
      : [
          '',
          ...cut
            .trim()
            .split('\n')
            .map((line) => `> ${line}`),
        ];
  return `${[...lines, ...excerpt, '', FOOT[language]].join('\n')}\n`;
}
