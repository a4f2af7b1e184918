import { escapeHtml } from './html.ts';

/** What may stand in a link; anything else stays text. */
const SAFE_LINK = /^(?:https?:\/\/|mailto:)[^\s"'<>]+$/i;

/**
 * A subset of Markdown as HTML: headings, paragraphs, lists, quotes, code, bold, italics, links. All else is text: no HTML passes, and
 * nothing is loaded. Everything is escaped first, so that only the tags written here come out.
 */
export function markdownToHtml(source: string): string {
  const parts = source.replaceAll(/\r\n?/g, '\n').split(/^```[^\n]*$/m);
  // What stands between fences is at every second place.
  return parts
    .map((part, index) =>
      index % 2 === 1 ? `<pre><code>${escapeHtml(part.replace(/^\n/, ''))}</code></pre>` : blocksOf(part),
    )
    .filter((html) => html !== '')
    .join('\n');
}

function blocksOf(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(blockOf)
    .join('\n');
}

function blockOf(block: string): string {
  const lines = block.split('\n').map((line) => line.trim());
  const [, marks = '', heading] = /^(#{1,4})\s+(.*)$/.exec(lines[0] ?? '') ?? [];
  if (heading !== undefined) {
    const level = Math.min(marks.length + 1, 5);
    const rest = lines.slice(1).join('\n').trim();
    return `<h${level}>${inline(heading)}</h${level}>${rest === '' ? '' : `\n${blockOf(rest)}`}`;
  }
  if (lines.every((line) => /^[-*]\s+/.test(line))) return list('ul', lines, /^[-*]\s+/);
  if (lines.every((line) => /^\d{1,3}[.)]\s+/.test(line))) return list('ol', lines, /^\d{1,3}[.)]\s+/);
  if (lines.every((line) => line.startsWith('>')))
    return `<blockquote><p>${lines.map((line) => inline(line.replace(/^>\s?/, ''))).join('<br>')}</p></blockquote>`;
  return `<p>${lines.map(inline).join('<br>')}</p>`;
}

function list(tag: 'ul' | 'ol', lines: readonly string[], mark: RegExp): string {
  return `<${tag}>${lines.map((line) => `<li>${inline(line.replace(mark, ''))}</li>`).join('')}</${tag}>`;
}

/** Code first and by itself: nothing in it is marked up. */
function inline(line: string): string {
  return line
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : linked(part)))
    .join('');
}

function linked(text: string): string {
  return text
    .split(/(\[[^[\]]{1,300}\]\([^()\s]{1,500}\))/)
    .map((part) => {
      const [, label = '', target = ''] = /^\[([^[\]]{1,300})\]\(([^()\s]{1,500})\)$/.exec(part) ?? [];
      if (!SAFE_LINK.test(target)) return marked(part);
      return `<a href="${escapeHtml(target)}" rel="noopener noreferrer">${marked(label)}</a>`;
    })
    .join('');
}

function marked(text: string): string {
  return escapeHtml(text)
    .replaceAll(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replaceAll(/\*([^*]+)\*/g, '<em>$1</em>');
}
