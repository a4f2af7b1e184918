import { invariant } from '../../../../shared/kernel/errors.ts';

/** An element to be written, with its prefix. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly content: string | readonly Element[];
}

type Content = string | undefined | readonly (Element | undefined | readonly Element[])[];

/** An element, or none where nothing is in it: empty elements are forbidden in XRechnung (PEPPOL-EN16931-R008). */
export function element(
  name: string,
  content: Content,
  attributes: Element['attributes'] = {},
): Element | undefined {
  if (content === undefined || content.length === 0) return undefined;
  if (typeof content === 'string') return { name, attributes, content };
  const children = content.flat().filter((one): one is Element => one !== undefined);
  return children.length === 0 ? undefined : { name, attributes, content: children };
}

/** One element for each value of a list. */
export function elements<T>(
  list: readonly T[],
  make: (one: T, index: number) => Element | undefined,
): Element[] {
  return list.map(make).filter((one) => one !== undefined);
}

/** Control characters that no XML 1.0 document can hold, escaped or not (XML 1.0, production 2). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/;

function escapeText(text: string): string {
  invariant(!UNWRITABLE.test(text) && text.isWellFormed(), 'a text has characters that XML cannot hold');
  return text.replace(/[&<>\r]/g, (found) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[found] ?? '&#13;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replace(/["\t\n]/g, (found) => `&#${found.charCodeAt(0)};`);
}

function write({ name, attributes, content }: Element, indent: string): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(value ?? '')}"`)
    .join('');
  if (typeof content === 'string') return `${indent}<${name}${written}>${escapeText(content)}</${name}>\n`;
  const inner = content.map((one) => write(one, `${indent}  `)).join('');
  return `${indent}<${name}${written}>\n${inner}${indent}</${name}>\n`;
}

/** A document in UTF-8 with its namespaces on the root. Texts must hold what XML can (a bug of the caller otherwise). */
export function writeXml(root: Element, namespaces: Readonly<Record<string, string>>): string {
  const declared = Object.fromEntries(
    Object.entries(namespaces).map(([prefix, uri]) => [`xmlns:${prefix}`, uri]),
  );
  const whole = { ...root, attributes: { ...declared, ...root.attributes } };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(whole, '')}`;
}
