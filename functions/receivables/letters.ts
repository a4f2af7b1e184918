import type { Table } from '../../shared/table/table.ts';
import type { DunningSettings } from './domain/dunning/dunning-settings.ts';
import { unpackJson } from './domain/dunning/packed-json.ts';
import type { Sender } from './domain/letters/letter.ts';
import { dunningStore } from './store/dunning.ts';

/*
 * What other modules need to write letters as receivables does: what one is, how it is set, and who the company is on it. A file
 * of its own, because setting letters takes pdfkit, which no other function should carry.
 */
export { addressLines } from './domain/letters/compose-letter.ts';
export type { Letter, Sender } from './domain/letters/letter.ts';
export { formatAmount, formatDay } from './domain/letters/letter-format.ts';
export { writeLetterPdf } from './letters/write-letter-pdf.ts';

/** The company as its letters show it; undefined where the dunning settings say nothing of it. */
export async function loadSender(table: Table, company: string): Promise<Sender | undefined> {
  const row = await dunningStore(table).loadSettings(company);
  return row && unpackJson<DunningSettings>(row.settings).sender;
}
