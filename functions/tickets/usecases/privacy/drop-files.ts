import { rawMailKey, ticketFileKey } from '../../files.ts';
import type { PrivacyReader } from '../../reader/privacy.ts';
import type { PrivacyStore } from '../../store/privacy.ts';
import type { MailRow } from '../../table/mails.ts';
import type { TicketFileUseRow } from '../../table/privacy.ts';
import type { TicketArticleRow } from '../../table/tickets.ts';

export interface DropFilesDeps {
  readonly reader: Pick<PrivacyReader, 'usesOfFile'>;
  readonly privacy: PrivacyStore;
  /** Deletes an object; one that is gone is no matter. */
  readonly removeFile: (key: string) => Promise<void>;
}

type Named = Pick<TicketArticleRow, 'companyId' | 'ticketId' | 'article' | 'files'>;

/** Deletes what only this article names; what others name stays. Run again, it goes on: the object goes before the note that names it. */
export async function dropFiles(deps: DropFilesDeps, article: Named): Promise<void> {
  const { companyId, files } = article;
  for (const sha256 of new Set(files.map((file) => file.sha256)))
    await dropFile(deps, article, ticketFileKey(companyId, sha256));
}

/** Deletes a mail as it came, and where it came in; gives whether nothing else names it. */
export async function dropRawMail(deps: DropFilesDeps, article: Named, mail: MailRow): Promise<boolean> {
  const isGone = await dropFile(deps, article, rawMailKey(article.companyId, mail.raw.sha256));
  if (isGone) await removeArrival(deps, mail);
  return isGone;
}

async function dropFile(
  { reader, privacy, removeFile }: DropFilesDeps,
  { companyId, ticketId, article }: Named,
  file: string,
): Promise<boolean> {
  const uses = await reader.usesOfFile(companyId, file);
  const isOwn = (use: TicketFileUseRow) => use.ticketId === ticketId && use.article === article;
  const isLast = uses.every(isOwn);
  if (isLast) await removeFile(file);
  // Of several the own one may be beyond those that were read.
  if (uses.length > 1 || uses.some(isOwn))
    await privacy.write(privacy.eraseFileUse({ companyId, file, ticketId, article }));
  return isLast;
}

/** Deletes a mail that belongs to no ticket, with its files, as far as no article names them. */
export async function dropMailFiles(deps: DropFilesDeps, mail: MailRow): Promise<void> {
  const { companyId, raw, files = [] } = mail;
  const keys = [
    rawMailKey(companyId, raw.sha256),
    ...files.map((sha256) => ticketFileKey(companyId, sha256)),
  ];
  for (const key of keys)
    if ((await deps.reader.usesOfFile(companyId, key)).length === 0) await deps.removeFile(key);
  await removeArrival(deps, mail);
}

/** The upload, or what the mail server stored: it would go by itself, but later. */
async function removeArrival({ removeFile }: DropFilesDeps, { companyId, source }: MailRow): Promise<void> {
  const [id = ''] = source.split(' ');
  await removeFile(id.startsWith('imp_') ? `uploads/mail/${companyId}/${id}` : `inbound/${id}`);
}
