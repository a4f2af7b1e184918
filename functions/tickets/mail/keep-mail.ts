import type { FileStore } from '../../../shared/files/file-store.ts';
import { invariant } from '../../../shared/kernel/errors.ts';
import { sha256Hex } from '../../../shared/kernel/keyed-hash.ts';
import { MAX_MAIL_BYTES } from '../contract.ts';
import type { ParsedMail } from '../domain/mail/parsed-mail.ts';
import { rawMailKey, ticketFileKey } from '../files.ts';
import type { MailRow } from '../table/mails.ts';
import type { StoredFile } from '../table/tickets.ts';
import type { ArrivedMail } from '../usecases/settle-mail.ts';
import { readMail } from './read-mail.ts';
import { sanitizeMailHtml } from './sanitize.ts';

/** A mail that was read, and is kept when it is asked for: what is known already is not kept again, least of all what was erased. */
export interface ReadMail {
  readonly raw: MailRow['raw'];
  readonly arrived: ArrivedMail;
  /** Keeps what is too large for the table. May run again: the same content lies in the same place. */
  readonly keep: () => Promise<void>;
}

/** Reads a mail, to be kept as it came, with its files. */
export async function readArrived(
  files: Pick<FileStore, 'write'>,
  companyId: string,
  content: Uint8Array,
): Promise<ReadMail> {
  const sha256 = sha256Hex(content);
  const key = rawMailKey(companyId, sha256);
  const mail = await readMail(content);
  const html = mail.html === undefined ? undefined : sanitizeMailHtml(mail.html);
  const found = mail.files.slice(0, MOST_KEPT_FILES);
  return {
    raw: { key, sizeBytes: content.length, sha256 },
    arrived: { mail, files: found.map(storedFile), html },
    keep: async () => {
      await files.write(key, [content], 'message/rfc822');
      for (const file of found) {
        const place = ticketFileKey(companyId, sha256Hex(file.content));
        // Never shown where it lies: a browser saves it, whatever it says of itself.
        await files.write(place, [file.content], 'application/octet-stream');
      }
    },
  };
}

/** The article says at most so many; the raw mail has all. */
const MOST_KEPT_FILES = 100;

function storedFile({ content, ...file }: ParsedMail['files'][number]): StoredFile {
  return { ...file, sha256: sha256Hex(content), sizeBytes: content.length };
}

/** A mail that is kept, read again; undefined where it is gone. */
export async function readAgain(
  files: FileStore,
  { companyId, raw }: MailRow,
): Promise<ArrivedMail | undefined> {
  const file = await files.open(raw.key);
  if (file === 'missing' || file === 'changed') return undefined;
  const read = await readArrived(files, companyId, await readWhole(file.bytes, MAX_INBOUND_BYTES));
  await read.keep();
  return read.arrived;
}

/** Where SES puts what it receives: 40 MB, and headers of its own. */
const INBOUND_PREFIX = 'inbound/';
const MAX_INBOUND_BYTES = MAX_MAIL_BYTES + 1_048_576;

/** A mail that SES has stored under its id; undefined where there is none. */
export async function openInbound(
  files: Pick<FileStore, 'open'>,
  deliveryId: string,
): Promise<Uint8Array | undefined> {
  const file = await files.open(`${INBOUND_PREFIX}${deliveryId}`);
  return file === 'missing' || file === 'changed' ? undefined : readWhole(file.bytes, MAX_INBOUND_BYTES);
}

/** @throws Error when there are more bytes than a mail may have: whoever calls has looked before */
export async function readWhole(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes = MAX_MAIL_BYTES,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    length += chunk.length;
    invariant(length <= maxBytes, 'the size of a mail was looked at before');
  }
  return Buffer.concat(chunks);
}
