import { canonicalJson } from '../../../../shared/kernel/canonical-json.ts';
import { sha256Hex } from '../../../../shared/kernel/keyed-hash.ts';
import type { ParsedMail } from './parsed-mail.ts';

/**
 * Id of a mail in a mailbox: the same mail again has the same. Message-ID alone is not enough: two mailboxes get one mail, and programs that
 * do not know better give several mails one id. What mail servers write on the way is not part of it.
 */
export function mailIdOf(mailbox: string, mail: ParsedMail): string {
  const { messageId, from, subject, date, text, html, files } = mail;
  const content = {
    from: from?.email ?? null,
    subject,
    date: date ?? null,
    text,
    html: html ?? null,
    files: files.map(({ fileName, content }) => [fileName, sha256Hex(content)]),
  };
  return `mal_${sha256Hex(canonicalJson({ mailbox, messageId: messageId ?? null, content })).slice(0, 40)}`;
}
