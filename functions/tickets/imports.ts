import type { FileStore } from '../../shared/files/file-store.ts';
import {
  type ImportDefinition,
  type ImportResult,
  type ImportUnit,
  importDefinition,
  type ReadableFile,
} from '../../shared/imports/definition.ts';
import { mail } from './contract.ts';
import { mailIdOf } from './domain/mail/mail-key.ts';
import { type ReadMail, readArrived, readWhole } from './mail/keep-mail.ts';
import type { MailRow } from './table/mails.ts';
import { mailPlace } from './usecases/mail-situation.ts';
import type { TakeInMailDeps } from './usecases/settle-mail.ts';
import { takeInMail } from './usecases/take-in-mail.ts';

interface MailUnit extends ImportUnit {
  readonly read: ReadMail;
}

interface MailFile extends ReadableFile<MailUnit> {
  readonly read: ReadMail;
}

/** Tells what became of a mail: `GET .../imports/{importId}`. */
function resultOf(
  { outcome, ticketId, article, mailId, because }: MailRow,
  isDuplicate: boolean,
): ImportResult {
  return {
    outcome: isDuplicate ? 'duplicate' : outcome,
    mailId,
    ...(ticketId === undefined ? {} : { ticketId }),
    ...(article === undefined ? {} : { article: String(article) }),
    ...(because === undefined ? {} : { reason: because }),
  };
}

/** How a mail that was uploaded comes in. It is one unit, decided in one transaction. */
export function mailImport(
  deps: TakeInMailDeps & { readonly files: Pick<FileStore, 'write'> },
): ImportDefinition {
  return importDefinition<MailUnit>({
    kind: mail,
    knowsDuplicates: true,
    batchUnits: 1,
    open: async (bytes, { companyId }): Promise<MailFile> => {
      const read = await readArrived(deps.files, companyId, await readWhole(bytes));
      async function* one() {
        yield { firstRow: 1, lastRow: 1, source: [], read };
      }
      return { headings: [], delimiter: ';', items: one(), read };
    },
    commit: async (units, { companyId, importId, now }, moveCursor) => {
      for (const { read } of units) {
        const arrival = { companyId, source: importId, raw: read.raw, keep: read.keep, now };
        await takeInMail(deps, arrival, read.arrived, () =>
          moveCursor({ from: 0, to: 1, done: 1, refused: [] }),
        );
      }
    },
    complete: async ({ companyId, importId }, file) => {
      const { mail: parsed } = (file as MailFile).read.arrived;
      const { mailbox } = await mailPlace(deps, companyId, parsed);
      const row = await deps.reader.loadMail(companyId, mailIdOf(mailbox?.address ?? '', parsed));
      return row ? { findings: [], result: resultOf(row, row.source !== importId) } : undefined;
    },
  });
}
