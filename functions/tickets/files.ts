import type { PutFile } from '../../shared/files/put-by-link.ts';
import { sha256Hex } from '../../shared/kernel/keyed-hash.ts';
import { harmlessName } from './domain/file-name.ts';
import type { StoredFile } from './table/tickets.ts';

/** Where the files of tickets lie: by their hash, so that the same one is kept once. */
export function ticketFileKey(companyId: string, sha256: string): string {
  return `tickets/files/${companyId}/${sha256}`;
}

/** Where mails lie as they came. */
export function rawMailKey(companyId: string, sha256: string): string {
  return `tickets/mails/${companyId}/${sha256}.eml`;
}

export interface Attachment {
  readonly fileName: string;
  readonly mediaType: string;
  /** Base64. */
  readonly content: string;
}

/** Keeps what came with a request. May run again: the same content lies in the same place. */
export async function keepAttachments(
  put: PutFile,
  companyId: string,
  attachments: readonly Attachment[],
  now: Date,
): Promise<StoredFile[]> {
  const kept: StoredFile[] = [];
  for (const { fileName, mediaType, content } of attachments) {
    const bytes = Buffer.from(content, 'base64');
    const sha256 = sha256Hex(bytes);
    await put(ticketFileKey(companyId, sha256), bytes, now);
    kept.push({
      fileName: harmlessName(fileName),
      mediaType,
      sizeBytes: bytes.length,
      sha256,
      inline: false,
    });
  }
  return kept;
}
