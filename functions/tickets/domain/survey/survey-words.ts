import type { Language } from '../mail/reply-text.ts';
import { ANSWERS, type Answer } from './survey.ts';

/** What the answers are called, in mail and page. */
export const ANSWER_WORDS: Readonly<Record<Language, Readonly<Record<Answer, string>>>> = {
  de: {
    5: 'Sehr zufrieden',
    4: 'Zufrieden',
    3: 'Teils, teils',
    2: 'Unzufrieden',
    1: 'Sehr unzufrieden',
  },
  en: {
    5: 'Very satisfied',
    4: 'Satisfied',
    3: 'Neither nor',
    2: 'Dissatisfied',
    1: 'Very dissatisfied',
  },
};

export interface SurveyMail {
  readonly title: string;
  readonly ticketId: string;
  /** Of a survey, without a `/` at the end: `https://help.example.com/surveys/<token>`. */
  readonly link: string;
  /** Last day on which the links work. */
  readonly until: string;
}

const SUBJECTS: Readonly<Record<Language, string>> = {
  de: 'Wie zufrieden sind Sie?',
  en: 'How satisfied are you?',
};

export function surveySubject(title: string, tag: string, language: Language): string {
  return `${SUBJECTS[language]} ${title} ${tag}`;
}

/** The best first, as people look for it. */
const SHOWN = ANSWERS.toReversed();

/** The words of the mail. The first link chooses nothing: programs that try one link only try this one. */
export function surveyText({ title, ticketId, link, until }: SurveyMail, language: Language): string {
  const answers = SHOWN.flatMap((answer) => [ANSWER_WORDS[language][answer], `${link}/${answer}`, '']);
  const lines =
    language === 'de'
      ? [
          'Guten Tag,',
          '',
          `Ihre Anfrage „${title}“ (Nummer ${ticketId}) haben wir abgeschlossen. Wie zufrieden sind Sie damit?`,
          '',
          'Wenn Sie etwas dazu schreiben möchten:',
          `${link}/choose`,
          '',
          'Sonst genügt ein Klick:',
          '',
          ...answers,
          `Die Links gelten bis ${until.split('-').toReversed().join('.')}. Ist noch etwas offen? Antworten Sie einfach auf diese Mail.`,
        ]
      : [
          'Hello,',
          '',
          `we have completed your request "${title}" (number ${ticketId}). How satisfied are you with it?`,
          '',
          'If you would like to write a few words:',
          `${link}/choose`,
          '',
          'Otherwise one click is enough:',
          '',
          ...answers,
          `The links work until ${until}. Is anything left to do? Just answer this mail.`,
        ];
  return `${lines.join('\n')}\n`;
}
