import { SaxesParser } from 'saxes';
import type { Place, XmlHandler } from '../kernel/xml-handler.ts';
import { decodeXml } from './decode-xml.ts';
import { refuse } from './errors.ts';

/** Deeper files than this are not read: no format of ours comes near. */
export const MAX_DEPTH = 64;
/** Characters without the end of a tag after which a file is given up: memory stays bounded. */
export const MAX_SILENT_CHARACTERS = 1_048_576;
/** More text than this in one element is refused. */
export const MAX_TEXT_CHARACTERS = 100_000;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML as it arrives and tells the handler, piece by piece; yields after each piece, so that whoever reads can take
 * away what the handler has gathered. Strict: what is not well-formed is refused. No document type is accepted, so there
 * are no entities but the five of XML itself, and nothing that could expand (decision 70).
 * @throws transfers.xml-malformed, xml-doctype, xml-encoding, xml-limits; what the handler throws
 */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
): AsyncGenerator<void, void, undefined> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const here = (): Place => ({ line: parser.line, column: parser.column + 1 });
  const place = () => `Line ${parser.line}, column ${parser.column + 1}`;
  let depth = 0;
  let silent = 0;
  let textLength = 0;
  const names: string[] = [];
  parser.on('error', (error) => {
    const why = error.message.replace(/^\S*?\d+:\d+:\s*/, '');
    throw refuse('transfers.xml-malformed', `${place()}: ${why.slice(0, 200)}`);
  });
  parser.on('doctype', () => {
    throw refuse('transfers.xml-doctype', `${place()}: a document type (DOCTYPE) is not accepted.`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH)
      throw refuse('transfers.xml-limits', `${place()}: elements are nested deeper than ${MAX_DEPTH}.`);
    silent = 0;
    textLength = 0;
    const local = localName(name);
    names.push(local);
    handler.open(local, attributes as Record<string, string>, here());
  });
  const onText = (piece: string) => {
    if (names.length === 0) return; // spaces around the root
    textLength += piece.length;
    if (textLength > MAX_TEXT_CHARACTERS) {
      const detail = `${place()}: ${names.at(-1)} holds more than ${MAX_TEXT_CHARACTERS} characters.`;
      throw refuse('transfers.xml-limits', detail);
    }
    handler.text(piece);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    depth -= 1;
    silent = 0;
    textLength = 0;
    handler.close(names.pop() ?? '', here());
  });
  for await (const piece of decodeXml(bytes, () => parser.line)) {
    silent += piece.length;
    parser.write(piece);
    if (silent > MAX_SILENT_CHARACTERS) {
      const detail = `${place()}: no tag ends within ${MAX_SILENT_CHARACTERS} characters.`;
      throw refuse('transfers.xml-limits', detail);
    }
    yield;
  }
  parser.close();
}
