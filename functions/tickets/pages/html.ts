import { createHash } from 'node:crypto';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:0 auto;padding:1.5rem 1rem;color:#1b1f24;background:#fff}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.2rem}
label{display:block;font-weight:600;margin-top:1.1rem}
input,select,textarea,button{font:inherit;box-sizing:border-box;width:100%;padding:.5rem;border:1px solid #6b7280;border-radius:.3rem;background:inherit;color:inherit}
textarea{min-height:10rem;resize:vertical}
input[type=file]{border:0;padding-left:0}
button{margin-top:1.5rem;width:auto;padding:.6rem 1.6rem;background:#0b57a4;border-color:#0b57a4;color:#fff;cursor:pointer}
:focus-visible{outline:3px solid #f2a900;outline-offset:1px}
.hint{margin:.1rem 0 .3rem;font-size:.9rem;color:#4b5563}
.fault{margin:.2rem 0;color:#b00020;font-weight:600}
.notice{border-left:.3rem solid #b00020;padding:.3rem 1rem;margin:1rem 0}
[aria-invalid=true]{border-color:#b00020}
.trap{position:absolute;left:-100rem}.trap.seen{position:static}
pre{overflow-x:auto;padding:.7rem;background:#f1f3f5;color:#1b1f24}blockquote{border-left:.25rem solid #6b7280;margin-left:0;padding-left:1rem}
table{border-collapse:collapse}
fieldset{border:0;padding:0;margin:0}input[type=radio]{width:auto}.choice{font-weight:400;margin-top:.6rem}
@media(prefers-color-scheme:dark){body{background:#16191d;color:#e6e8eb}.hint{color:#aab1ba}.fault{color:#ff8a8a}a{color:#8cc2ff}}`;

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** No script, no picture, nothing from elsewhere; a form goes back to where it came from, and nobody frames it. */
export const PAGE_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
} as const;

export const HTML_TYPE = 'text/html; charset=utf-8';

/** A whole page; `body` is HTML, the title is text. */
export function pageOfHtml(language: string, title: string, body: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Words of several lines as paragraphs. */
export function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}
