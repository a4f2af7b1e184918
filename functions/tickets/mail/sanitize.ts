import sanitizeHtml from 'sanitize-html';

/** HTML of a mail with more than this is shown as text only; the raw mail has it whole. */
const MOST_HTML_CHARACTERS = 500_000;
const MOST_STORED_BYTES = 60_000;

/**
 * HTML that is harmless wherever it is shown: no script, no form, no frame, no style, and nothing that loads from elsewhere. Pictures stay
 * only where they came with the mail (`cid:`); links lead to web, mail and telephone, without telling where from.
 * Undefined where it is too long to be kept.
 */
export function sanitizeMailHtml(html: string): string | undefined {
  if (html.length > MOST_HTML_CHARACTERS) return undefined;
  const clean = sanitizeHtml(html, {
    allowedTags: [
      'a', 'abbr', 'address', 'b', 'blockquote', 'br', 'caption', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'div', 'dl', 'dt', 'em',
      'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'i', 'img', 'ins', 'kbd', 'li', 'ol', 'p', 'pre', 'q', 's', 'samp', 'small', 'span', 'strike',
      'strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'tt', 'u', 'ul', 'var',
    ], // biome-ignore format: a list of names
    allowedAttributes: { a: ['href', 'rel'], img: ['src', 'alt', 'width', 'height'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan'] },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid'] },
    allowProtocolRelative: false,
    nestingLimit: 50,
    transformTags: { a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, rel: 'noopener noreferrer nofollow' } }) },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src?.startsWith('cid:'),
  });
  return Buffer.byteLength(clean) > MOST_STORED_BYTES ? undefined : clean;
}
