import { SaxesParser } from 'saxes';
import { refuse } from '../../errors.ts';

/** An element below the root; prefixes of namespaces are dropped. */
export interface XmlElement {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
}

export interface XmlRoot {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** One entry with its names and addresses; no text or tag between two of them is longer. */
const MAX_TOKEN_CHARACTERS = 262_144;
const MAX_DEPTH = 12;
const MAX_ELEMENTS_OF_ENTRY = 20_000;

function refuseXml(line: number, detail: string): never {
  throw refuse('screening.unreadable-list', `Line ${line}: ${detail}`, { extra: { line } });
}

/**
 * Reads XML as it arrives: first the root, then each of its children whole; texts are left out, because sanctions lists keep
 * everything in attributes. No document type, no entities but the five of XML, no element or text without end: what bombs are made of
 * is refused with its line. A file that ends too early is refused at its end.
 * @throws screening.unreadable-list
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<XmlRoot | XmlElement, void, undefined> {
  const parser = new SaxesParser({ xmlns: true });
  const stack: XmlElement[] = [];
  const ready: (XmlRoot | XmlElement)[] = [];
  let lastEvent = 0;
  let elements = 0;
  let isOpen = false;
  parser.on('error', ({ message }) => refuseXml(parser.line, `the XML is not well-formed (${message}).`));
  parser.on('doctype', () => refuseXml(parser.line, 'a document type (DOCTYPE) is not allowed.'));
  for (const event of ['text', 'cdata', 'comment'] as const) {
    parser.on(event, () => {
      lastEvent = parser.position;
    });
  }
  parser.on('opentag', ({ local, uri, attributes: given }) => {
    lastEvent = parser.position;
    elements += 1;
    if (stack.length >= MAX_DEPTH) refuseXml(parser.line, 'elements are nested too deep.');
    if (elements > MAX_ELEMENTS_OF_ENTRY) refuseXml(parser.line, 'one entry has too many elements.');
    const values = Object.entries(given).map(([name, { value }]) => [name, value] as const);
    const attributes: Readonly<Record<string, string>> = Object.fromEntries(values);
    if (isOpen) stack.push({ name: local, line: parser.line, attributes, children: [] });
    else ready.push({ namespace: uri, name: local, attributes });
    isOpen = true;
  });
  parser.on('closetag', () => {
    lastEvent = parser.position;
    const element = stack.pop();
    if (!element) return;
    const parent = stack.at(-1);
    if (parent) {
      parent.children.push(element);
      return;
    }
    ready.push(element);
    elements = 0;
  });
  for await (const text of decodeUtf8(bytes)) {
    parser.write(text);
    if (parser.position - lastEvent > MAX_TOKEN_CHARACTERS)
      refuseXml(parser.line, `a text or tag has more than ${MAX_TOKEN_CHARACTERS} characters.`);
    yield* ready.splice(0);
  }
  parser.close();
  yield* ready;
}

async function* decodeUtf8(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (chunk?: Uint8Array): string => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw refuse('screening.unreadable-list', 'The file has bytes that are not UTF-8.');
    }
  };
  for await (const chunk of bytes) yield decode(chunk);
  yield decode();
}
