import type { Language } from '../domain/mail/reply-text.ts';
import { ANSWERS, type Answer } from '../domain/survey/survey.ts';
import { ANSWER_WORDS } from '../domain/survey/survey-words.ts';
import { escapeHtml, pageOfHtml } from './html.ts';

export const MAX_COMMENT_CHARACTERS = 2_000;

/** `noted`: a click that will count; `confirm`: only what is sent counts; `counted`: it was sent. */
export type SurveyNotice = 'noted' | 'confirm' | 'counted' | 'choose' | 'too-long' | 'too-many';

export interface SurveyPage {
  readonly language: Language;
  readonly ticketId: string;
  readonly answer?: Answer | undefined;
  readonly comment?: string | undefined;
  readonly notice?: SurveyNotice | undefined;
}

interface Words {
  readonly title: string;
  readonly about: string;
  readonly comment: string;
  readonly hint: string;
  readonly send: string;
  readonly over: string;
  readonly notices: Readonly<Record<SurveyNotice, string>>;
}

const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    title: 'Wie zufrieden sind Sie?',
    about: 'Ihre Anfrage Nummer',
    comment: 'Möchten Sie etwas dazu schreiben?',
    hint: 'Freiwillig. Nur unser Team liest es.',
    send: 'Absenden',
    over: 'Diese Umfrage ist beendet. Vielen Dank für Ihr Interesse.',
    notices: {
      noted: 'Danke, Ihre Antwort ist notiert. Sie können sie hier ändern oder etwas dazu schreiben.',
      confirm: 'Bitte bestätigen Sie Ihre Antwort mit „Absenden“.',
      counted: 'Vielen Dank! Ihre Antwort ist gespeichert. Sie können sie ändern, solange der Link gilt.',
      choose: 'Bitte wählen Sie eine Antwort.',
      'too-long': `Das ist zu lang; bitte kürzen Sie auf ${MAX_COMMENT_CHARACTERS} Zeichen.`,
      'too-many': 'Diese Antwort wurde zu oft geändert; es gilt die letzte.',
    },
  },
  en: {
    title: 'How satisfied are you?',
    about: 'Your request number',
    comment: 'Would you like to write a few words?',
    hint: 'Optional. Only our team reads it.',
    send: 'Send',
    over: 'This survey has ended. Thank you for your interest.',
    notices: {
      noted: 'Thank you, your answer is noted. You can change it here, or write a few words.',
      confirm: 'Please confirm your answer with "Send".',
      counted: 'Thank you! Your answer is saved. You can change it while the link works.',
      choose: 'Please choose an answer.',
      'too-long': `That is too long; please shorten it to ${MAX_COMMENT_CHARACTERS} characters.`,
      'too-many': 'This answer was changed too often; the last one stands.',
    },
  },
};

const FAULTS: ReadonlySet<SurveyNotice> = new Set(['choose', 'too-long', 'too-many']);

/** The question with its answers, of which one may be chosen already. */
export function surveyPage({ language, ticketId, answer, comment = '', notice }: SurveyPage): string {
  const words = WORDS[language];
  const choices = ANSWERS.toReversed().map(
    (one) =>
      `<label class="choice"><input type="radio" name="answer" value="${one}"${one === answer ? ' checked' : ''}> ${escapeHtml(ANSWER_WORDS[language][one])}</label>`,
  );
  const role = notice && FAULTS.has(notice) ? 'class="notice" role="alert"' : 'role="status"';
  const body = [
    `<h1>${escapeHtml(words.title)}</h1>`,
    `<p>${escapeHtml(words.about)} ${escapeHtml(ticketId)}</p>`,
    notice ? `<p ${role}><strong>${escapeHtml(words.notices[notice])}</strong></p>` : '',
    '<form method="post" enctype="multipart/form-data">',
    `<fieldset><legend class="trap">${escapeHtml(words.title)}</legend>`,
    ...choices,
    '</fieldset>',
    `<label for="comment">${escapeHtml(words.comment)}</label>`,
    `<p class="hint" id="comment-hint">${escapeHtml(words.hint)}</p>`,
    `<textarea id="comment" name="comment" aria-describedby="comment-hint">\n${escapeHtml(comment)}</textarea>`,
    `<button type="submit">${escapeHtml(words.send)}</button>`,
    '</form>',
  ];
  return pageOfHtml(language, words.title, body.filter((part) => part !== '').join('\n'));
}

/** That the links no longer work. */
export function surveyOverPage(language: Language): string {
  const { title, over } = WORDS[language];
  return pageOfHtml(language, title, `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(over)}</p>`);
}
