import type { ExportDefinition, ExportFile } from '../../shared/exports/run-export.ts';
import { invariant } from '../../shared/kernel/errors.ts';
import type { PdfFonts } from '../../shared/pdf/write-pdf.ts';
import type { CompaniesReader } from '../companies/reader.ts';
import { cashBookExport } from './contract.ts';
import { printBook } from './domain/print-book.ts';
import { writeBookPdf } from './print/write-book-pdf.ts';
import type { CashReader } from './reader.ts';
import { daysOf, openingOf, rowsBetween } from './usecases/read-days.ts';
import { loadBook } from './usecases/recording.ts';

export interface CashExportDeps {
  readonly companies: Pick<CompaniesReader, 'loadCompany'>;
  readonly reader: Pick<CashReader, 'loadBook' | 'eachRow' | 'eachCount' | 'lastRowBefore'>;
  readonly fonts: PdfFonts;
}

/** Every kind of file that the module makes. */
export function cashExports({ companies, reader, fonts }: CashExportDeps): readonly ExportDefinition[] {
  async function makeBook(companyId: string, params: unknown, now: Date): Promise<ExportFile> {
    const { account, ...wish } = cashBookExport.params.parse(params);
    const company = await companies.loadCompany(companyId);
    invariant(company, `company ${companyId} has an export but no settings`);
    const book = await loadBook(reader, companyId, account);
    const days = daysOf(book, wish);
    const rows = await rowsBetween(reader, book, days);
    const counts = await Array.fromAsync(reader.eachCount(companyId, account, days));
    const { currency, language } = company;
    const openingMinor = await openingOf(reader, book, days);
    const { name } = book;
    const printed = printBook({
      company: company.name,
      name,
      account,
      ...days,
      openingMinor,
      rows,
      counts,
      currency,
      language,
    });
    const pdf = await writeBookPdf(printed, fonts, now);
    async function* chunks() {
      yield pdf;
    }
    const fileName = `${companyId}-cash-book-${account}-${days.from}-${days.to}.pdf`;
    return { fileName, contentType: 'application/pdf', chunks: chunks() };
  }
  return [{ kind: cashBookExport, make: makeBook }];
}
