import { Parser } from 'htmlparser2';

/** HTML of a mail with more than this is shown as text only; the raw mail has it whole. */
const MOST_HTML_CHARACTERS = 500_000;
const MOST_STORED_BYTES = 60_000;
const DEEPEST = 50;
const MOST_ROUNDS = 5;

/** Tags that stay, with the attributes that do. Everything else goes: its words stay, unless they are no words for people. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  img: ['src', 'alt', 'width', 'height'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
  ...Object.fromEntries(
    (
      'abbr address b blockquote br caption cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i ins kbd li ol p pre q s ' +
      'samp small span strike strong sub sup table tbody tfoot thead tr tt u ul var'
    )
      .split(' ')
      .map((tag) => [tag, []]),
  ),
};
const EMPTY = new Set(['br', 'hr', 'img', 'col']);
/** Nobody reads what stands in these. */
const SILENT = new Set([
  'script', 'style', 'head', 'title', 'template', 'iframe', 'object', 'embed', 'svg', 'math', 'select', 'textarea',
  'audio', 'video', 'canvas', 'frameset',
]); // biome-ignore format: a list of names

const LINK = /^(?:https?:\/\/|mailto:|tel:)/i;
const OWN_PICTURE = /^cid:[\w.@+%$!#-]{1,250}$/i;
const LENGTH = /^\d{1,4}%?$/;

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * HTML that is harmless wherever it is shown: no script, form, frame or style, and nothing that loads from elsewhere. Pictures stay only
 * where they came with the mail (`cid:`); links lead to web, mail and telephone, and do not tell where from. Written anew from what
 * was parsed, escaped: nothing is passed through. Undefined where it is too long to be kept.
 */
export function sanitizeMailHtml(html: string): string | undefined {
  if (html.length > MOST_HTML_CHARACTERS) return undefined;
  let clean = rewrite(html);
  // What was left out may have stood between tags that close each other: written until nothing changes.
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = clean;
    clean = rewrite(before);
    if (clean === before) return Buffer.byteLength(clean) > MOST_STORED_BYTES ? undefined : clean;
  }
  return undefined;
}

function rewrite(html: string): string {
  let clean = '';
  let silent = 0;
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag(name, attributes, isImplied) {
        if (isImplied) return;
        if (SILENT.has(name)) silent += 1;
        const allowed = Object.hasOwn(ALLOWED, name) ? ALLOWED[name] : undefined;
        if (silent > 0 || !allowed || open.length >= DEEPEST) return;
        const kept = allowed.flatMap((attribute) => keepAttribute(attribute, attributes[attribute]));
        if (name === 'img' && !kept.some((attribute) => attribute.startsWith('src='))) return;
        if (name === 'a') kept.push('rel="noopener noreferrer nofollow"');
        clean += `<${[name, ...kept].join(' ')}>`;
        if (!EMPTY.has(name)) open.push(name);
      },
      ontext(text) {
        if (silent === 0) clean += escapeHtml(text);
      },
      onclosetag(name) {
        if (SILENT.has(name)) silent = Math.max(0, silent - 1);
        if (silent > 0) return;
        const at = open.lastIndexOf(name);
        if (at < 0) return;
        for (const tag of open.splice(at).toReversed()) clean += `</${tag}>`;
      },
    },
    { decodeEntities: true },
  );
  parser.write(html);
  parser.end();
  clean += open
    .toReversed()
    .map((tag) => `</${tag}>`)
    .join('');
  return clean.trim();
}

function keepAttribute(name: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  const plain = value.trim();
  // Browsers leave out tabs and line ends in addresses: with them, nothing is what it seems.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const isOneLine = !/[\u0000-\u0020\u007f]/.test(plain);
  const isHarmless =
    name === 'href'
      ? LINK.test(plain) && isOneLine
      : name === 'src'
        ? OWN_PICTURE.test(plain)
        : name === 'alt' || LENGTH.test(plain);
  return isHarmless ? [`${name}="${escapeHtml(plain)}"`] : [];
}
