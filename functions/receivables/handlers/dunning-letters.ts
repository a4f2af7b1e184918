import type { FileStore } from '../../../shared/files/file-store.ts';
import type { LinkMaker } from '../../../shared/files/presign.ts';
import { type Binding, on } from '../../../shared/http/binding.ts';
import { ok } from '../../../shared/http/replies.ts';
import type { PdfFonts } from '../../../shared/pdf/write-pdf.ts';
import type { Table } from '../../../shared/table/table.ts';
import { refuseDunning } from '../domain/dunning/dunning-errors.ts';
import { unpackJson } from '../domain/dunning/packed-json.ts';
import { writeLetterPdf } from '../letters/write-letter-pdf.ts';
import * as routes from '../routes/dunning.ts';
import { dunningStore } from '../store/dunning.ts';
import type { DunningRunRow } from '../table/dunning.ts';
import type { StoredLetter } from '../usecases/propose-dunning-run.ts';
import { runOf } from './dunning.ts';
import { viewLetter } from './view-dunning.ts';

export interface LetterDeps {
  readonly table: Table;
  readonly files: Pick<FileStore, 'write'>;
  readonly links: LinkMaker;
  readonly fonts: PdfFonts;
}

/**
 * The route of one letter. Its PDF is made when it is asked for: the same bytes each time, so whoever asks first or again
 * finds the same file.
 */
export function dunningLetterBindings({ table, files, links, fonts }: LetterDeps): readonly Binding[] {
  const store = dunningStore(table);

  async function downloadOf(run: DunningRunRow, number: number, { letter }: StoredLetter, now: Date) {
    if (run.state !== 'approved' || run.decidedAt === undefined) return undefined;
    const key = `letters/${run.company}/${run.runId}/${number}.pdf`;
    const pdf = await writeLetterPdf(letter, fonts, new Date(run.decidedAt));
    await files.write(key, [pdf], 'application/pdf');
    return links.toDownload(key, `${letter.subject} ${run.asOf} ${number}.pdf`, now);
  }

  return [
    on(routes.getLetter, async ({ params: { companyId, runId, number }, now }) => {
      const run = await runOf(store, companyId, runId);
      const row = await store.loadLetter(companyId, runId, number);
      if (!row) throw refuseDunning('receivables.unknown-letter', `The run has no letter ${number}.`);
      const stored = unpackJson<StoredLetter>(row.content);
      const { language, recipient, date, subject, opening, rows, sums, total, closing } = stored.letter;
      const text = {
        language, recipient: [...recipient], date, subject, opening, rows: rows.map((cells) => [...cells]), sums: [...sums], total, closing,
      }; // biome-ignore format: a record
      const download = row.standing ? await downloadOf(run, number, stored, now) : undefined;
      return ok({ ...viewLetter(row, run.currency), text, ...(download ? { download } : {}) });
    }),
  ];
}
