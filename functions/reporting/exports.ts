import type { ExportDefinition, ExportFile } from '../../shared/exports/run-export.ts';
import { utcDay } from '../../shared/kernel/calendar-date.ts';
import type { PdfFonts } from '../../shared/pdf/write-pdf.ts';
import { readYearSums } from '../ledger/books.ts';
import { companyOf, type LedgerCompany } from '../ledger/reader.ts';
import type { Reporting } from './compose.ts';
import {
  ecSalesExport,
  type FinancialStatementsWish,
  financialStatementsExport,
  vatReturnExport,
} from './contract.ts';
import { ecSalesCsv } from './domain/ec-sales-csv.ts';
import { reportCsv } from './domain/report-csv.ts';
import type { ReportTable } from './domain/report-table.ts';
import { vatReturnCsv } from './domain/vat-return-csv.ts';
import { rangeOf } from './handlers/range-of.ts';
import { writeReportPdf } from './reports/write-report-pdf.ts';
import { costFunctionsStore } from './store/cost-functions.ts';
import { bwaTable, costCentresTable } from './usecases/controlling-tables.ts';
import type { ReadCostOfSalesDeps } from './usecases/read-cost-of-sales.ts';
import { readEcSalesList } from './usecases/read-ec-sales-list.ts';
import { readVatReturn } from './usecases/read-vat-return.ts';
import {
  balanceSheetTable,
  cashFlowTable,
  costOfSalesTable,
  profitAndLossTable,
} from './usecases/statement-tables.ts';

const BYTE_ORDER_MARK = '\uFEFF';

export interface ReportingForExports extends Omit<Reporting, 'now'> {
  /** What the company calls itself. */
  readonly loadSettings: (companyId: string) => Promise<{ readonly name: string } | undefined>;
}

/** What a statement is of, and the table that shows it. */
async function statementTable(
  deps: ReadCostOfSalesDeps,
  company: LedgerCompany,
  wish: FinancialStatementsWish,
  today: string,
): Promise<{ readonly table: ReportTable; readonly of: string }> {
  switch (wish.report) {
    case 'balance-sheet': {
      const { asOf = today, size } = wish;
      return { table: await balanceSheetTable(deps, company, asOf, size), of: asOf };
    }
    case 'bwa': {
      const { month = today.slice(0, 7) } = wish;
      return { table: await bwaTable(deps, company, month), of: month };
    }
    default: {
      const range = rangeOf(wish, today, company.fiscalYearStart);
      return { table: await TABLES[wish.report](deps, company, range), of: `${range.from}-${range.to}` };
    }
  }
}

const TABLES = {
  'profit-and-loss': profitAndLossTable,
  'cost-of-sales': costOfSalesTable,
  'cost-centres': costCentresTable,
  'cash-flow': cashFlowTable,
} as const;

function csvFile(fileName: string, rows: Iterable<string>): ExportFile {
  async function* chunks() {
    // Spreadsheets take a file without it for their own code page.
    yield BYTE_ORDER_MARK;
    yield* rows;
  }
  return { fileName, contentType: 'text/csv; charset=utf-8', chunks: chunks() };
}

/** Every kind of file that reporting makes; without a clock, because nobody waits. */
export function reportingExports(
  reporting: ReportingForExports,
  fonts: () => PdfFonts,
): readonly ExportDefinition[] {
  async function makeVatReturn(companyId: string, params: unknown): Promise<ExportFile> {
    const { year, period } = vatReturnExport.params.parse(params);
    const company = await companyOf(reporting, companyId);
    const { form, figures } = await readVatReturn(reporting, company, year, period);
    const name = period === 'year' ? `ust-${year}` : `ustva-${year}-${period}`;
    return csvFile(`${companyId}-${name}.csv`, vatReturnCsv(form, figures));
  }

  async function makeEcSales(companyId: string, params: unknown): Promise<ExportFile> {
    const { year, period } = ecSalesExport.params.parse(params);
    const company = await companyOf(reporting, companyId);
    const { rows } = await readEcSalesList(reporting, company, year, period);
    return csvFile(`${companyId}-zm-${year}-${period}.csv`, ecSalesCsv(rows));
  }

  async function makeStatement(companyId: string, params: unknown, now: Date): Promise<ExportFile> {
    const wish = financialStatementsExport.params.parse(params);
    const [company, settings] = [
      await companyOf(reporting, companyId),
      await reporting.loadSettings(companyId),
    ];
    const deps = { ...reporting, readYearSums, costFunctions: costFunctionsStore(reporting.table) };
    const { table, of } = await statementTable(deps, company, wish, utcDay(now));
    const frame = { company: settings?.name ?? companyId, createdAt: now };
    async function* chunks() {
      if (wish.format === 'pdf') {
        yield await writeReportPdf(table, fonts(), frame);
        return;
      }
      yield BYTE_ORDER_MARK;
      yield* reportCsv(table);
    }
    return {
      fileName: `${companyId}-${wish.report}-${of}.${wish.format}`,
      contentType: wish.format === 'pdf' ? 'application/pdf' : 'text/csv; charset=utf-8',
      chunks: chunks(),
    };
  }
  return [
    { kind: vatReturnExport, make: makeVatReturn },
    { kind: ecSalesExport, make: makeEcSales },
    { kind: financialStatementsExport, make: makeStatement },
  ];
}
