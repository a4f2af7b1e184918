import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { decodeXml } from './decode-text.ts';
import { XmlRefusal } from './refusal.ts';
import type { XmlNode } from './xml-node.ts';

/** The whole file, with what is embedded in it. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** A text or tag that is longer is no part of an invoice; embedded files have a bound of their own. */
export const MAX_TEXT_CHARACTERS = 262_144;
/** Base64 of one embedded file: 12 MiB of bytes. */
export const MAX_EMBEDDED_CHARACTERS = 16 * 1024 * 1024;
export const MAX_DEPTH = 32;
/** An invoice of 5,000 lines with everything in it has some 250,000. */
export const MAX_ELEMENTS = 300_000;
const SLICE_CHARACTERS = 65_536;

export interface XmlVocabulary {
  /** The usual prefix of each namespace. */
  readonly prefixes: Readonly<Record<string, string>>;
  /** Elements that hold an embedded file. */
  readonly embedded: ReadonlySet<string>;
}

const NO_ATTRIBUTES: XmlNode['attributes'] = new Map();

/** Those without a namespace; most elements have none at all. */
function plainAttributes(attributes: Readonly<Record<string, SaxesAttributeNS>>): XmlNode['attributes'] {
  const plain = Object.values(attributes).filter(({ prefix }) => prefix === '');
  return plain.length === 0 ? NO_ATTRIBUTES : new Map(plain.map(({ local, value }) => [local, value]));
}

function assertBounded(parser: SaxesParser, stack: readonly XmlNode[], elements: number): void {
  const { line, column } = parser;
  if (stack.length >= MAX_DEPTH)
    throw new XmlRefusal(`Elements are nested deeper than ${MAX_DEPTH}.`, line, column);
  if (elements > MAX_ELEMENTS)
    throw new XmlRefusal(`The file has more than ${MAX_ELEMENTS} elements.`, line, column);
}

/**
 * Reads an XML file as a tree. No document type, no entities but the five of XML, no text without end: what bombs are made of is refused
 * with its place. Throws `XmlRefusal`.
 */
export function readXml(bytes: Uint8Array, { prefixes, embedded }: XmlVocabulary): XmlNode {
  if (bytes.length > MAX_FILE_BYTES) throw new XmlRefusal(`The file has more than ${MAX_FILE_BYTES} bytes.`);
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stack: XmlNode[] = [];
  let root: XmlNode | undefined;
  let elements = 0;
  let lastEvent = 0;
  const refuse = (reason: string) => {
    throw new XmlRefusal(reason, parser.line, parser.column);
  };
  const seen = () => {
    lastEvent = parser.position;
  };
  const addText = (text: string) => {
    seen();
    const top = stack.at(-1);
    if (!top) return;
    if (text.length + top.text.length > limitOf(top)) refuse(`The text of ${top.name} is too long.`);
    top.text += text;
  };
  const limitOf = (node: XmlNode | undefined) =>
    node && embedded.has(node.name) ? MAX_EMBEDDED_CHARACTERS : MAX_TEXT_CHARACTERS;
  parser.on('error', (error) => refuse(`The XML is not well-formed (${error.message.slice(0, 200)}).`));
  parser.on('doctype', () => refuse('A document type (DOCTYPE) is not allowed.'));
  parser.on('comment', seen);
  parser.on('processinginstruction', seen);
  parser.on('opentag', ({ local, uri, attributes }) => {
    seen();
    elements += 1;
    assertBounded(parser, stack, elements);
    const node: XmlNode = {
      name: `${Object.hasOwn(prefixes, uri) ? prefixes[uri] : '?'}:${local}`,
      line: parser.line,
      column: parser.column,
      attributes: plainAttributes(attributes),
      text: '',
      children: [],
    };
    root ??= node;
    stack.at(-1)?.children.push(node);
    stack.push(node);
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    seen();
    stack.pop();
  });
  const text = decodeXml(bytes);
  for (let at = 0; at < text.length; at += SLICE_CHARACTERS) {
    parser.write(text.slice(at, at + SLICE_CHARACTERS));
    if (parser.position - lastEvent > limitOf(stack.at(-1)) + SLICE_CHARACTERS) {
      refuse('A text or tag is too long.');
    }
  }
  parser.close();
  return root ?? refuse('The file is empty.');
}
