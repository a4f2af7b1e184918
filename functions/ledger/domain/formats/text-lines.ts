/** Longer lines are cut off: `lines` hands out at most one character more, so that `length` tells. */
export const MAX_LINE_CHARACTERS = 65_536;

export interface LineSplitter {
  /** The lines completed by this piece of text, without their ends. */
  push(text: string): string[];
  /** What stood after the last line end, if anything. */
  end(): string[];
}

/**
 * Cuts text into lines as it arrives. The first line end decides for the file: CR alone (old Macintosh), or LF
 * with or without CR. In the second case a CR elsewhere stays in the line, where readers refuse it.
 * Memory is bounded by one chunk and one line.
 */
export function lineSplitter(): LineSplitter {
  let lineEnd: '\n' | '\r' | undefined;
  let rest = '';

  function keep(text: string): void {
    if (rest.length <= MAX_LINE_CHARACTERS + 1) rest += text;
    if (rest.length > MAX_LINE_CHARACTERS + 2) rest = rest.slice(0, MAX_LINE_CHARACTERS + 2);
  }

  function finish(text: string): string {
    keep(text);
    const line = rest.endsWith('\r') ? rest.slice(0, -1) : rest;
    rest = '';
    return line;
  }

  /** Whether the file's line end is known after this piece; a CR at the very end leaves it open. */
  function findLineEnd(text: string): boolean {
    if (rest.endsWith('\r')) {
      lineEnd = text.startsWith('\n') ? '\n' : '\r';
      return true;
    }
    const at = text.search(/[\r\n]/);
    if (at < 0 || (text[at] === '\r' && at === text.length - 1)) return false;
    lineEnd = text[at] === '\n' || text[at + 1] === '\n' ? '\n' : '\r';
    return true;
  }

  function push(text: string): string[] {
    if (text === '') return [];
    const lines: string[] = [];
    if (lineEnd === undefined) {
      if (!findLineEnd(text)) {
        keep(text);
        return lines;
      }
      if (lineEnd === '\r' && rest.endsWith('\r')) lines.push(finish(''));
    }
    const separator = lineEnd ?? '\n';
    let start = 0;
    for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
      lines.push(finish(text.slice(start, at)));
      start = at + 1;
    }
    keep(text.slice(start));
    return lines;
  }

  return { push, end: () => (rest === '' ? [] : [finish('')]) };
}
