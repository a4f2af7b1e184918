/** An element with what it holds: a text, or elements; nothing at all makes no element. */
export interface Element {
  readonly name: string;
  readonly content: string | readonly Element[];
  readonly attributes?: Readonly<Record<string, string>>;
}

type Child = Element | undefined | readonly Element[];

/** An element of elements; undefined children are left out, as is an element without any. */
export function node(name: string, ...children: readonly Child[]): Element | undefined {
  const content = children.flatMap((child) => child ?? []);
  return content.length === 0 ? undefined : { name, content };
}

/** An element with a text; undefined or empty makes none. */
export function leaf(
  name: string,
  text: string | undefined,
  attributes?: Readonly<Record<string, string>>,
): Element | undefined {
  if (text === undefined || text === '') return undefined;
  return { name, content: text, ...(attributes ? { attributes } : {}) };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeText(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** The document as text: UTF-8 declared, two spaces a level, the same bytes for the same content. */
export function writeXml(root: Element): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>'];
  writeElement(root, '', lines);
  return `${lines.join('\n')}\n`;
}

function writeElement({ name, content, attributes = {} }: Element, indent: string, lines: string[]): void {
  const start = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escapeText(value)}"`)];
  if (typeof content === 'string') {
    lines.push(`${indent}<${start.join(' ')}>${escapeText(content)}</${name}>`);
    return;
  }
  lines.push(`${indent}<${start.join(' ')}>`);
  for (const child of content) writeElement(child, `${indent}  `, lines);
  lines.push(`${indent}</${name}>`);
}
