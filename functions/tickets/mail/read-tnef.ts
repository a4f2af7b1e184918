import type { MailFile } from '../domain/mail/parsed-mail.ts';

/* Outlook's winmail.dat: Transport Neutral Encapsulation Format, [MS-OXTNEF]; attributes 2.1.3, properties [MS-OXCDATA] 2.11. */

const SIGNATURE = 0x223e9f78;
const ATTACHMENT_BEGINS = 0x00069002; // attAttachRenddata
const ATTACHMENT_TITLE = 0x00018010; // attAttachTitle, code page of the sender
const ATTACHMENT_DATA = 0x0006800f; // attAttachData
const ATTACHMENT_PROPERTIES = 0x00069005; // attAttachment
const BODY = 0x0002800c; // attBody
const MESSAGE_PROPERTIES = 0x00069003; // attMsgProps

const LONG_FILE_NAME = 0x3707; // PidTagAttachLongFilename
const MIME_TAG = 0x370e; // PidTagAttachMimeTag
const TEXT_BODY = 0x1000; // PidTagBody
const HTML_BODY = 0x1013; // PidTagHtml

const MOST_ATTRIBUTES = 10_000;
const MOST_PROPERTIES = 5_000;

export interface Tnef {
  readonly files: readonly Omit<MailFile, 'inline'>[];
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

/** What is packed into a `winmail.dat`; undefined where it is none. What is cut off or damaged is left out. */
export function readTnef(content: Uint8Array): Tnef | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return undefined;
  const files: { fileName: string; mediaType: string; content: Uint8Array }[] = [];
  const body: { text?: string | undefined; html?: string | undefined } = {};
  for (const { id, data } of attributesOf(bytes)) {
    const current = files.at(-1);
    if (id === ATTACHMENT_BEGINS)
      files.push({ fileName: 'file', mediaType: 'application/octet-stream', content: new Uint8Array() });
    else if (id === ATTACHMENT_TITLE && current) current.fileName = stringOf(data);
    else if (id === ATTACHMENT_DATA && current) current.content = data;
    else if (id === BODY) body.text ??= stringOf(data);
    else if (id === ATTACHMENT_PROPERTIES && current) {
      const properties = propertiesOf(data);
      current.fileName = properties.get(LONG_FILE_NAME)?.text ?? current.fileName;
      current.mediaType = properties.get(MIME_TAG)?.text ?? current.mediaType;
    } else if (id === MESSAGE_PROPERTIES) {
      const properties = propertiesOf(data);
      body.text = properties.get(TEXT_BODY)?.text ?? body.text;
      const html = properties.get(HTML_BODY);
      if (html) body.html = html.text ?? html.bytes.toString('utf8');
    }
  }
  return { files: files.filter((file) => file.content.length > 0), ...body };
}

function* attributesOf(bytes: Buffer): Generator<{ id: number; data: Buffer }> {
  let at = 6;
  for (let count = 0; count < MOST_ATTRIBUTES && at + 9 <= bytes.length; count += 1) {
    const id = bytes.readUInt32LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const start = at + 9;
    if (start + length > bytes.length) return;
    yield { id, data: bytes.subarray(start, start + length) };
    at = start + length + 2; // the checksum
  }
}

const stringOf = (data: Buffer) => data.toString('latin1').replace(/\0[\s\S]*$/, '');

interface Property {
  readonly bytes: Buffer;
  /** Where the property is text. */
  readonly text?: string | undefined;
}

const FIXED: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const STRING_8 = 0x1e;
const UNICODE = 0x1f;
const VARIABLE = new Set([STRING_8, UNICODE, 0x102, 0x0d]);

/** Properties by their ids, the first value of each; reading ends where a type is not known. */
function propertiesOf(data: Buffer): Map<number, Property> {
  const found = new Map<number, Property>();
  try {
    let at = 4;
    const count = Math.min(data.readUInt32LE(0), MOST_PROPERTIES);
    for (let index = 0; index < count; index += 1) {
      const type = data.readUInt16LE(at) & 0x0fff;
      const isMany = (data.readUInt16LE(at) & 0x1000) !== 0;
      const id = data.readUInt16LE(at + 2);
      at += 4;
      if (id >= 0x8000) at = afterName(data, at);
      const hasCount = isMany || VARIABLE.has(type);
      const values = hasCount ? Math.min(data.readUInt32LE(at), MOST_PROPERTIES) : 1;
      if (hasCount) at += 4;
      for (let value = 0; value < values; value += 1) {
        const fixed = FIXED[type];
        const length = fixed ?? (VARIABLE.has(type) ? data.readUInt32LE(at) : undefined);
        if (length === undefined) return found;
        if (fixed === undefined) at += 4;
        const bytes = data.subarray(at, at + length);
        if (bytes.length < length) return found;
        if (value === 0) found.set(id, { bytes, text: textOf(type, bytes) });
        at += Math.ceil(length / 4) * 4;
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

/** Named properties say a GUID, and a number or a name, before their value. */
function afterName(data: Buffer, at: number): number {
  const kind = data.readUInt32LE(at + 16);
  if (kind === 0) return at + 24;
  return at + 24 + Math.ceil(data.readUInt32LE(at + 20) / 4) * 4;
}

function textOf(type: number, bytes: Buffer): string | undefined {
  if (type === UNICODE) return bytes.toString('utf16le').replace(/\0[\s\S]*$/, '');
  return type === STRING_8 ? stringOf(bytes) : undefined;
}
