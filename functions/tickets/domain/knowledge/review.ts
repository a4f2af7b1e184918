import { daysBetween } from '../../../../shared/kernel/calendar-date.ts';
import type { Language } from '../forms/language.ts';

/** Days after the review date on which it is said again for the first time, and from then on. */
const FIRST_AGAIN = 7;
const AGAIN_EVERY = 30;

/**
 * How often it should have been said by a day that an article is to be looked at, from 0 on: on its day, a week later, then every 30
 * days. Undefined before its day.
 */
export function reviewStep(reviewOn: string, today: string): number | undefined {
  const days = daysBetween(reviewOn, today);
  if (days < 0) return undefined;
  return days < FIRST_AGAIN ? 0 : 1 + Math.floor((days - FIRST_AGAIN) / AGAIN_EVERY);
}

/** Whether it is to be said on a day: its step has been reached, and nothing was said for it. What was missed is said once. */
export function isReminded(
  { reviewOn, reminded }: { reviewOn?: string | undefined; reminded?: Reminded | undefined },
  today: string,
): boolean {
  if (reviewOn === undefined) return false;
  const step = reviewStep(reviewOn, today);
  return step !== undefined && (reminded?.reviewOn !== reviewOn || reminded.step < step);
}

/** For which review date it was said how often. */
export interface Reminded {
  readonly reviewOn: string;
  readonly step: number;
}

const WORDS = {
  de: {
    subject: (count: number) =>
      count === 1
        ? 'Ein Artikel der Wissensdatenbank ist zu prüfen'
        : `${count} Artikel der Wissensdatenbank sind zu prüfen`,
    intro:
      'Bitte sehen Sie nach, ob diese Artikel noch stimmen: Schreiben Sie einen neuen Text, oder bestätigen Sie den alten mit einem neuen Datum.',
    due: 'zu prüfen seit',
  },
  en: {
    subject: (count: number) =>
      count === 1
        ? 'An article of the knowledge base is due for review'
        : `${count} articles of the knowledge base are due for review`,
    intro:
      'Please look whether these articles still hold: write another text, or confirm the one that is there with another date.',
    due: 'due since',
  },
} as const;

/** The mail to somebody who keeps articles, longest due first. */
export function reviewMail(
  articles: readonly {
    readonly articleId: string;
    readonly title: string;
    readonly reviewOn?: string | undefined;
  }[],
  language: Language,
): { readonly subject: string; readonly text: string } {
  const { subject, intro, due } = WORDS[language];
  const lines = articles
    .toSorted((a, b) => ((a.reviewOn ?? '') < (b.reviewOn ?? '') ? -1 : 1))
    .map(({ articleId, title, reviewOn }) => `- ${title} (${due} ${reviewOn}, ${articleId})`);
  return { subject: subject(articles.length), text: [intro, '', ...lines, ''].join('\n') };
}
