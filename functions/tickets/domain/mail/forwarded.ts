import type { MailAddress, ParsedMail } from './parsed-mail.ts';
import { isPassedOn } from './subject.ts';

/* Whom a mail that an agent passes on was from: Outlook, Thunderbird, Apple Mail and Gmail, German and English. */

const FROM_LINE = /^[>\t *]*(?:from|von|de|da|van|från|fra)[\t ]*:[\t *]*(\S.{0,300})$/imu;
const BEGINNING =
  /^[>\t ]*(?:-{2,}\s*(?:original message|ursprüngliche nachricht|urspr\. nachricht|forwarded message|weitergeleitete nachricht)\s*-{2,}|begin forwarded message:|anfang der weitergeleiteten (?:nachricht|e-mail):|_{10,})\s*$/imu;
const ADDRESS =
  /(?:"?([^"<>\r\n]{0,200}?)"?\s*)?[<[(](?:mailto:)?\s*([^\s<>[\]()]{1,250}@[^\s<>[\]()]{1,250})\s*[>\])]/u;
const BARE = /(?:mailto:)?([^\s<>[\]():;,"]{1,250}@[^\s<>[\]():;,"]{1,250})/u;
/** The block of headers stands near the beginning of what is passed on. */
const LOOKED_AT = 20_000;

/** Who wrote the mail that was passed on; undefined where none was, or it does not say. */
export function forwardedFrom({
  subject,
  text,
  attachedFrom,
}: Pick<ParsedMail, 'subject' | 'text' | 'attachedFrom'>): MailAddress | undefined {
  if (attachedFrom) return attachedFrom;
  const start = text.slice(0, LOOKED_AT);
  const begins = BEGINNING.exec(start);
  if (!begins && !isPassedOn(subject)) return undefined;
  const block = begins ? start.slice(begins.index + begins[0].length) : start;
  const [, found = ''] = FROM_LINE.exec(block) ?? [];
  // Outlook writes the address a second time, as a link.
  const unlinked = found.replaceAll(/<mailto:[^<>]*>/gi, '');
  const line = unlinked.includes('@') ? unlinked : found;
  const [, name, address] = ADDRESS.exec(line) ?? [];
  const email = (address ?? BARE.exec(line)?.[1])?.toLowerCase();
  if (!email) return undefined;
  const plain = name?.replaceAll(/[*'"]/g, '').trim();
  return plain ? { email, name: plain.slice(0, 100) } : { email };
}
