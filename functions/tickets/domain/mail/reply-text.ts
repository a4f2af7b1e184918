import { withoutQuoted } from './quoted.ts';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of what was asked so much is repeated below an answer; the rest stands in the ticket. */
const QUOTED_LINES = 60;
const QUOTED_CHARACTERS = 6_000;

/** What an answer is to. */
export interface Asked {
  /** Name or address of who asked. */
  readonly who: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly text: string;
}

/** Fills `{{name}}` in a template that somebody keeps; a name that is not known stays as it is. What is put in is not read again. */
export function fillIn(template: string, values: Readonly<Record<string, string | undefined>>): string {
  return template.replace(/\{\{\s*([a-z]+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  );
}

/** `Re: Printer [#1042-…]`: the tag finds the ticket where a mail program drops the other headers. */
export function replySubject(title: string, tag: string): string {
  return `Re: ${title} ${tag}`;
}

function dayOf(at: string, language: Language): string {
  const [year = '', month = '', day = ''] = at.slice(0, 10).split('-');
  return language === 'de' ? `${day}.${month}.${year}` : `${year}-${month}-${day}`;
}

/** What was asked, as mail programs quote it, without what was quoted in it. */
export function quoteOf({ who, at, text }: Asked, language: Language): string {
  const lines = withoutQuoted(text).slice(0, QUOTED_CHARACTERS).trimEnd().split('\n');
  const kept = lines.length > QUOTED_LINES ? [...lines.slice(0, QUOTED_LINES), '[...]'] : lines;
  const quoted = kept.map((line) => (line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`));
  const head =
    language === 'de'
      ? `Am ${dayOf(at, language)} schrieb ${who}:`
      : `On ${dayOf(at, language)}, ${who} wrote:`;
  return [head, ...quoted].join('\n');
}

/** The words of a mail: answer, signature, what it is an answer to. */
export function replyText(
  text: string,
  signature: string | undefined,
  asked: Asked | undefined,
  language: Language,
): string {
  const parts = [text.trimEnd()];
  if (signature?.trim()) parts.push(`-- \n${signature.trim()}`);
  if (asked && asked.text.trim() !== '') parts.push(quoteOf(asked, language));
  return `${parts.join('\n\n')}\n`;
}
