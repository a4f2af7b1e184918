import { Parser } from 'htmlparser2';

const LINES = new Set([
  'p',
  'div',
  'br',
  'tr',
  'li',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'pre',
  'table',
  'hr',
  'ul',
  'ol',
]);
const UNSEEN = new Set(['script', 'style', 'head', 'title', 'template', 'iframe', 'object', 'svg']);

/** What a person reads of HTML: words, a line for each block, `>` before what is quoted. Goes over it once, however long it is. */
export function htmlToText(html: string): string {
  const pieces: string[] = [];
  let last = '\n';
  let unseen = 0;
  let quoted = 0;
  let preformatted = 0;
  const add = (piece: string) => {
    pieces.push(piece);
    last = piece.at(-1) ?? last;
  };
  const breakLine = () => {
    if (last !== '\n') add('\n');
  };
  const parser = new Parser(
    {
      onopentag(name) {
        if (UNSEEN.has(name)) unseen += 1;
        if (name === 'br' && unseen === 0) add('\n');
        else if (LINES.has(name)) breakLine();
        if (name === 'blockquote') quoted += 1;
        if (name === 'pre') preformatted += 1;
        if (name === 'li' && unseen === 0) add('- ');
        if (name === 'td' && unseen === 0 && last !== '\n' && last !== ' ') add(' ');
      },
      ontext(words) {
        if (unseen > 0) return;
        const plain = preformatted > 0 ? words : words.replaceAll(/[\s\u00a0]+/g, ' ');
        const atStart = last === '\n';
        const piece = atStart && preformatted === 0 ? plain.trimStart() : plain;
        if (piece === '') return;
        add(atStart && quoted > 0 ? `${'> '.repeat(Math.min(quoted, 5))}${piece}` : piece);
      },
      onclosetag(name) {
        if (UNSEEN.has(name)) unseen = Math.max(0, unseen - 1);
        if (name !== 'br' && LINES.has(name)) breakLine();
        if (name === 'p' && pieces.length > 0) add('\n');
        if (name === 'blockquote') quoted = Math.max(0, quoted - 1);
        if (name === 'pre') preformatted = Math.max(0, preformatted - 1);
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  return tidy(pieces.join(''));
}

/** Without spaces at the ends of lines, with one empty line at most. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
