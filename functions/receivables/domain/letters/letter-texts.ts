/** What a company may say in its own words, level by level and in each language. */
export interface LevelText {
  readonly subject: string;
  readonly opening: string;
  readonly closing: string;
}

export type Language = 'de' | 'en';

/** What a company says at one level; usual words where it says nothing. */
export interface OwnTexts {
  readonly de?: LevelText | undefined;
  readonly en?: LevelText | undefined;
}

/** What may stand in a text in braces, and is filled in. */
export const PLACEHOLDERS = ['partner', 'company', 'level', 'total', 'payBy', 'date'] as const;
type Placeholder = (typeof PLACEHOLDERS)[number];

const NAMED = /\{([^{}]*)\}/g;

/** Names in braces that nothing fills in. */
export function unknownPlaceholders(text: string): readonly string[] {
  const known = new Set<string>(PLACEHOLDERS);
  return [...text.matchAll(NAMED)].map(([, name = '']) => name).filter((name) => !known.has(name));
}

/** One pass: what is filled in is not looked at again. */
export function fillText(text: string, values: Readonly<Record<Placeholder, string>>): string {
  return text.replaceAll(NAMED, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as Placeholder] : whole,
  );
}

type Tone = 'first' | 'further' | 'last';

const USUAL: Readonly<Record<Language, Readonly<Record<Tone, LevelText>>>> = {
  de: {
    first: {
      subject: 'Zahlungserinnerung',
      opening:
        'vermutlich haben Sie es übersehen: Für die folgenden Posten konnten wir bis heute keinen Zahlungseingang feststellen.',
      closing: 'Bitte überweisen Sie den Betrag von {total} bis zum {payBy}.',
    },
    further: {
      subject: '{level}. Mahnung',
      opening: 'trotz unserer Erinnerung sind die folgenden Posten noch offen.',
      closing: 'Wir fordern Sie auf, den Betrag von {total} bis zum {payBy} zu zahlen.',
    },
    last: {
      subject: 'Letzte Mahnung',
      opening: 'auch auf unsere bisherigen Schreiben hin haben Sie die folgenden Posten nicht bezahlt.',
      closing:
        'Wir fordern Sie letztmalig auf, den Betrag von {total} bis zum {payBy} zu zahlen. Danach behalten wir uns vor, ohne weitere Ankündigung gerichtliche Schritte einzuleiten.',
    },
  },
  en: {
    first: {
      subject: 'Payment reminder',
      opening: 'This may have escaped your notice: we have not yet received payment for the following items.',
      closing: 'Please transfer the amount of {total} by {payBy}.',
    },
    further: {
      subject: 'Reminder no. {level}',
      opening: 'In spite of our reminder the following items are still open.',
      closing: 'We ask you to pay the amount of {total} by {payBy}.',
    },
    last: {
      subject: 'Final reminder',
      opening: 'You have not paid the following items in spite of our previous letters.',
      closing:
        'This is our final request to pay the amount of {total} by {payBy}. After that day we reserve the right to take legal action without further notice.',
    },
  },
};

/** The text of a level where the company has none of its own: the last of several is sharper. */
export function usualText(language: Language, level: number, levels: number): LevelText {
  const tone = level === 1 ? 'first' : level === levels ? 'last' : 'further';
  return USUAL[language][tone];
}
