/* Where an answer ends and the mail that it answers begins; German and English programs, Outlook's block of headers. */

const ATTRIBUTION = [
  /^(?:am|on)\s.{4,200}(?:schrieb|wrote)(?:\s.{0,120})?:\s*$/iu,
  /^.{1,200}(?:schrieb am|wrote on)\s.{4,80}:\s*$/iu,
  /^-{2,}\s*(?:original message|ursprüngliche nachricht|urspr\. nachricht)\s*-{2,}\s*$/iu,
  /^_{10,}\s*$/u,
];
const OUTLOOK_FROM = /^\*?(?:von|from):\*?\s.+/iu;
const OUTLOOK_NEXT = /^\*?(?:gesendet|sent|datum|date|an|to):\*?\s.+/iu;

const isQuoted = (line: string) => /^\s*>/.test(line);

/**
 * What somebody wrote, without the mail that it answers. Where nothing would be left (an answer between the lines, or a mail that is
 * nothing but quoted), all of it stays.
 */
export function withoutQuoted(text: string): string {
  const lines = text.split('\n');
  const cut = lines.findIndex((line, at) => beginsQuoted(lines, line, at));
  if (cut < 0) return text;
  // Somebody who answers below the quoted, or between its lines, is left alone.
  const answersBelow = lines
    .slice(cut + 1)
    .some((line, at, rest) => isWord(line) && !isQuoted(line) && rest.slice(0, at).some(isQuoted));
  const answer = lines.slice(0, cut).join('\n').trimEnd();
  return answer.trim() === '' || answersBelow ? text : answer;
}

const isWord = (line: string) => /\p{L}/u.test(line);

function beginsQuoted(lines: readonly string[], line: string, at: number): boolean {
  const trimmed = line.trim();
  const next = lines.slice(at + 1, at + 4).map((one) => one.trim());
  if (ATTRIBUTION.some((form) => form.test(trimmed))) return true;
  // Gmail breaks the line of attribution.
  if (ATTRIBUTION[0]?.test(`${trimmed} ${next[0] ?? ''}`) && /^(?:am|on)\s/iu.test(trimmed)) return true;
  if (OUTLOOK_FROM.test(trimmed) && next.some((one) => OUTLOOK_NEXT.test(one))) return true;
  return isQuoted(line) && lines.slice(at).every((one) => isQuoted(one) || one.trim() === '');
}
