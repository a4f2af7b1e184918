/* Where an answer ends and the mail that it answers begins; German and English programs, Outlook's block of headers. */

const ATTRIBUTION = [
  /^(?:am|on)\s.{4,200}(?:schrieb|wrote)(?:\s.{0,120})?:\s*$/iu,
  /^.{1,200}(?:schrieb am|wrote on)\s.{4,80}:\s*$/iu,
  /^-{2,}\s*(?:original message|ursprüngliche nachricht|urspr\. nachricht)\s*-{2,}\s*$/iu,
  /^_{10,}\s*$/u,
];
const OUTLOOK_FROM = /^\*?(?:von|from)\s?:\*?\s.+/iu;
const OUTLOOK_NEXT = /^\*?(?:gesendet|sent|datum|date|an|to)\s?:\*?\s.+/iu;

/** A longer line is no line that a mail program writes above what it quotes. */
const LONGEST_ATTRIBUTION = 400;

const isQuoted = (line: string) => /^\s*>/.test(line);
const isWord = (line: string) => /\p{L}/u.test(line);

/**
 * What somebody wrote, without the mail that it answers. Where nothing would be left (an answer between the lines, or a mail that is
 * nothing but quoted), all of it stays. Looks at each line once or twice, however long the mail is.
 */
export function withoutQuoted(text: string): string {
  const lines = text.split('\n');
  // From here on, everything is quoted.
  const lastOwn = lines.findLastIndex((line) => !isQuoted(line) && line.trim() !== '');
  const cut = lines.findIndex(
    (line, at) => (at > lastOwn && isQuoted(line)) || beginsQuoted(lines, line, at),
  );
  if (cut < 0) return text;
  const answer = lines.slice(0, cut).join('\n').trimEnd();
  return answer.trim() === '' || isAnsweredBelow(lines.slice(cut + 1)) ? text : answer;
}

/** Somebody who answers below the quoted, or between its lines, is left alone. */
function isAnsweredBelow(rest: readonly string[]): boolean {
  const firstQuoted = rest.findIndex(isQuoted);
  return firstQuoted >= 0 && rest.slice(firstQuoted + 1).some((line) => isWord(line) && !isQuoted(line));
}

function beginsQuoted(lines: readonly string[], line: string, at: number): boolean {
  if (line.length > LONGEST_ATTRIBUTION) return false;
  const trimmed = line.trim();
  const next = lines.slice(at + 1, at + 4).map((one) => one.slice(0, LONGEST_ATTRIBUTION).trim());
  if (ATTRIBUTION.some((form) => form.test(trimmed))) return true;
  // Gmail breaks the line of attribution.
  if (/^(?:am|on)\s/iu.test(trimmed) && ATTRIBUTION[0]?.test(`${trimmed} ${next[0] ?? ''}`)) return true;
  return OUTLOOK_FROM.test(trimmed) && next.some((one) => OUTLOOK_NEXT.test(one));
}
