import type { EmbeddedFile } from '../model/values.ts';
import { attributeOf, type XmlNode } from '../xml/xml-node.ts';
import { present } from './present.ts';
import { type Reading, report } from './reading.ts';

/** Base64 of RFC 4648, its white space taken out. One character class at a time: a pattern of groups overflows on megabytes. */
function isBase64(text: string): boolean {
  const body = text.replace(/={1,2}$/, '');
  return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(body);
}

/** The file that is embedded in an element (BT-125). Content that is no base64 is `INV-EMBEDDED` and no file. */
export function embeddedFile(
  reading: Reading,
  node: XmlNode | undefined,
  path: string,
): EmbeddedFile | undefined {
  if (!node) return undefined;
  reading.taken.add(node);
  const written = node.text.replace(/\s+/g, '');
  if (!isBase64(written)) {
    const place = { terms: ['BT-125'], path, line: node.line };
    const text = 'The embedded file is no base64.';
    report(reading, { rule: 'INV-EMBEDDED', severity: 'error', text, ...place });
    return undefined;
  }
  return present({
    mimeType: attributeOf(node, 'mimeCode'),
    fileName: attributeOf(node, 'filename'),
    content: new Uint8Array(Buffer.from(written, 'base64')),
  });
}
