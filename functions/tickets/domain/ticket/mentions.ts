/** An article that names more people is a list, and calls nobody. */
export const MAX_MENTIONED = 20;

/**
 * `@` after the beginning of a line, a space (with quotation marks or emphasis between), an opening bracket or a comma; then a letter
 * or digit, and letters, digits and `._:@-` as far as they go. So `anna@example.org` has none.
 */
const MENTION =
  /(?<=^|\s|(?:^|\s)["'*_]{1,3}|[([{<„“‚‘»«,;])@([\p{L}\p{N}][\p{L}\p{M}\p{N}._:@-]{0,150})(?![\p{L}\p{M}\p{N}._:@-])/gmu;
/** What stands behind a name: `@anna.` calls `anna`. */
const BEHIND = /[._:@-]+$/u;

const FENCE = /^ {0,3}(?:```|~~~)/;
const QUOTED = /^\s*>/;
const CODE_OR_ADDRESS = /`[^`\n]*`|\bhttps?:\/\/\S+/gu;

/**
 * Names that an article calls by `@anna`, in order and each once: not in code, addresses or what it quotes, and none where there are too
 * many. Whether there is somebody of that name is for who asks; case counts, as in ids.
 */
export function mentionedIn(text: string): string[] {
  const own = linesSaid(text).join('\n').normalize('NFC').replace(CODE_OR_ADDRESS, '`');
  const names = [...own.matchAll(MENTION)].map(([, name = '']) => name.replace(BEHIND, ''));
  const all = [...new Set(names)];
  return all.length > MAX_MENTIONED ? [] : all;
}

/** Lines that are neither quoted nor in a block of code; one that is not closed goes to the end. */
function linesSaid(text: string): string[] {
  let isCode = false;
  return text.split('\n').filter((line) => {
    const isFence = FENCE.test(line);
    if (isFence) isCode = !isCode;
    return !isFence && !isCode && !QUOTED.test(line);
  });
}
