import type { FileStore } from '../../../shared/files/file-store.ts';
import type { LinkMaker } from '../../../shared/files/presign.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import { utcDay } from '../../../shared/kernel/calendar-date.ts';
import type { PdfFonts } from '../../../shared/pdf/write-pdf.ts';
import type { Table } from '../../../shared/table/table.ts';
import { loadSender, writeLetterPdf } from '../../receivables/letters.ts';
import { receivablesReader } from '../../receivables/reader.ts';
import { refuse } from '../errors.ts';
import { paymentsReader } from '../reader.ts';
import * as routes from '../routes/pre-notification-letters.ts';
import { loadRun } from '../usecases/change-run.ts';
import { composePreNotification } from '../usecases/compose-pre-notification.ts';

export interface PreNotificationLetterDeps {
  readonly table: Table;
  readonly files: Pick<FileStore, 'write'>;
  readonly links: LinkMaker;
  readonly fonts: PdfFonts;
}

const STANDING = new Set(['proposed', 'booked', 'accepted']);

/** The letter that tells a payer of a debit, made when it is asked for. Of one day it has the same bytes each time. */
export function preNotificationLetterBindings({
  table,
  files,
  links,
  fonts,
}: PreNotificationLetterDeps): readonly Binding[] {
  const reader = paymentsReader(table);
  const receivables = receivablesReader(table);
  return [
    on(routes.getPreNotificationLetter, async ({ params: { companyId, runId, number }, now }) => {
      const run = await loadRun(reader, companyId, runId);
      const payment = await reader.loadPayment(companyId, runId, number);
      if (!payment?.mandate || !STANDING.has(payment.state)) {
        throw refuse(
          'payments.unknown-payment',
          `The run ${runId} has no debit ${number} that its payer is to be told of.`,
        );
      }
      const [sender, partner] = await Promise.all([
        loadSender(table, companyId),
        receivables.loadPartner(companyId, payment.partnerId),
      ]);
      const date = payment.notifiedOn ?? utcDay(now);
      const letter = composePreNotification(run, payment, {
        sender,
        language: partner?.language ?? 'de',
        date,
      });
      const key = `letters/${companyId}/${runId}/${number}-${date}.pdf`;
      await files.write(
        key,
        [await writeLetterPdf(letter, fonts, new Date(run.proposedAt))],
        'application/pdf',
      );
      const { language, recipient, subject, opening, rows, closing, payment: particulars } = letter;
      const told = {
        language,
        date,
        recipient: [...recipient],
        subject,
        opening,
        rows: rows.map((row) => [...row]),
        closing,
      };
      const download = links.toDownload(key, `${subject} ${number}.pdf`, now);
      return ok({ payment: number, ...told, particulars: [...particulars], download });
    }),
  ];
}
