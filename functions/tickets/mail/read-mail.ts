import type { Address, Email, Header } from 'postal-mime';
import { harmlessName } from '../domain/file-name.ts';
import type { DeliveryReport, MailAddress, MailFile, ParsedMail } from '../domain/mail/parsed-mail.ts';
import { htmlToText } from './html-to-text.ts';
import { takeApart } from './mime-parser.ts';
import { readDeliveryReport } from './read-delivery-report.ts';
import { readTnef } from './read-tnef.ts';
import { decodeUtf7 } from './utf7.ts';

/** Files that are taken out of one mail; what comes after them stays in the raw mail. */
const MOST_FILES = 200;
const MOST_ADDRESSES = 100;
const MOST_IDS = 200;
const LONGEST_ADDRESS = 254;
const LONGEST_SUBJECT = 2_000;
/** More is not read as words: it stays in the raw mail. */
const LONGEST_TEXT = 1_000_000;
const LONGEST_HTML = 4_000_000;
/** The headers of an attached mail are at its beginning. */
const ATTACHED_LOOKED_AT = 200_000;

/**
 * Reads a mail as it came over the wire. Never fails for what a mail says: what cannot be read is left out, and a mail that is no mail is
 * one without a sender.
 */
export async function readMail(raw: Uint8Array): Promise<ParsedMail> {
  const email = await takeApart(raw);
  const headers = headersOf(email.headers);
  const files = email.attachments.slice(0, MOST_FILES).flatMap(unpack);
  const tnef = files.find(({ body }) => body !== undefined)?.body;
  const html = email.html ?? tnef?.html;
  const words =
    email.text ?? tnef?.text ?? (html === undefined ? '' : htmlToText(html.slice(0, LONGEST_HTML)));
  const text = words.slice(0, LONGEST_TEXT);
  const isUtf7 = /charset\s*=\s*"?utf-7/i.test(headers.get('content-type')?.[0] ?? '');
  return {
    messageId: idsIn(email.messageId)[0],
    answers: [...idsIn(email.references), ...idsIn(email.inReplyTo)].slice(-MOST_IDS),
    from: senderOf(email),
    to: flat([...(email.to ?? []), ...(email.cc ?? [])]),
    deliveredTo: deliveredTo(headers),
    subject: subjectOf(email, headers).slice(0, LONGEST_SUBJECT),
    date: dateOf(email.date),
    text: (isUtf7 ? decodeUtf7(text) : text).replaceAll('\r\n', '\n').trim(),
    html,
    files: files.map(({ file }) => file),
    headers,
    attachedFrom: await attachedFrom(email),
    report: reportOf(headers, email),
  };
}

const senderOf = ({ from, sender }: Email): MailAddress | undefined =>
  flat(from ? [from] : [])[0] ?? flat(sender ? [sender] : [])[0];

async function attachedFrom({ attachments }: Email): Promise<MailAddress | undefined> {
  const attached = attachments.find(({ mimeType }) => mimeType === 'message/rfc822');
  if (!attached) return undefined;
  return senderOf(await takeApart(bytesOf(attached.content).subarray(0, ATTACHED_LOOKED_AT)));
}

function subjectOf({ subject = '' }: Email, headers: ReadonlyMap<string, readonly string[]>): string {
  return /=\?utf-7\?/i.test(headers.get('subject')?.[0] ?? '') ? decodeUtf7(subject) : subject;
}

function headersOf(list: readonly Header[]): ReadonlyMap<string, readonly string[]> {
  const headers = new Map<string, string[]>();
  for (const { key, value } of list) headers.set(key, [...(headers.get(key) ?? []), value]);
  return headers;
}

function flat(addresses: readonly Address[]): MailAddress[] {
  return addresses
    .flatMap((one) => (one.group ? one.group : [one]))
    .flatMap(({ address, name }) => {
      const email = address?.trim().toLowerCase() ?? '';
      if (!/^[^\s@<>]+@[^\s@<>]+$/.test(email) || email.length > LONGEST_ADDRESS) return [];
      const plain = oneLine(name ?? '').slice(0, 100);
      return [plain === '' || plain.toLowerCase() === email ? { email } : { email, name: plain }];
    })
    .slice(0, MOST_ADDRESSES);
}
const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

function idsIn(value: string | undefined): string[] {
  if (!value) return [];
  const inBrackets = [...value.matchAll(/<\s*([^\s<>]{1,250})\s*>/g)].map(([, id = '']) => id);
  return inBrackets.length > 0
    ? inBrackets
    : value
        .trim()
        .split(/\s+/)
        .filter((id) => id.includes('@') && id.length <= 250);
}

function deliveredTo(headers: ReadonlyMap<string, readonly string[]>): string[] {
  const noted = ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => headers.get(name) ?? []);
  const received = (headers.get('received') ?? []).flatMap(
    (line) => /\sfor\s+<?([^\s<>;]+@[^\s<>;]+)>?/i.exec(line)?.[1] ?? [],
  );
  return [
    ...new Set(
      [...noted, ...received].map((address) => address.replaceAll(/[<>]/g, '').trim().toLowerCase()),
    ),
  ].slice(0, MOST_ADDRESSES);
}

function dateOf(date: string | undefined): string | undefined {
  const moment = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

interface Unpacked {
  readonly file: MailFile;
  readonly body?: { readonly text?: string | undefined; readonly html?: string | undefined } | undefined;
}

/** A file, and what is packed into it where it is Outlook's `winmail.dat`. The packed file itself stays, too: nothing is lost. */
function unpack(attachment: Email['attachments'][number]): Unpacked[] {
  const content = bytesOf(attachment.content);
  const contentId = attachment.contentId?.replaceAll(/[<>]/g, '');
  const file: MailFile = {
    fileName: harmlessName(attachment.filename ?? nameFor(attachment.mimeType)),
    mediaType: /^[\w.+-]+\/[\w.+-]+$/.test(attachment.mimeType)
      ? attachment.mimeType
      : 'application/octet-stream',
    content,
    ...(contentId ? { contentId: contentId.slice(0, 250) } : {}),
    inline: attachment.disposition === 'inline' || attachment.related === true,
  };
  const packed = readTnef(content);
  if (!packed) return [{ file }];
  const { files, text, html } = packed;
  return [
    { file, body: { text, html } },
    ...files.map((one) => ({ file: { ...one, fileName: harmlessName(one.fileName), inline: false } })),
  ];
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

function nameFor(mediaType: string): string {
  if (mediaType === 'message/rfc822') return 'mail.eml';
  return mediaType.startsWith('text/') ? 'part.txt' : 'file';
}

function reportOf(headers: ReadonlyMap<string, readonly string[]>, email: Email): DeliveryReport | undefined {
  const type = headers.get('content-type')?.[0]?.toLowerCase() ?? '';
  if (!type.includes('multipart/report') || !/report-type\s*=\s*"?delivery-status/.test(type))
    return undefined;
  const partOf = (...mediaTypes: string[]) => {
    const part = email.attachments.find(({ mimeType }) => mediaTypes.includes(mimeType));
    return part && Buffer.from(bytesOf(part.content)).toString('latin1');
  };
  const status = partOf('message/delivery-status', 'message/global-delivery-status') ?? email.text ?? '';
  const original =
    partOf('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers') ?? '';
  return readDeliveryReport(status, original);
}
