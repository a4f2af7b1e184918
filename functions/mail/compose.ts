import * as z from 'zod';
import { FilesConfig, TableConfig } from '../../shared/config.ts';
import { connectS3 } from '../../shared/files/connect-s3.ts';
import { openFileStore } from '../../shared/files/file-store.ts';
import { composeMail } from '../../shared/mail/compose-mail.ts';
import { retryWhileContended } from '../../shared/table/failures.ts';
import type { Table } from '../../shared/table/table.ts';
import { mailReader } from './reader.ts';
import { connectSes, postBySes } from './ses.ts';
import { mailStore } from './store.ts';
import type { SendMailDeps } from './usecases/send-mail.ts';

/** What whoever sends mail needs of its environment. */
export const SenderConfig = z.object({
  ...TableConfig.shape,
  ...FilesConfig.shape,
  /** Domains that mail may be sent from, with commas; `*` is every one that SES knows; empty is none yet. */
  MAIL_DOMAINS: z.string().transform((text) => text.split(',').filter(Boolean)),
  AWS_REGION: z.string().min(1),
});

/** The parts of sending put together around one table. */
export function composeSender(table: Table, config: z.output<typeof SenderConfig>): SendMailDeps {
  const files = openFileStore(connectS3(), config.FILES_BUCKET);
  return {
    reader: mailReader(table),
    store: mailStore(table),
    compose: composeMail,
    readFile: async (key) => {
      const file = await files.open(key);
      if (file === 'missing' || file === 'changed') return undefined;
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.bytes) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    post: postBySes(connectSes(), config.MAIL_DOMAINS, config.AWS_REGION),
    clock: () => new Date(),
    retryWhileContended,
  };
}
