import { Temporal } from 'temporal-polyfill';
import { fillIn, type Language } from '../mail/reply-text.ts';

/** What a rule names where a requester is told nothing. */
export const SILENT = '-';

/** Words that a company keeps for some of its requests. */
export interface KeptAcknowledgement {
  readonly text: string;
  /** Of the mail; without, that of the company. */
  readonly language?: Language | undefined;
}

/** How a company confirms that a request has arrived. */
export interface Acknowledging<C extends string = string> {
  readonly language: Language;
  /** Ways on which a request comes that is confirmed. */
  readonly acknowledge: readonly C[];
  /** Instead of the standard words. */
  readonly acknowledgement?: string | undefined;
  /** By the names that rules use. */
  readonly acknowledgements?: Readonly<Record<string, KeptAcknowledgement>> | undefined;
}

const STANDARD: Readonly<Record<Language, string>> = {
  de: `Guten Tag,

Ihre Anfrage „{{title}}“ ist bei uns angekommen. Sie hat die Nummer {{ticket}}.

Wir melden uns, sobald jemand sie bearbeitet hat. Wenn Sie etwas ergänzen möchten, antworten Sie einfach auf diese Mail.`,
  en: `Hello,

your request "{{title}}" has reached us. Its number is {{ticket}}.

We will write again as soon as somebody has worked on it. If you want to add something, just answer this mail.`,
};

/**
 * The words by which a requester is told at once that a request has arrived; undefined where nothing is said. What a rule has named counts
 * whatever way the request came; where that is not kept any more, it is as if no rule had named anything.
 * @param named by a rule, when the ticket opened
 */
export function acknowledgementFor<C extends string>(
  { language, acknowledge, acknowledgement, acknowledgements = {} }: Acknowledging<C>,
  channel: C,
  named: string | undefined,
): { readonly text: string; readonly language: Language } | undefined {
  if (named === SILENT) return undefined;
  const kept =
    named !== undefined && Object.hasOwn(acknowledgements, named) ? acknowledgements[named] : undefined;
  if (kept) return { text: kept.text, language: kept.language ?? language };
  return acknowledge.includes(channel)
    ? { text: acknowledgement ?? STANDARD[language], language }
    : undefined;
}

/** Names that rules use and by which nothing is kept, each with the place of the rule. */
export function namesNobodyKeeps(
  rules: readonly { readonly set: { readonly acknowledgement?: string | undefined } }[],
  kept: Readonly<Record<string, unknown>>,
): { readonly at: number; readonly name: string }[] {
  return rules.flatMap(({ set: { acknowledgement: name } }, at) =>
    name === undefined || name === SILENT || Object.hasOwn(kept, name) ? [] : [{ at, name }],
  );
}

/** What may stand in an acknowledgement. */
export interface AcknowledgedTicket {
  readonly ticket: string;
  readonly title: string;
  readonly requester: string;
  /** Until when the first answer is promised, in words; undefined where nothing is. */
  readonly due: string | undefined;
}

const DUE = /\{\{\s*due\s*\}\}/;

/** Whether the words say until when somebody answers. */
export function saysDue(text: string): boolean {
  return DUE.test(text);
}

/** `27.11.2026, 10:00 Uhr`, by the clock of the time zone. */
export function localMoment(at: string, timeZone: string, language: Language): string {
  const moment = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  const [date, time] = [moment.toPlainDate().toString(), moment.toPlainTime().toString().slice(0, 5)];
  const [year, month, day] = date.split('-');
  return language === 'de' ? `${day}.${month}.${year}, ${time} Uhr` : `${date} ${time} (${timeZone})`;
}

/**
 * Fills in the words. A line that says until when somebody answers is left out where nothing is promised.
 * @param ticket `due`: until when the first answer is promised, as people read it
 */
export function acknowledge(text: string, { due, ...values }: AcknowledgedTicket): string {
  const lines = due === undefined ? text.split('\n').filter((line) => !saysDue(line)) : [text];
  return fillIn(lines.join('\n'), { ...values, agent: '', due });
}
