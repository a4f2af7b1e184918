/** What a chart is drawn on: a light sheet of its own, so that it reads alike on dark and light pages. */
export interface Drawing {
  readonly title: string;
  /** What a reader who does not see it must know. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

const NOT_XML = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for elements and attributes; characters that XML 1.0 does not have (§2.2) are replaced. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_XML, '\uFFFD')
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element; its content is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${escapeXml(typeof value === 'number' ? rounded(value) : String(value))}"`,
    )
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export const INK = '#1b1f24';
export const FAINT_INK = '#57606a';
const PAPER = '#ffffff';
const EDGE = '#d0d7de';
const FONT = 'system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif';

/** A line of text. `shorten` cuts what would run into its neighbours, and says so with an ellipsis. */
export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return element('text', { x, y, fill: INK, 'font-size': 13, ...attributes }, escapeXml(content));
}

export function shorten(content: string, length: number): string {
  const letters = [...content];
  return letters.length <= length ? content : `${letters.slice(0, length - 1).join('')}…`;
}

/**
 * The document (SVG 1.1 / 2): no script, no style sheet, nothing from elsewhere. `role="img"` with title and description
 * (SVG-AAM, WAI-ARIA Graphics Module) makes it one picture to a screen reader.
 */
export function svgDocument({ title, description, width, height, body }: Drawing): string {
  const frame = { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 6, fill: PAPER, stroke: EDGE };
  const content = [
    element('title', { id: 'title' }, escapeXml(title)),
    element('desc', { id: 'description' }, escapeXml(description)),
    element('rect', frame),
    text(24, 34, title, { 'font-size': 17, 'font-weight': 600 }),
    body,
  ].join('\n');
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      'aria-labelledby': 'title description',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': FONT,
    },
    `\n${content}\n`,
  )}\n`;
}
