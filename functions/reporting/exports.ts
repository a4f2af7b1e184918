import type { ExportDefinition, ExportFile } from '../../shared/exports/run-export.ts';
import { companyOf } from '../ledger/reader.ts';
import type { Reporting } from './compose.ts';
import { vatReturnExport } from './contract.ts';
import { vatReturnCsv } from './domain/vat-return-csv.ts';
import { readVatReturn } from './usecases/read-vat-return.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Every kind of file that reporting makes; without a clock, because nobody waits. */
export function reportingExports(reporting: Omit<Reporting, 'now'>): readonly ExportDefinition[] {
  async function makeVatReturn(companyId: string, params: unknown): Promise<ExportFile> {
    const { year, period } = vatReturnExport.params.parse(params);
    const company = await companyOf(reporting, companyId);
    const { form, figures } = await readVatReturn(reporting, company, year, period);
    async function* chunks() {
      // Spreadsheets take a file without it for their own code page.
      yield BYTE_ORDER_MARK;
      yield* vatReturnCsv(form, figures);
    }
    return {
      fileName: `${companyId}-ustva-${year}-${period}.csv`,
      contentType: 'text/csv; charset=utf-8',
      chunks: chunks(),
    };
  }
  return [{ kind: vatReturnExport, make: makeVatReturn }];
}
