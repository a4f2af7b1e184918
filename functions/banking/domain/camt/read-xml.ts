import { SaxesParser } from 'saxes';
import { refuse } from '../../errors.ts';

/** An element with what is in it; namespaces prefixes are dropped. */
export interface XmlNode {
  readonly name: string;
  readonly line: number;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlNode[];
}

/** What lies between two events of the parser may be no longer: one text or tag that is larger is no statement. */
const MAX_TOKEN_CHARACTERS = 1_048_576;
const MAX_DEPTH = 40;

export interface XmlHandlers {
  /** The root element has opened. */
  readonly onRoot: (node: XmlNode, namespace: string) => void;
  /** An element has closed. Returning `drop` forgets it, so that what has been taken over does not fill the memory. */
  readonly onClose: (node: XmlNode, depth: number) => 'keep' | 'drop';
}

function refuseXml(line: number, detail: string): never {
  throw refuse('banking.unreadable-statement', `Line ${line}: ${detail}`, { extra: { line } });
}

type Decoder = InstanceType<typeof TextDecoder>;

/** The encoding that a declaration may name; others are refused, not guessed. */
function decoderFor(start: Uint8Array): Decoder {
  const head = Buffer.from(start.subarray(0, 200)).toString('latin1');
  const named =
    /<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  const encoding = { 'utf-8': 'utf-8', 'utf8': 'utf-8', 'us-ascii': 'utf-8', 'iso-8859-1': 'iso-8859-1', 'windows-1252': 'windows-1252' }[named]; // biome-ignore format: a table
  if (encoding === undefined) refuseXml(1, `the encoding ${named} is not taken; send UTF-8.`);
  return new TextDecoder(encoding, { fatal: true });
}

/**
 * Reads XML as it arrives and hands out elements when they close. No document type, no entities but the five of XML, no text
 * without end: what bombs are made of is refused with its line. Refuses with `banking.unreadable-statement`.
 */
export async function readXml(bytes: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser({ xmlns: true });
  const stack: XmlNode[] = [];
  let lastEvent = 0;
  let seenRoot = false;
  parser.on('error', (error) => refuseXml(parser.line, `the XML is not well-formed (${error.message}).`));
  parser.on('doctype', () => refuseXml(parser.line, 'a document type (DOCTYPE) is not allowed.'));
  parser.on('opentag', ({ local, attributes, uri }) => {
    lastEvent = parser.position;
    if (stack.length >= MAX_DEPTH) refuseXml(parser.line, 'elements are nested too deep.');
    const values = Object.entries(attributes).map(([name, { value }]) => [name, value] as const);
    const node: XmlNode = {
      name: local,
      line: parser.line,
      attributes: Object.fromEntries(values),
      text: '',
      children: [],
    };
    if (!seenRoot) handlers.onRoot(node, uri);
    seenRoot = true;
    stack.push(node);
  });
  parser.on('text', (text) => {
    lastEvent = parser.position;
    const top = stack.at(-1);
    if (top) top.text += text;
  });
  parser.on('cdata', (text) => {
    lastEvent = parser.position;
    const top = stack.at(-1);
    if (top) top.text += text;
  });
  parser.on('closetag', () => {
    lastEvent = parser.position;
    const node = stack.pop();
    if (node && handlers.onClose(node, stack.length) === 'keep') stack.at(-1)?.children.push(node);
  });
  await feed(bytes, (text) => {
    parser.write(text);
    if (parser.position - lastEvent > MAX_TOKEN_CHARACTERS) {
      refuseXml(parser.line, `a text or tag has more than ${MAX_TOKEN_CHARACTERS} characters.`);
    }
  });
  parser.close();
}

async function feed(bytes: AsyncIterable<Uint8Array>, write: (text: string) => void): Promise<void> {
  let decoder: Decoder | undefined;
  const decode = (chunk: Uint8Array | undefined): string => {
    try {
      return decoder?.decode(chunk, { stream: chunk !== undefined }) ?? '';
    } catch {
      return refuseEncoding();
    }
  };
  for await (const chunk of bytes) {
    decoder ??= decoderFor(chunk);
    write(decode(chunk));
  }
  write(decode(undefined));
}

function refuseEncoding(): never {
  throw refuse('banking.unreadable-statement', 'The file has bytes that are not text in its encoding.');
}

/** The first element below `node` along a path: `child(entry, 'NtryDtls', 'Btch')`. */
export function child(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => at?.children.find((one) => one.name === name), node);
}

export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((one) => one.name === name) ?? [];
}

/** The text at a path without spaces around it, or undefined where there is none. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  const text = child(node, ...path)?.text.trim();
  return text === '' ? undefined : text;
}
